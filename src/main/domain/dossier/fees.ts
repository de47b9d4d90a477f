import type { Fee } from '#contract/dossier.ts';
import type { Circumstances, DossierKind } from '#contract/dossier-kind.ts';
import { holds, inForce } from './when.ts';

/** What a fee is worked out from: the day (ISO), and the exemption that is claimed and shown. */
export type FeeGround = {
  readonly circumstances: Circumstances;
  readonly on: string;
  readonly exemption: string | null;
};

/**
 * What is to be paid, in đồng: the first row of the kind that applies, less the greatest reduction in force. Rules of no
 * certain law do not change what is asked for and are named beside it; an exemption that was claimed counts, and is named too
 * while its law is not certain. @throws RangeError for a kind without a fee for these circumstances
 */
export function feeOf(kind: DossierKind, { circumstances, on, exemption }: FeeGround): Fee {
  const row = kind.fees.find(({ period, when }) => inForce(period, on) && holds(when, circumstances));
  if (row === undefined) throw new RangeError(`no fee for ${kind.code} on ${on}`);
  const exempt = kind.exemptions.find(({ code }) => code === exemption) ?? null;
  const reductions =
    row.amount === 0
      ? []
      : kind.reductions.filter(({ period, when }) => inForce(period, on) && holds(when, circumstances));
  const certain = reductions.filter(({ basis }) => basis.certainty === 'secondary');
  const best = certain.toSorted((one, other) => other.percent - one.percent)[0];
  const reduced = row.amount - (row.amount * (best?.percent ?? 0)) / 100;
  const open = [...reductions, ...(exempt === null ? [] : [exempt])].filter(
    ({ basis }) => basis.certainty === 'recalled',
  );
  return {
    full: row.amount,
    amount: exempt === null ? reduced : 0,
    words: { ...(exempt?.words ?? row.words) },
    exemption: exempt?.code ?? null,
    law: [row, ...(best === undefined ? [] : [best]), ...(exempt === null ? [] : [exempt])].map(
      ({ basis }) => basis.law,
    ),
    unconfirmed: open.map(({ basis }) => basis.law),
  };
}
