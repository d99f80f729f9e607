/** The owner's key pair and the grants signed with it. Keys and signatures are base64url; ECDSA P-256 with SHA-256. */
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import * as encoding from 'lib0/encoding';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { AppError } from '../errors/app-error';

/** Raw public key: 65 bytes. Signature: 64 bytes. */
export const OWNER_PATTERN = /^[A-Za-z0-9_-]{87}$/;
export const GRANT_PATTERN = /^[A-Za-z0-9_-]{86}$/;
export const SECRET_PATTERN = /^[A-Za-z0-9_-]{43}$/;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** Keeps a signature from meaning anything elsewhere. */
const DOMAIN = 'recap-notebook grant v1';

/** What is used of WebCrypto: Node and the page both have it, the libraries of shared/ do not declare it. */
interface Subtle {
  generateKey(algorithm: typeof CURVE, extractable: true, uses: readonly ['sign', 'verify']): Promise<KeyPair>;
  exportKey(format: 'raw' | 'pkcs8', key: Key): Promise<ArrayBuffer>;
  importKey(
    format: 'raw' | 'pkcs8',
    key: Uint8Array,
    algorithm: typeof CURVE,
    extractable: false,
    uses: readonly ['sign' | 'verify'],
  ): Promise<Key>;
  sign(algorithm: typeof SIGNATURE, key: Key, data: Uint8Array): Promise<ArrayBuffer>;
  verify(algorithm: typeof SIGNATURE, key: Key, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
}
interface Key {
  readonly type: string;
}
interface KeyPair {
  readonly publicKey: Key;
  readonly privateKey: Key;
}

const subtle = (): Subtle => (globalThis as unknown as { readonly crypto: { readonly subtle: Subtle } }).crypto.subtle;

export interface OwnerKeys {
  readonly owner: string;
  readonly ownerKey: string;
}

/** What the owner grants: this secret, as that of this epoch. */
export interface Claim {
  readonly id: string;
  readonly epoch: number;
  readonly secret: string;
}

export async function newOwnerKeys(): Promise<OwnerKeys> {
  const pair = await subtle().generateKey(CURVE, true, ['sign', 'verify']);
  const [owner, ownerKey] = await Promise.all([
    subtle().exportKey('raw', pair.publicKey),
    subtle().exportKey('pkcs8', pair.privateKey),
  ]);
  return { owner: toBase64UrlEncoded(new Uint8Array(owner)), ownerKey: toBase64UrlEncoded(new Uint8Array(ownerKey)) };
}

/** @throws AppError membership/not-owner when the key cannot be used */
export async function signGrant(ownerKey: string, claim: Claim): Promise<string> {
  try {
    const key = await subtle().importKey('pkcs8', fromBase64UrlEncoded(ownerKey), CURVE, false, ['sign']);
    return toBase64UrlEncoded(new Uint8Array(await subtle().sign(SIGNATURE, key, canonical(claim))));
  } catch (error) {
    throw new AppError('membership/not-owner', String(error), { cause: error });
  }
}

/** False for everything that is not the owner's signature of exactly this claim, malformed keys included. */
export async function isGranted(owner: string, claim: Claim, grant: string): Promise<boolean> {
  if (!OWNER_PATTERN.test(owner) || !GRANT_PATTERN.test(grant)) return false;
  try {
    const key = await subtle().importKey('raw', fromBase64UrlEncoded(owner), CURVE, false, ['verify']);
    return await subtle().verify(SIGNATURE, key, fromBase64UrlEncoded(grant), canonical(claim));
  } catch {
    return false;
  }
}

/** The bytes that are signed. Every part has its length before it, so that no two claims have the same bytes. */
function canonical({ id, epoch, secret }: Claim): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, DOMAIN);
  encoding.writeVarString(encoder, id);
  encoding.writeVarUint(encoder, epoch);
  encoding.writeVarUint8Array(encoder, digest(encodeUtf8(secret)));
  return encoding.toUint8Array(encoder);
}
