import type { DeskApi } from '#contract/api.ts';
import type { DemoOfficer, DeskState } from '#contract/desk.ts';
import { closedIntake } from '#contract/intake.ts';
import type { Officer, SessionState } from '#contract/officers.ts';
import type { Handlers, Input, Output } from '#contract/rpc.ts';
import { closedShift } from '#contract/shift.ts';
import { closedSync } from '#contract/sync.ts';
import { permissionsOf } from '#domain/officers/permissions.ts';
import type { Desk } from '#main/compose.ts';

type Commands = keyof DeskApi['commands'];
/** What a fake answers: the input is the contract's, the answer too. */
export type FakeHandlers = {
  readonly [C in Commands]?: (
    input: Input<DeskApi, C>,
    context: { readonly signal: AbortSignal },
  ) => Output<DeskApi, C> | Promise<Output<DeskApi, C>>;
};

export const fakeOfficers: readonly DemoOfficer[] = [
  { id: 'CB001', name: 'Cán bộ Mẫu', roles: ['tiepNhan', 'thuNhan', 'traThe', 'chiHuy'], secret: 'mẫu' },
  { id: 'QT001', name: 'Quản trị Mẫu', roles: ['quanTri'], secret: 'mẫu' },
  { id: 'KT001', name: 'Kiểm tra Mẫu', roles: ['kiemTra'], secret: 'mẫu' },
];

/** A session of one of the fake's officers. */
export function sessionOf(id: string, state: 'signedIn' | 'mustChoose' = 'signedIn'): SessionState {
  const found = fakeOfficers.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`no fake officer ${id}`);
  const { secret: _, ...known } = found;
  const kept = { unit: null, state: 'active', createdAt: '2026-11-22T00:00:00.000Z', createdBy: 'MẪU' } as const;
  const officer: Officer = { ...known, ...kept, secret: 'own', revision: 1 };
  const there = { officer, permissions: [...permissionsOf(officer.roles)], since: '2026-11-22T01:00:00.000Z' };
  return state === 'mustChoose' ? { state, ...there } : { state, ...there, lockInMs: 300_000, reauthenticated: true };
}

const noFailure = { state: 'ready', people: 20, asOf: '2026-11-22T00:00:00.000Z', failure: null } as const;

/** A state as a desk has one. */
export function stateOf(kind: DeskState['profile']['kind'], change: Partial<DeskState> = {}): DeskState {
  return {
    rev: 1,
    profile: { kind, station: 'Phường Mẫu', host: 'web' },
    sources: [],
    readers: [],
    vault: { state: kind === 'demo' ? 'open' : 'closed' },
    session: kind === 'demo' ? sessionOf('CB001') : { state: 'signedOut', cause: null },
    registry: { ...noFailure, importing: null, checking: null },
    reading: null,
    devices: [],
    scan: null,
    capture: { task: null, records: [], match: null, failure: null },
    intake: closedIntake,
    shift: closedShift,
    sync: closedSync,
    trust: { anchors: 0, countries: 0, newestImport: null, revocationLists: 0 },
    settings: { theme: 'system', language: 'vi' },
    ...change,
  };
}

export type FakeDesk = {
  readonly desk: Desk;
  /** Every command that was called, in order, with its input. */
  readonly calls: { readonly command: string; readonly input: unknown }[];
  /** Changes the state and says so. */
  change(parts: Partial<DeskState>): void;
  readonly closed: () => boolean;
};

/**
 * A desk that answers what it is told to. Signing in and taking an officer's place work; a command nobody told it about fails
 * the test.
 */
export function fakeDesk(first: DeskState, handlers: FakeHandlers, ready = Promise.resolve()): FakeDesk {
  let state = first;
  let closed = false;
  const calls: FakeDesk['calls'] = [];
  const hearers = new Set<Parameters<Desk['onEvent']>[0]>();
  const change = (parts: Partial<DeskState>) => {
    state = { ...state, ...parts, rev: state.rev + 1 };
    for (const hear of hearers) hear('desk.changed', { ...parts, rev: state.rev });
  };
  const come = (session: SessionState) => {
    change({ session, vault: { state: 'open' } });
    return session;
  };
  const known: FakeHandlers = {
    'demo.officers': () => (state.profile.kind === 'demo' ? [...fakeOfficers] : []),
    'demo.beOfficer': ({ officer }) => void come(sessionOf(officer)),
    'session.signIn': ({ officer }) => come(sessionOf(officer.toUpperCase())),
    ...handlers,
  };
  const answering = new Proxy(known, {
    get: (all, command: Commands) => (input: never, context: never) => {
      calls.push({ command, input });
      const handler = all[command];
      if (handler === undefined) throw new Error(`nobody told the fake about ${command}`);
      return handler(input, context);
    },
  });
  const unused = new Proxy({}, { get: (_, part) => expectNone(String(part)) });
  return {
    calls,
    change,
    closed: () => closed,
    desk: {
      handlers: answering as Handlers<DeskApi>,
      onEvent(hear) {
        hearers.add(hear);
        return () => hearers.delete(hear);
      },
      frame: async () => undefined,
      snapshot: () => state,
      ready,
      services: unused as Desk['services'],
      close: async () => {
        closed = true;
      },
    },
  };
}

function expectNone(part: string): never {
  throw new Error(`the fake has no ${part}`);
}
