import type { Failure } from '#contract/failures.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import type { Output } from './output.ts';

/** Says a failure that does not end the command. */
export function remarkFailure(failure: Failure, output: Output): void {
  const { text, remedy } = describeFailure(failure, 'vi');
  output.remark(`${text} ${remedy} [${failure.code}]\n`);
}

/** Says it if the stored anchors could not be read: a verdict then lacks them. */
export function remarkDamage(desk: Desk, output: Output): void {
  const damage = desk.services.trust.damage();
  if (damage !== null) remarkFailure(damage.failure, output);
}
