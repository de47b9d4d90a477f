import type { Browser, Page } from 'playwright-core';
import type { PersonRow } from '#contract/citizen.ts';
import type { RunningUpstream } from '#fixtures/upstream/start-upstream.ts';
import { demoHome } from './demo-home.ts';
import { troubleOf, viewport } from './desk.ts';
import { type DeskWire, openWire, wirePlace } from './desk-wire.ts';
import { startWebHost } from './host.ts';

/** One desk of several: a host of its own on a profile folder of its own, at which a window and a wire have a place each. */
export type Station = {
  readonly page: Page;
  readonly wire: DeskWire;
  /** What the window and its host complained of: empty when all is well. */
  readonly trouble: readonly string[];
  close(): Promise<void>;
};

/** Opens a desk whose ward has these people beside those of the cards, and waits until it knows them. */
export async function openStation(browser: Browser, others: readonly PersonRow[]): Promise<Station> {
  const place = await demoHome({ others });
  const host = await startWebHost({ home: place.home });
  const seat = await wirePlace(await host.nextAddress());
  const page = await (await browser.newContext({ viewport, locale: 'vi-VN', reducedMotion: 'reduce' })).newPage();
  const trouble = troubleOf(page);
  await page.goto(await host.nextAddress());
  await page.getByRole('navigation').first().waitFor({ timeout: 60_000 });
  const wire = await openWire(seat);
  await wire.until(({ registry }) => registry.people >= others.length && registry.importing === null);
  return {
    ...{ page, wire, trouble },
    async close() {
      await wire.close();
      await page.context().close();
      await host.stop();
      await place.remove();
    },
  };
}

/**
 * Binds a desk to an upstream as its administrator does: asked who it is, told its key, let in there. The demo's own upstream
 * is bound first and by itself; a desk that somebody bound elsewhere stays there.
 */
export async function bindStation({ wire }: Station, upstream: RunningUpstream, limit: number | null): Promise<string> {
  const { call, until } = wire;
  await until(({ sync }) => sync.upstream?.standing === 'approved');
  await beOfficer(wire, 'QT001');
  const named = { url: upstream.url.replace('localhost', '127.0.0.1'), authorityPem: upstream.caPem };
  const { signing } = await call('upstream.look', named);
  await call('upstream.connect', { ...named, signing });
  const asked = await until(({ sync }) => sync.upstream?.url === named.url && sync.upstream.standing === 'requested');
  const deskId = asked.sync.deskId ?? '';
  await upstream.office.approve(deskId);
  await call('upstream.ask');
  await until(({ sync }) => sync.upstream?.standing === 'approved');
  await call('upstream.limit', { bytesPerSecond: limit });
  await beOfficer(wire, 'CB001');
  return deskId;
}

async function beOfficer({ call, until }: DeskWire, officer: string): Promise<void> {
  await call('demo.beOfficer', { officer });
  await until(({ session }) => session.state === 'signedIn' && session.officer.id === officer);
}
