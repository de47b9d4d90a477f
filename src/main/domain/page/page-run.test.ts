import { expect, it } from 'vitest';
import { rectangle } from '#fixtures/make/degrade.ts';
import { nextPageRun, noPageRun } from './page-run.ts';

const good = (x = 10) => ({ corners: rectangle(200, 280, { x, y: 10 }), guidance: null });

it('asks to hold still until a page was good in the same place five times', () => {
  let run = noPageRun;
  const told = [0, 1, 2, 3, 4].map(() => {
    const next = nextPageRun(run, good());
    run = next.run;
    return [next.guidance, next.steady];
  });
  expect(told).toEqual([['hold', 0.2], ['hold', 0.4], ['hold', 0.6], ['hold', 0.8], [null, 1]]); // biome-ignore format: pairs
});

it('begins anew when the page moves, is not good or is gone', () => {
  const held = [0, 1, 2].reduce((run) => nextPageRun(run, good()).run, noPageRun);
  expect(nextPageRun(held, good(40))).toMatchObject({ guidance: 'hold', steady: 0.2 });
  expect(nextPageRun(held, { ...good(), guidance: 'blur' })).toMatchObject({ guidance: 'blur', steady: 0 });
  expect(nextPageRun(held, { corners: null, guidance: 'noPage' })).toMatchObject({ guidance: 'noPage', steady: 0 });
  expect(nextPageRun(nextPageRun(held, { corners: null, guidance: null }).run, good()).steady).toBe(0.2);
});
