import { afterEach, describe, expect, it } from 'vitest';
import { type DeviceLink, linkDevice } from './device-link.ts';
import { type ChildHandle, forkProcess } from './process-port.ts';

let device: DeviceLink | null = null;

afterEach(async () => {
  await device?.close();
  device = null;
});

function start(silenceMs = 4000): { link: DeviceLink; states: string[]; children: ChildHandle[] } {
  const children: ChildHandle[] = [];
  const spawn = () => {
    const child = forkProcess('demo-device');
    children.push(child);
    return child;
  };
  const link = linkDevice({ id: 'demo', spawn, backOff: { firstMs: 20, mostMs: 100 }, silenceMs });
  device = link;
  const states: string[] = [];
  link.onChange(() => {
    const { state } = link.state();
    if (states.at(-1) !== state) states.push(state);
  });
  return { link, states, children };
}

function running(link: DeviceLink, other: number | null = null): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (link.state().state !== 'running' || link.pid() === other) return;
      stop();
      resolve();
    };
    const stop = link.onChange(look);
    look();
  });
}

describe('a supervised device process', () => {
  it('is back after SIGKILL, and says so in between', async () => {
    const { link, states } = start();
    await running(link);
    const pid = link.pid();
    process.kill(pid ?? 0, 'SIGKILL');
    await running(link, pid);
    expect(states).toEqual(['running', 'failed', 'starting', 'running']);
    expect(link.pid()).not.toBe(pid);
    expect(link.readers()).toHaveLength(1);
  });

  it('names the failure while it is away', async () => {
    const { link } = start();
    await running(link);
    const failed = new Promise<void>((resolve) => {
      const stop = link.onChange(() => {
        if (link.state().state !== 'failed') return;
        stop();
        resolve();
      });
    });
    process.kill(link.pid() ?? 0, 'SIGKILL');
    await failed;
    expect(link.state()).toMatchObject({ failure: { code: 'device.stopped' } });
    await expect(link.call('demo.people')).rejects.toMatchObject({ failure: { code: 'device.stopped' } });
  });

  it('is ended and started again when it does not answer', async () => {
    const { link } = start(200);
    await running(link);
    await link.call('device.ping');
    const pid = link.pid();
    process.kill(pid ?? 0, 'SIGSTOP');
    await running(link, pid);
    expect(link.pid()).not.toBe(pid);
  });

  it('stays ended once it is closed', async () => {
    const { link, children } = start();
    await running(link);
    const gone = new Promise<void>((resolve) => children[0]?.port.onClose(() => resolve()));
    await link.close();
    await gone;
    expect(children).toHaveLength(1);
  });
});
