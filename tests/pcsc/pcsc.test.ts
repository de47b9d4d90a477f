import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccessKey } from '#contract/evidence.ts';
import { verifyEvidence } from '#domain/chip/verify.ts';
import { createTrust } from '#domain/trust/trust.ts';
import { canOf, cardholder } from '#fixtures/people/people.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import type { VirtualCard } from '#fixtures/virtual-card/card.ts';
import { serveVpcd, type VpcdSlot } from '#fixtures/virtual-card/serve-vpcd.ts';
import type { DeviceLink } from '#workers/device-link.ts';
import { type PcscService, pcscMissing, preparePcsc } from '../support/pcsc.ts';
import { cardOf, names, read, shows, startDevice, until } from './device-process.ts';

const missing = await pcscMissing();
if (missing !== null) process.stderr.write(`PC/SC tests are skipped: ${missing}\n`);

const trust = createTrust(
  testPki().anchors.map((der) => ({
    der,
    origin: 'MẪU',
    vouchedBy: { by: 'demo' },
    importedAt: '2026-01-01T00:00:00.000Z',
  })),
);
const now = new Date('2026-08-01T08:00:00.000Z');

describe.skipIf(missing !== null)('a card over pcscd', () => {
  let pcsc: PcscService;
  let device: DeviceLink;
  let slots: VpcdSlot[] = [];

  const put = async (card: VirtualCard, slot: 0 | 1 = 0) => {
    const served = serveVpcd(card, { port: pcsc.ports[slot] });
    slots.push(served);
    await until(device, shows(device, pcsc.readers[slot], 'present'));
    return served;
  };

  beforeAll(async () => {
    pcsc = await preparePcsc();
    await pcsc.start();
    device = startDevice();
    await until(device, () => device.readers().length === 2);
  });

  afterEach(async () => {
    await Promise.all(slots.map((slot) => slot.close()));
    slots = [];
    await until(device, () => device.readers().every(({ card }) => card === 'absent'));
  });

  afterAll(async () => {
    await device.close();
    await pcsc.stop();
  });

  const canKey = (id: string): AccessKey => ({ kind: 'can', can: canOf(cardholder(id)) });
  const mrzKey = (id: string): AccessKey => ({ kind: 'mrz', mrz: cardholder(id).mrz.join('\n') });

  it.each([
    ['F01', canKey('F01'), 'pace'],
    ['F02', mrzKey('F02'), 'pace'],
    ['F03', canKey('F03'), 'pace'],
    ['F05', mrzKey('F05'), 'pace'],
    ['F13', canKey('F13'), 'pace'],
  ])('%s is read with the %o and proved', async (id, accessKey, protocol) => {
    await put(cardOf(id));
    const evidence = await read(device, { reader: pcsc.readers[0], accessKey });
    expect(evidence.failure).toBeNull();
    expect(evidence.access).toMatchObject({ protocol, password: accessKey.kind });
    expect(names(evidence)).toEqual(expect.arrayContaining(['EF.SOD', 'DG1', 'DG2', 'DG13', 'DG14', 'DG15']));
    const verdict = verifyEvidence({ evidence, trust, now, partial: false, recorded: false });
    expect(verdict).toMatchObject({ verdict: 'genuine', data: 'proved', chip: 'proved' });
  });

  it('is read by BAC where the chip knows nothing else', async () => {
    await put(cardOf('F04', { access: 'bac' }));
    const evidence = await read(device, { reader: pcsc.readers[0], accessKey: mrzKey('F04') });
    expect(evidence.failure).toBeNull();
    expect(evidence.access).toEqual({ protocol: 'bac' });
  });

  it('stays closed to a wrong number, and opens to the right one afterwards', async () => {
    await put(cardOf('F01'));
    const refused = await read(device, { reader: pcsc.readers[0], accessKey: { kind: 'can', can: '000000' } });
    expect(refused.failure?.code).toBe('access.wrongKey');
    expect(names(refused)).not.toContain('DG1');
    const opened = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') });
    expect(opened.failure).toBeNull();
  });

  it('keeps what was read when it is pulled in the middle of the portrait', async () => {
    const slot = await put(cardOf('F01'));
    const evidence = await read(device, {
      reader: pcsc.readers[0],
      accessKey: canKey('F01'),
      onFile: (name) => name === 'DG13' && slot.remove(),
    });
    expect(evidence.failure?.code).toBe('card.removed');
    expect(names(evidence)).toEqual(expect.arrayContaining(['EF.SOD', 'DG1', 'DG13']));
    expect(names(evidence)).not.toContain('DG2');
    const verdict = verifyEvidence({ evidence, trust, now, partial: false, recorded: false });
    expect(verdict.verdict).toBe('cannotTell');
  });

  it('is let go of within seconds when it goes mute, and the reader works again without it', async () => {
    const slot = await put(cardOf('F01', { mute: { fromCommand: 12 } }));
    const evidence = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') });
    expect(evidence.failure?.code).toBe('card.mute');
    slot.remove();
    await until(device, shows(device, pcsc.readers[0], 'absent'));
    await put(cardOf('F02'));
    const next = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F02') });
    expect(next.failure).toBeNull();
  });

  it('ends at once when the officer cancels', async () => {
    await put(cardOf('F01'));
    const stop = new AbortController();
    const evidence = await read(device, {
      reader: pcsc.readers[0],
      accessKey: canKey('F01'),
      signal: stop.signal,
      onFile: (name) => name === 'DG1' && stop.abort(),
    });
    expect(evidence.failure?.code).toBe('read.cancelled');
    const again = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') });
    expect(again.failure).toBeNull();
  });

  it('does not disturb the card on the other reader', async () => {
    await put(cardOf('F01'), 0);
    await put(cardOf('F02'), 1);
    const [first, second] = await Promise.all([
      read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') }),
      read(device, { reader: pcsc.readers[1], accessKey: canKey('F02') }),
    ]);
    expect([first.failure, second.failure]).toEqual([null, null]);
    const dg1 = (evidence: typeof first) => evidence.files.find(({ name }) => name === 'DG1')?.bytes;
    expect(dg1(first)).not.toEqual(dg1(second));
  });

  it('is read one after the other when it is asked for twice', async () => {
    await put(cardOf('F03'));
    const both = await Promise.all([
      read(device, { reader: pcsc.readers[0], accessKey: canKey('F03') }),
      read(device, { reader: pcsc.readers[0], accessKey: canKey('F03') }),
    ]);
    expect(both.map(({ failure }) => failure)).toEqual([null, null]);
  });

  it('comes back by itself after the service was killed and started again', async () => {
    const reading = put(cardOf('F01')).then(() =>
      read(device, {
        reader: pcsc.readers[0],
        accessKey: canKey('F01'),
        onFile: (name) => name === 'DG1' && void pcsc.kill(),
      }),
    );
    const broken = await reading;
    expect(broken.failure?.code).toBe('reader.serviceDown');
    await until(device, () => device.state().state === 'failed');
    expect(device.state()).toMatchObject({ failure: { code: 'reader.serviceDown' } });
    expect(device.readers()).toEqual([]);
    await pcsc.start();
    await until(device, shows(device, pcsc.readers[0], 'present'));
    const evidence = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') });
    expect(evidence.failure).toBeNull();
  });

  it('is read again after the device process was killed in mid-read', async () => {
    await put(cardOf('F01'));
    const pid = device.pid() ?? 0;
    const broken = await read(device, {
      reader: pcsc.readers[0],
      accessKey: canKey('F01'),
      onFile: (name) => name === 'DG1' && process.kill(pid, 'SIGKILL'),
    });
    expect(broken.failure?.code).toBe('device.stopped');
    expect(names(broken)).toContain('DG1');
    await until(device, shows(device, pcsc.readers[0], 'present'));
    expect(device.pid()).not.toBe(pid);
    const evidence = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') });
    expect(evidence.failure).toBeNull();
  });

  it('that is absent is a failure at once', async () => {
    const evidence = await read(device, { reader: pcsc.readers[0], accessKey: canKey('F01') });
    expect(evidence.failure?.code).toBe('card.absent');
    const nowhere = await read(device, { reader: 'no such reader', accessKey: canKey('F01') });
    expect(nowhere.failure?.code).toBe('reader.unknown');
  });
});
