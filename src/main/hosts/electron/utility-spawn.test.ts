import { EventEmitter } from 'node:events';
import type { ForkOptions, UtilityProcess } from 'electron';
import { describe, expect, test } from 'vitest';
import { utilitySpawn } from './utility-spawn.ts';

class StubChild extends EventEmitter {
  pid: number | undefined = 42;
  readonly posted: unknown[] = [];
  killed = false;
  postMessage(message: unknown) {
    this.posted.push(structuredClone(message));
  }
  kill() {
    this.killed = true;
    return true;
  }
}

function spawned() {
  const child = new StubChild();
  const forked: { path?: string; options?: ForkOptions } = {};
  const spawn = utilitySpawn((path, _args, options) => {
    Object.assign(forked, { path, options });
    return child as unknown as UtilityProcess;
  }, '/app/out/main');
  return { child, forked, handle: spawn('pcsc-device') };
}

describe('a device process under Electron', () => {
  test('is the bundle’s own entry, with threads enough for several readers', () => {
    const { forked, handle } = spawned();
    expect(forked.path).toBe('/app/out/main/pcsc-device.js');
    expect(forked.options?.env).toMatchObject({ UV_THREADPOOL_SIZE: '24' });
    expect(handle.pid).toBe(42);
  });

  test('carries messages both ways, byte strings whole', () => {
    const { child, handle } = spawned();
    const heard: unknown[] = [];
    handle.port.onMessage((message) => heard.push(message));
    child.emit('message', { bytes: new Uint8Array([1]) });
    handle.port.send({ bytes: new Uint8Array([2]) });
    expect(heard).toEqual([{ bytes: new Uint8Array([1]) }]);
    expect(child.posted).toEqual([{ bytes: new Uint8Array([2]) }]);
  });

  test('closes its port when it dies, and hears nothing more', () => {
    const { child, handle } = spawned();
    const closed: string[] = [];
    handle.port.onClose(() => closed.push('before'));
    child.emit('exit', 139);
    handle.port.onClose(() => closed.push('after'));
    handle.port.send('into the void');
    expect(closed).toEqual(['before', 'after']);
    expect(child.posted).toEqual([]);
  });

  test('can be ended at once', () => {
    const { child, handle } = spawned();
    handle.kill();
    expect(child.killed).toBe(true);
  });
});
