/** y-webrtc's encryption of signaling (src/crypto.js, not exported): AES-GCM over lib0's `any` encoding, base64. */
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

const ALGORITHM = 'AES-GCM';
const IV_BYTES = 12;

export async function encryptSignal(data: object, key: CryptoKey): Promise<string> {
  const plain = encoding.createEncoder();
  encoding.writeAny(plain, data as Record<string, never>);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const bytes = new Uint8Array(encoding.toUint8Array(plain));
  const cipher = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, bytes);
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, ALGORITHM);
  encoding.writeVarUint8Array(encoder, iv);
  encoding.writeVarUint8Array(encoder, new Uint8Array(cipher));
  return toBase64(encoding.toUint8Array(encoder));
}

/** @returns null when the text was not encrypted with this key */
export async function decryptSignal(text: string, key: CryptoKey): Promise<unknown> {
  try {
    const decoder = decoding.createDecoder(fromBase64(text));
    if (decoding.readVarString(decoder) !== ALGORITHM) return null;
    const iv = new Uint8Array(decoding.readVarUint8Array(decoder));
    const cipher = new Uint8Array(decoding.readVarUint8Array(decoder));
    const plain = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, key, cipher);
    return decoding.readAny(decoding.createDecoder(new Uint8Array(plain)));
  } catch {
    return null;
  }
}
