import { maskNumber } from '#domain/chip/mask-holder.ts';
import { nameOf, numberOf } from '#domain/scan/recognise-scan.ts';
import { scanInPicture, type UsefulScan } from '#services/scan-picture.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { oneWord, purposeOptions } from './options.ts';
import { jsonLine } from './output.ts';
import { readPicture } from './picture-file.ts';
import { shownDay } from './show-facts.ts';

/** What `qr` says of a code; dates are ISO, null is what the code does not say. */
type SaidScan = {
  readonly is: UsefulScan['is'];
  readonly number: string;
  readonly name: string | null;
  readonly oldNumber: string | null;
  readonly birth: string | null;
  readonly sex: 'male' | 'female' | null;
  readonly residence: string | null;
  readonly issued: string | null;
  readonly cancelledNumbers: readonly string[];
  /** What has no agreed meaning. */
  readonly rest: readonly string[];
  /** The lines of a machine readable zone; null while numbers are masked. */
  readonly mrz: readonly string[] | null;
};

/** `qr <image>`: the code of a card, its machine readable zone, or the code of an insurance card in a picture. */
const qr: Command = command({
  name: 'qr',
  synopsis: '<ảnh> [--unmasked --purpose <mã>]',
  does: 'đọc mã QR của thẻ, hoặc dòng mã máy đọc, trong một ảnh',
  options: ['unmasked', ...purposeOptions],
  understand: (args) => ({ file: oneWord(args, 'một tệp ảnh'), unmasked: args.values.unmasked ?? false }),
  async run(context, { file, unmasked }) {
    const said = await sayScan(context, file, unmasked);
    context.output.result(context.json ? jsonLine({ scan: said }) : shown(said));
    return exitCode.done;
  },
});

/** Full numbers are shown once that is on record. @throws FailureError `session.*`, `file.*`, `image.*`, `qr.*`; UsageError */
async function sayScan({ office, purpose }: Context, file: string, unmasked: boolean): Promise<SaidScan> {
  const why = unmasked ? purpose() : null;
  const { desk } = await office(unmasked ? 'citizen.reveal' : 'card.read');
  const { session, log } = await desk.services.office();
  await session.permit({ permission: 'card.read' });
  const scan = await scanInPicture(desk.services.engines, await readPicture(file));
  if (why === null) return masked(said(scan));
  const permit = await session.permit({ permission: 'citizen.reveal', purpose: why });
  const object = await log.object('citizen', numberOf(scan) ?? '');
  return session.show(permit, { action: 'citizen.revealed', object }, async () => said(scan));
}

const nothing = {
  ...{ oldNumber: null, birth: null, sex: null, residence: null, issued: null },
  ...{ cancelledNumbers: [], rest: [], mrz: null },
};

function said(scan: UsefulScan): SaidScan {
  const known = { ...nothing, is: scan.is, number: numberOf(scan) ?? '', name: nameOf(scan) };
  switch (scan.is) {
    case 'mrz':
      return { ...known, mrz: scan.zone.lines };
    case 'insurance': {
      const { birth, sex, address, rest } = scan.card;
      return { ...known, birth, sex, residence: address, rest };
    }
    default: {
      const { identity, cancelledNumbers, rest } = scan.card;
      const { oldNumber, birth, sex, residence, issued } = identity;
      return { ...known, oldNumber, birth, sex, residence, issued, cancelledNumbers, rest };
    }
  }
}

function masked({ number, oldNumber, cancelledNumbers, rest, ...others }: SaidScan): SaidScan {
  return {
    ...others,
    number: maskNumber(number),
    oldNumber: oldNumber === null ? null : maskNumber(oldNumber),
    cancelledNumbers: cancelledNumbers.map(maskNumber),
    rest: rest.map((text) => text.replace(/[0-9A-Za-z]*\d[0-9A-Za-z]{5,}/g, maskNumber)),
    mrz: null,
  };
}

const kinds: Readonly<Record<UsefulScan['is'], string>> = {
  card2021: 'Mã QR thẻ CCCD',
  card2024: 'Mã QR thẻ căn cước 2024',
  mrz: 'Dòng mã máy đọc',
  insurance: 'Mã QR thẻ BHYT',
};

function shown(scan: SaidScan): string {
  const rows: readonly (readonly [string, string | null])[] = [
    ['Số', scan.number],
    ['Họ và tên', scan.name],
    ['Số CMND', scan.oldNumber],
    ['Ngày sinh', scan.birth === null ? null : shownDay(scan.birth)],
    ['Giới tính', scan.sex === null ? null : scan.sex === 'male' ? 'Nam' : 'Nữ'],
    ['Nơi cư trú', scan.residence],
    ['Ngày cấp', scan.issued === null ? null : shownDay(scan.issued)],
    ['Số đã hủy', scan.cancelledNumbers.join(', ') || null],
    ['Khác', [...scan.rest, ...(scan.mrz ?? [])].join(' · ') || null],
  ];
  const lines = rows.flatMap(([title, text]) => (text === null ? [] : [`  ${title.padEnd(10)}  ${text}\n`]));
  return `${kinds[scan.is]} (không chứng minh điều gì)\n${lines.join('')}`;
}

export const qrCommands: readonly Command[] = [qr];
