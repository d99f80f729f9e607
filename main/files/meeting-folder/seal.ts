/**
 * The sealing of a meeting folder's records: AES-256-GCM. Each file has a key of its own, made of the notebook's secret
 * and the file's salt, and each record a random nonce: neither a crash nor a copied profile uses one twice with a key.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { encodeLength } from '../../../shared/meeting-folder/format';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'recap-notebook meeting folder v1';
const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

export interface FileKey {
  readonly key: Uint8Array;
  /** Of the file; sealed in with each record. */
  readonly header: Uint8Array;
}

/** @param secret of the notebook, base64url */
export function fileKey(secret: string, notebook: string, header: Uint8Array, salt: Uint8Array): FileKey {
  const material = Buffer.from(secret, 'base64url');
  return { key: new Uint8Array(hkdfSync('sha256', material, salt, `${PURPOSE} ${notebook}`, 32)), header };
}

/** The record as it stands in the file, its length first. @param index of the record in its file */
export function seal({ key, header }: FileKey, index: number, record: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(place(header, index));
  const sealed = [cipher.update(record), cipher.final()];
  const length = NONCE_BYTES + record.length + TAG_BYTES;
  return Buffer.concat([encodeLength(length), nonce, ...sealed, cipher.getAuthTag()]);
}

/** @param sealed without its length @returns null when it is not what was sealed there with this key */
export function unseal({ key, header }: FileKey, index: number, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < SEAL_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(place(header, index));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** A record counts in its own file and at its own place only. */
function place(header: Uint8Array, index: number): Uint8Array {
  return Buffer.concat([header, encodeLength(index)]);
}
