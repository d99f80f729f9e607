import { digest } from 'lib0/hash/sha256';

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

/** Eight digits of the lowest 32 bits of `value`. */
export function hexOfWord(value: number): string {
  const pair = (shift: number): string => PAIRS[(value >>> shift) & 0xff] ?? '';
  return pair(24) + pair(16) + pair(8) + pair(0);
}

/** Lower-case hex SHA-256 (FIPS 180-4) of `bytes`, 64 characters. */
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(digest(bytes));
}

/** The bytes of `hex`, two digits each. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
