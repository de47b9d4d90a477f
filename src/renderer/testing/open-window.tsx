import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { App } from '../app/app.tsx';
import { openDeskLink } from '../state/desk-link.ts';
import { createWindowStore, type WindowStore } from '../state/window-store.ts';
import { createFakeHost, type FakeHost } from './fake-client.ts';

afterEach(cleanup);

type Opened = FakeHost & {
  readonly user: ReturnType<typeof userEvent.setup>;
  /** The window's own state. */
  readonly window: WindowStore;
  inputs(command: string): unknown[];
};

/** The whole window on a fake host, as a person would use it. */
export async function openWindow(state: DeskState, prepare: (host: FakeHost) => void = () => {}): Promise<Opened> {
  const host = createFakeHost(state);
  prepare(host);
  const window = createWindowStore();
  const screen = render(<App desk={{ link: openDeskLink(() => host.client), window }} />);
  await screen.findByRole('main');
  const inputs = (command: string) => host.calls.filter((call) => call.command === command).map(({ input }) => input);
  return { ...host, user: userEvent.setup(), window, inputs };
}
