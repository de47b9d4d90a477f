/** Runs pieces of work one after the other, in the order they came. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a queue; work that fails does not keep the next from its turn. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
