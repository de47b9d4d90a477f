import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { DeskProvider, useDeskView } from '../state/desk-context.tsx';
import { openDeskLink } from '../state/desk-link.ts';
import { createWindowStore, type WindowStore } from '../state/window-store.ts';
import { createFakeHost, type FakeHost } from './fake-client.ts';

afterEach(cleanup);

export type OpenedScreen = FakeHost & {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly window: WindowStore;
  inputs(command: string): unknown[];
};

/** One screen on a fake host, without the shell around it. */
export async function openScreen(
  screen: ReactNode,
  state: DeskState,
  prepare: (host: FakeHost) => void = () => {},
): Promise<OpenedScreen> {
  const host = createFakeHost(state);
  prepare(host);
  const window = createWindowStore();
  const { findByRole } = render(
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <DeskProvider desk={{ link: openDeskLink(() => host.client), window }}>
          <WhenKnown>{screen}</WhenKnown>
        </DeskProvider>
      </Tooltip.Provider>
    </CSPProvider>,
  );
  await findByRole('main');
  const inputs = (command: string) => host.calls.filter((call) => call.command === command).map(({ input }) => input);
  return { ...host, user: userEvent.setup(), window, inputs };
}

function WhenKnown({ children }: { readonly children: ReactNode }) {
  return useDeskView((view) => view.desk !== null) ? children : null;
}
