import type { Check, Verdict } from '#contract/verdict.ts';
import { holderOf } from '../holder.ts';
import { check, type Verification } from './verification.ts';

/** Vietnam's clocks: UTC+7 all year. A document is valid through the whole of its last day there. */
const UTC_PLUS_7 = 7 * 3_600_000;

/** What the check says, and whether the document has ended (null when its end is not readable). */
export type ExpiryResult = { readonly check: Check; readonly expired: Verdict['expired'] };

/** Has the document ended? Stands beside the verdict. Facts: `until`. */
export function checkExpiry({ files, now, partial }: Verification): ExpiryResult {
  const holder = holderOf(files);
  if (holder === null && partial) return { check: check('expiry', 'pending'), expired: null };
  if (holder === null || holder.expiry.kind === 'unknown') {
    return { check: check('expiry', 'warning', { reasons: ['document.expiryUnknown'] }), expired: null };
  }
  if (holder.expiry.kind === 'never') return { check: check('expiry', 'passed'), expired: false };
  const today = new Date(now.getTime() + UTC_PLUS_7).toISOString().slice(0, 10);
  const expired = holder.expiry.iso < today;
  const facts = { until: holder.expiry.iso };
  return {
    check: expired
      ? check('expiry', 'warning', { reasons: ['document.expired'], facts })
      : check('expiry', 'passed', { facts }),
    expired,
  };
}
