import { digest as sha256 } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import { toHex } from '../util/hex';
import { DIGEST_BYTES } from './messages';

/** First 16 bytes of the SHA-256 of the document's snapshot: state vector and delete set, so that deletions count. */
export function digestOf(doc: Y.Doc): Uint8Array {
  return sha256(Y.encodeSnapshot(Y.snapshot(doc))).slice(0, DIGEST_BYTES);
}

/** The digest of a document that holds nothing, in hex. */
export const EMPTY_DIGEST: string = toHex(digestOf(new Y.Doc()));
