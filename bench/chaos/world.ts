import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chaosFaults } from './chaos-faults.ts';
import type { Control, DeskOrders } from './desk-orders.ts';
import { type History, openHistory } from './history.ts';
import { type Faults, inspectBothSides, type Places } from './inspect.ts';
import { type Line, startLine } from './line.ts';
import { prepareWorld } from './prepare-world.ts';
import { type Program, startProgram } from './program.ts';

export type WorldOptions = {
  /** Empty; everything is in it, the history too. */
  readonly folder: string;
  /** Kills of both together. */
  readonly kills: number;
  readonly control: Control;
  /** The library that makes disks full, or null: then none is. */
  readonly library: string | null;
  readonly random: () => number;
  readonly onKill?: () => void;
};

/** What one world came to: a desk and an upstream that were killed again and again, and then left alone until all was sent. */
export type WorldFigures = {
  readonly kills: { readonly desk: number; readonly upstream: number };
  readonly dossiers: number;
  readonly receipts: number;
  readonly happened: Readonly<Record<string, number>>;
  readonly faults: Faults;
  readonly seconds: number;
};

type World = {
  readonly options: WorldOptions;
  readonly places: Places;
  readonly orders: Omit<DeskOrders, 'drains'>;
  readonly line: Line;
  readonly history: History;
  readonly kills: { desk: number; upstream: number };
  /** So much was said by the desk, its promises and its runs. */
  readonly heard: { words: number; hear: () => void };
  upstream: Program | null;
};

