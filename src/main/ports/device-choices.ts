import type { DeviceChoice } from '#contract/devices.ts';

/** Which device of each kind this machine uses, one for each kind at most, kept between starts. */
export type DeviceChoices = {
  /** None when none are kept or they cannot be read: a choice is never worth a refusal. */
  load(): Promise<readonly DeviceChoice[]>;
  /** Replaces them all. @throws FailureError `storage.full`, `storage.denied` */
  save(choices: readonly DeviceChoice[]): Promise<void>;
};
