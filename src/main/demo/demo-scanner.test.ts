import { afterEach, describe, expect, it } from 'vitest';
import { readCardQr } from '#domain/citizen/qr.ts';
import { cardholders } from '#fixtures/people/people.ts';
import { linkScanners, type ScannerLink } from '#workers/scanner-link.ts';
import { demoCode } from './demo-codes.ts';
import { startDemoScanner } from './demo-scanner.ts';

let link: ScannerLink | null = null;
afterEach(() => link?.close());

async function start() {
  const scanners = linkScanners({
    id: 'demo',
    spawn: () => startDemoScanner(() => 'bug'),
    backOff: { firstMs: 1, mostMs: 1 },
    silenceMs: 4000,
  });
  link = scanners;
  await expect.poll(() => scanners.state().state).toBe('running');
  return scanners;
}

describe('the software scanner', () => {
  it('says that it is one', async () => {
    const scanners = await start();
    expect(scanners.scanners()).toEqual([
      { id: 'demo:scanner', name: 'Máy quét mẫu (phần mềm)', simulated: true, via: 'demo', condition: { is: 'ready' } },
    ]);
  });

  it('scans the card of a made-up person', async () => {
    const scanners = await start();
    const codes: string[] = [];
    scanners.onScan(({ scanner, bytes }) => codes.push(`${scanner} ${new TextDecoder().decode(bytes)}`));
    await scanners.call('demo.scan', { personId: 'F01' });
    expect(codes).toEqual([`demo:scanner ${demoCode('F01')}`]);
  });

  it.each([
    ['F99', 'demo.unknownPerson'],
    ['T99', 'demo.unknownPerson'],
    ['F06', 'demo.noCard'],
  ])('has no code of %s', async (personId, code) => {
    const scanners = await start();
    await expect(scanners.call('demo.scan', { personId })).rejects.toMatchObject({ failure: { code } });
  });
});

describe('the codes of the demo’s cards', () => {
  it('are of the people who hold the cards', () => {
    for (const person of cardholders()) {
      const read = readCardQr(demoCode(person.id));
      const { soDinhDanh, hoTen, loaiThe } = person;
      expect.soft(read).toMatchObject({ kind: 'card', identity: { number: soDinhDanh } });
      expect.soft(read.kind === 'card' && read.identity.name?.toUpperCase()).toBe(hoTen);
      expect.soft(read.kind === 'card' && read.rest.length).toBe(loaiThe === 'CC2024' ? 2 : 0);
    }
  });

  it('of trick cards are those of whom they pretend to be', () => {
    expect(readCardQr(demoCode('T01')).kind).toBe('card');
  });
});
