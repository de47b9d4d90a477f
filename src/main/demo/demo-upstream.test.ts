import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDesk } from '#fixtures/upstream/testing/test-desk.ts';
import { forkProcess } from '#workers/process-port.ts';
import { type DemoUpstream, startDemoUpstream } from './demo-upstream.ts';

let folder: string;
let demo: DemoUpstream;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'truc-ban-demo-upstream-')), 'tuyen-tren');
  demo = startDemoUpstream({ spawn: forkProcess, folder });
});
afterEach(async () => {
  await demo.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

/** A desk as tests have one, at the demo's upstream. */
async function deskAt({ url, authorityPem }: Awaited<ReturnType<DemoUpstream['address']>>) {
  return new TestDesk({ url, caPem: authorityPem } as TestDesk['upstream']);
}

describe('the demo’s upstream', () => {
  it('lets a desk in, and after its death is where it was with what it knew', async () => {
    const before = await demo.address();
    const desk = await deskAt(before);
    expect((await desk.enrol()).body).toMatchObject({ standing: 'requested' });
    await demo.approve(desk.deskId);
    const died = demo.pid();
    if (died !== null) process.kill(died, 'SIGKILL');
    await expect.poll(() => demo.pid()).not.toBe(died);
    const { url, signing } = await demo.address();
    expect({ url, signing }).toEqual({ url: before.url, signing: before.signing });
    expect((await desk.ask('GET', '/v1/desks/self')).body).toMatchObject({ standing: 'approved' });
    await desk.close();
  });

  it('shows its page, and nothing else, over plain HTTP to this machine', async () => {
    const { pageUrl } = await demo.address();
    const page = await fetch(pageUrl);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining('self')]);
    const text = await page.text();
    expect(text).toContain('thử nghiệm');
    const act = (token: string) =>
      fetch(`${pageUrl}page/desks/${'ab'.repeat(32)}`, { method: 'POST', body: new URLSearchParams({ token }) });
    expect((await act('wrong')).status).toBe(409);
    expect((await fetch(`${pageUrl}v1/info`)).status).toBe(404);
  });

  it('says that it is gone once it is closed', async () => {
    await demo.close();
    await expect(demo.address()).rejects.toMatchObject({ failure: { code: 'device.stopped' } });
  });
});
