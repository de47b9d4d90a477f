import { expect, it } from 'vitest';
import { shortReaderName } from './reader-name.ts';

it('leaves out what PC/SC adds, unless two readers would be called the same', () => {
  expect(shortReaderName('ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] (0123456) 00 00')).toBe(
    'ACS ACR1252 Dual Reader',
  );
  const twins = ['Virtual PCD 00 00', 'Virtual PCD 00 01'];
  expect(shortReaderName('Virtual PCD 00 00', twins)).toBe('Virtual PCD 00 00');
  expect(shortReaderName('Virtual PCD 00 00', twins.slice(0, 1))).toBe('Virtual PCD');
  expect(shortReaderName('Đầu đọc mẫu (phần mềm)')).toBe('Đầu đọc mẫu (phần mềm)');
});
