import { describe, expect, it } from 'vitest';
import { usb } from './usb-name.ts';

const device = { vendorId: 0x0c2e, productId: 0xb81, serialNumber: 'THU', manufacturer: 'MẪU', product: 'Máy quét' };

describe('what a USB device is called', () => {
  it('is its maker’s word, the maker named once', () => {
    expect(usb('hid', device)).toEqual({ id: 'hid:0c2e:0b81:THU', name: 'MẪU Máy quét' });
    expect(usb('hid', { ...device, product: 'MẪU Máy quét' }).name).toBe('MẪU Máy quét');
  });

  it('is its numbers where it says nothing', () => {
    const silent = { ...device, serialNumber: undefined, manufacturer: undefined, product: ' ' };
    expect(usb('serial', silent)).toEqual({ id: 'serial:0c2e:0b81', name: 'USB 0c2e:0b81' });
  });

  it('cannot repaint a terminal, turn text around or be of any length', () => {
    const hostile = {
      ...device,
      product: `\u001b[2J\u202e\n${'A'.repeat(5000)}`,
      serialNumber: `\0\u2066${'9'.repeat(900)}`,
    };
    const { id, name } = usb('hid', hostile);
    expect(id + name).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect([id.length, name.length].every((length) => length < 200)).toBe(true);
  });
});
