import type { PluggedDevice } from './scanner-driver.ts';

/** What a USB device says of itself. */
export type UsbIdentity = {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | undefined;
  readonly manufacturer: string | undefined;
  readonly product: string | undefined;
};

const hex = (value: number) => value.toString(16).padStart(4, '0');

/** Text from a device may hold anything; this is what of it can be shown. */
export const tidy = (text: string | undefined) =>
  (text ?? '')
    .replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 80);

/** The lasting id of a USB device, and its name as its maker gave it, or by its numbers. */
export function usb(via: string, device: UsbIdentity): Omit<PluggedDevice, 'path'> {
  const numbers = `${hex(device.vendorId)}:${hex(device.productId)}`;
  const serial = tidy(device.serialNumber);
  const [maker, product] = [tidy(device.manufacturer), tidy(device.product)];
  const named = product.startsWith(maker) ? product : `${maker} ${product}`.trim();
  return {
    id: [via, numbers, ...(serial === '' ? [] : [serial])].join(':'),
    name: named === '' ? `USB ${numbers}` : named,
  };
}
