/** The pictures that came with a text, under the names that they have in a discussion. */
import type { Asset, FilePicture } from '../../../shared/model/export-document';
import { sha256Hex } from '../../../shared/util/hex';
import type { Discussion } from '../types';
import type { Addresses } from './read-job';

export interface NamedPictures {
  readonly addresses: Addresses;
  /** By hash. */
  readonly byHash: ReadonlyMap<string, Asset>;
}

export function namePictures(pictures: readonly FilePicture[]): NamedPictures {
  const addresses = new Map<string, string>();
  const byHash = new Map<string, Asset>();
  for (const { address, mime, bytes } of pictures) {
    const hash = sha256Hex(bytes);
    byHash.set(hash, { hash, mime, bytes });
    addresses.set(address, `asset:${hash}`);
  }
  return { addresses, byHash };
}

/** `5f3a01bc.png`, or the whole hash: how exports name pictures. */
const EXPORTED = /(?:^|\/)([0-9a-f]{8}(?:[0-9a-f]{56})?)\.[a-z]{3,4}$/;

/**
 * A file that came without its pictures still means those that the discussion has: they are named after their hash.
 * `wanted`: the addresses in the text.
 */
export function withKnownPictures(known: Addresses, wanted: readonly string[], discussion: Discussion): Addresses {
  const missing = wanted.filter((address) => !known.has(address));
  if (missing.length === 0) return known;
  const hashes = discussion.assets().map(({ hash }) => hash);
  const all = new Map(known);
  for (const address of missing) {
    const begin = EXPORTED.exec(address)?.[1];
    const found = begin === undefined ? [] : hashes.filter((hash) => hash.startsWith(begin));
    if (found.length === 1) all.set(address, `asset:${String(found[0])}`);
  }
  return all;
}
