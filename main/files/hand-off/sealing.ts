/** What is in the frames of a hand-off file: packed, and sealed where the file has a passphrase. */
import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import {
  encodeHeader,
  FRAME_HEAD,
  type HandOffHeader,
  MAX_FRAME,
  PACKED,
  PART_BYTES,
} from '../../../shared/hand-off/format';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw) as (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
/** Without it a tag of four bytes would do. */
const TAG = { authTagLength: TAG_BYTES };
/** The fastest: text becomes half as long, and what is packed already is soon known to be. */
const PACK_LEVEL = 1;
/** What is packed may say that it is endless. */
const MOST_UNPACKED = PART_BYTES + 1024;

export interface Sealing {
  /** @returns what goes into the frame, with its number and flags */
  close(number: number, flags: number, part: Uint8Array): Promise<Uint8Array>;
  /** Null when it is not what was closed under this number and these flags, or the passphrase is another one. */
  open(number: number, flags: number, content: Uint8Array): Promise<Uint8Array | null>;
}

/** The key takes half a second, in a thread of its own. */
export async function sealingOf(header: HandOffHeader, passphrase: string | null): Promise<Sealing> {
  const key = header.lock === null ? null : await keyOf(header, passphrase ?? '');
  const associated = encodeHeader(header);
  return {
    async close(number, given, part) {
      const packed = await pack(part, { level: PACK_LEVEL });
      const isShorter = packed.length < part.length;
      const flags = given | (isShorter ? PACKED : 0);
      const content = isShorter ? packed : part;
      return Buffer.concat([headOf(number, flags), key === null ? content : seal(key, number, flags, content)]);
    },
    async open(number, flags, content) {
      try {
        if (content.length > MAX_FRAME) return null;
        const opened = key === null ? content : unseal(key, number, flags, content);
        return (flags & PACKED) === 0 ? opened : await unpack(opened, { maxOutputLength: MOST_UNPACKED });
      } catch {
        return null;
      }
    },
  };

  function seal(by: Buffer, number: number, flags: number, content: Uint8Array): Buffer {
    const cipher = createCipheriv(CIPHER, by, nonceOf(number, flags), TAG).setAAD(associated);
    return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  }

  function unseal(by: Buffer, number: number, flags: number, content: Uint8Array): Buffer {
    const decipher = createDecipheriv(CIPHER, by, nonceOf(number, flags), TAG).setAAD(associated);
    decipher.setAuthTag(content.subarray(content.length - TAG_BYTES));
    return Buffer.concat([decipher.update(content.subarray(0, content.length - TAG_BYTES)), decipher.final()]);
  }
}

function headOf(number: number, flags: number): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32LE(number);
  head[4] = flags;
  return head;
}

/** Never twice with one key: each file has its own salt, and each of its frames its own number. */
function nonceOf(number: number, flags: number): Buffer {
  const nonce = Buffer.alloc(12);
  headOf(number, flags).copy(nonce);
  return nonce;
}

function keyOf({ lock, salt }: HandOffHeader, passphrase: string): Promise<Buffer> {
  const { cost = 0, blocks = 0, parallel = 0 } = lock ?? {};
  const options = { N: 2 ** cost, r: blocks, p: parallel, maxmem: 256 * 2 ** cost * blocks };
  return new Promise((resolve, reject) => {
    // The same letters, however a keyboard composes them.
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