/** Kills a desk and its upstream so many times while they work, and looks at what is left. */
export async function runWorld(options: WorldOptions): Promise<WorldFigures> {
  const { folder, control, random } = options;
  const began = performance.now();
  const places: Places = { desk: join(folder, 'desk'), upstream: join(folder, 'upstream') };
  for (const path of Object.values(places)) mkdirSync(path);
  const history = openHistory(join(folder, 'history.jsonl'));
  const line = await startLine({ random, harmed: (note) => history.note('run', { is: 'harmed', note }) });
  const upstream = await prepareWorld(places, control, `https://localhost:${line.port}`);
  const orders = { folder: places.desk, control, upstream };
  const world: World = {
    options,
    places,
    orders,
    line,
    history,
    kills: { desk: 0, upstream: 0 },
    heard: { words: 0, hear: () => undefined },
    upstream: null,
  };
  try {
    line.trouble(0.25);
    const stop = stir(world);
    await Promise.all([killDesk(world), killUpstream(world)]);
    stop();
    line.trouble(0);
    line.resetAll();
    await drain(world);
  } finally {
    world.upstream?.kill();
    await line.close();
  }
  const words = history.words();
  return {
    kills: world.kills,
    dossiers: words.filter(({ is }) => is === 'kept').length,
    receipts: words.filter(({ is }) => is === 'sent').length,
    happened: history.counts(),
    faults: await inspectBothSides(places, words),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}

const isOver = ({ kills, options }: World) => kills.desk + kills.upstream >= options.kills;

/** A file that says, while it is there, that a side's disk is full. */
const fullFlag = (world: World, side: keyof Places) => join(world.options.folder, `${side}-is-full`);

function start(world: World, side: keyof Places, args: readonly string[]): Program {
  const { library } = world.options;
  const watched = { LD_PRELOAD: library ?? '', DISK_ROOT: world.places[side], DISK_FULL: fullFlag(world, side) };
  return startProgram({
    file: new URL(`./${side}.ts`, import.meta.url),
    args,
    env: library === null ? {} : watched,
    hear(said) {
      if (side === 'desk') {
        world.heard.words += 1;
        world.heard.hear();
      }
      world.history.note(side, said);
    },
  });
}

const startDesk = (world: World, drains: boolean) =>
  start(world, 'desk', [JSON.stringify({ ...world.orders, drains } satisfies DeskOrders)]);

function startUpstream(world: World): Program {
  const program = start(world, 'upstream', [world.places.upstream, world.options.control]);
  world.upstream = program;
  program.ready.then(
    ({ port }) => world.line.aim(port),
    () => undefined,
  );
  return program;
}

/**
 * When one dies: now and then while it starts, else after so many words of the desk and a moment more. Words and not time, so that a busy
 * machine gets as much done between two kills as an idle one.
 */
type Life = { readonly whileStarting: boolean; readonly words: number; readonly ms: number; readonly mostMs: number };

/** Short lives as often as long ones. */
function lifeOf(
  { options: { random } }: World,
  { words, mostMs }: { readonly words: number; readonly mostMs: number },
): Life {
  const whileStarting = random() < 0.06;
  return {
    whileStarting,
    words: whileStarting ? 0 : Math.floor(random() ** 1.5 * words),
    ms: random() * (whileStarting ? 500 : 25),
    mostMs,
  };
}

async function killDesk(world: World): Promise<void> {
  while (!isOver(world))
    await liveAndDie(world, 'desk', {
      program: startDesk(world, false),
      life: lifeOf(world, { words: 30, mostMs: 6000 }),
    });
}

async function killUpstream(world: World): Promise<void> {
  while (!isOver(world))
    await liveAndDie(world, 'upstream', {
      program: startUpstream(world),
      life: lifeOf(world, { words: 60, mostMs: 9000 }),
    });
}

async function liveAndDie(
  world: World,
  side: keyof Places,
  { program, life }: { readonly program: Program; readonly life: Life },
): Promise<void> {
  let lives = true;
  const ended = program.ended.then((code) => {
    lives = false;
    return code;
  });
  if (!life.whileStarting) await Promise.race([program.ready, ended]).catch(() => undefined);
  const { words: before } = world.heard;
  const until = performance.now() + life.mostMs;
  while (lives && world.heard.words - before < life.words && performance.now() < until && !isOver(world))
    await pause(3);
  await Promise.race([ended, pause(life.ms)]);
  if (!lives) {
    // A full disk may keep it from starting; it is started again, and finds room or does not.
    world.history.note(side, { is: 'ended', note: `${await ended}` });
    return void (await pause(50));
  }
  program.kill();
  await ended;
  world.history.note(side, { is: 'killed', note: life.whileStarting ? 'while starting' : '' });
  world.kills[side] += 1;
  world.options.onKill?.();
}

/** Makes something go wrong at either end now and then, as the work goes on; the answer ends it, with everything in order. */
function stir(world: World): () => void {
  const { random, library } = world.options;
  const timers = new Set<NodeJS.Timeout>();
  const fill = (side: keyof Places) => {
    writeFileSync(fullFlag(world, side), '');
    world.history.note(side, { is: 'full', note: '' });
    timers.add(setTimeout(() => empty(world, side), 30 + random() * 200));
  };
  world.heard.hear = () => {
    if (random() < 0.15) spoil(world);
    if (library !== null && random() < 0.04) fill(random() < 0.5 ? 'desk' : 'upstream');
  };
  return () => {
    world.heard.hear = () => undefined;
    for (const timer of timers) clearTimeout(timer);
    for (const side of ['desk', 'upstream'] as const) empty(world, side);
  };
}

function spoil({ options: { random }, upstream, history }: World): void {
  const fault = chaosFaults[Math.floor(random() * chaosFaults.length)];
  if (fault === undefined || upstream === null) return;
  upstream.order(fault);
  history.note('run', { is: 'fault', note: fault.is });
}

function empty(world: World, side: keyof Places): void {
  rmSync(fullFlag(world, side), { force: true });
  world.history.note(side, { is: 'room', note: '' });
}

/** With everything in order again, the desk sends what is left. */
async function drain(world: World): Promise<void> {
  const upstream = startUpstream(world);
  await upstream.ready;
  const desk = startDesk(world, true);
  const code = await desk.ended;
  world.history.note('run', { is: 'ended', note: `drained ${code}` });
  upstream.kill();
  await upstream.ended;
}
