/** Random (version 4) UUIDs, many at little cost: one call for random bytes serves some hundred of them. */
import { getRandomValues } from 'lib0/webcrypto';

const BYTES = 16;
/** Below the 65,536 bytes that are given at once. */
const POOL = 256 * BYTES;

const pool = new Uint8Array(POOL);
let used = POOL;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function uuid(): string {
  if (used === POOL) {
    getRandomValues(pool);
    used = 0;
  }
  const at = used;
  used += BYTES;
  let text = '';
  for (let index = 0; index < BYTES; index += 1) {
    let byte = pool[at + index] ?? 0;
    // RFC 9562: the version, and the variant.
    if (index === 6) byte = (byte & 0x0f) | 0x40;
    if (index === 8) byte = (byte & 0x3f) | 0x80;
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += HEX[byte] ?? '';
  }
  return text;
}
