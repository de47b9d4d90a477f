/** One thing a desk does that may be killed at any moment. `prepare` and `inspect` run here, `run` in the process that is killed. */
export type KillTrial = {
  readonly name: string;
  /** Makes a profile in an empty folder. */
  prepare(folder: string): Promise<void>;
  /** Puts the folder as it has to be before each run. */
  before(folder: string): void;
  /** Says `begin` when all is open and it starts, then whatever it promises, then `end`. */
  run(folder: string, say: (line: string) => void): Promise<void>;
  /** Looks that all that was said is there and nothing is damaged, and says in a word what the kill left. @throws Error */
  inspect(folder: string, said: readonly string[]): Promise<string>;
};

/** Fails an inspection. */
export function need(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
