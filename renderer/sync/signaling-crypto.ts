/**
 * Encryption with the room's key: AES-GCM with a random initialisation vector. What it is for (`purpose`, with a version)
 * is authenticated as well, so that nothing can be taken for something else. `openStock` reads what y-webrtc itself
 * encrypted (src/crypto.js, not exported), on its way out.
 */
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { encodeUtf8 } from 'lib0/string';

const ALGORITHM = 'AES-GCM';
const IV_BYTES = 12;

export async function seal(plain: Uint8Array, key: CryptoKey, purpose: string): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const cipher = await crypto.subtle.encrypt(parameters(iv, purpose), key, new Uint8Array(plain));
  const sealed = new Uint8Array(IV_BYTES + cipher.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(cipher), IV_BYTES);
  return sealed;
}

/** @returns null when it was not sealed with this key for this purpose */
export async function unseal(sealed: Uint8Array, key: CryptoKey, purpose: string): Promise<Uint8Array | null> {
  try {
    const iv = new Uint8Array(sealed.slice(0, IV_BYTES));
    return new Uint8Array(await crypto.subtle.decrypt(parameters(iv, purpose), key, sealed.slice(IV_BYTES)));
  } catch {
    return null;
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>, purpose: string): AesGcmParams {
  return { name: ALGORITHM, iv, additionalData: new Uint8Array(encodeUtf8(purpose)) };
}

export async function sealSignal(data: object, key: CryptoKey, topic: string): Promise<string> {
  const plain = encoding.createEncoder();
  encoding.writeAny(plain, data as Record<string, never>);
  return toBase64(await seal(encoding.toUint8Array(plain), key, signalsOf(topic)));
}

/** @returns null when the text was not sealed with this key for this room */
export async function openSignal(text: string, key: CryptoKey, topic: string): Promise<unknown> {
  try {
    const plain = await unseal(fromBase64(text), key, signalsOf(topic));
    return plain === null ? null : decoding.readAny(decoding.createDecoder(plain));
  } catch {
    return null;
  }
}

function signalsOf(topic: string): string {
  return `recap signal v1:${topic}`;
}

/** @returns null when y-webrtc did not encrypt the text with this key */
export async function openStock(text: string, key: CryptoKey): Promise<unknown> {
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
