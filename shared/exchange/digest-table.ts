/** The digests of all listed documents as far as they are known, in buckets, so that equal parts are compared at once. */
import { digest as sha256 } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { fromHex } from '../util/hex';
import { BUCKETS, DIGEST_BYTES, type DigestEntry } from './messages';

/** A document that changes while its digest is computed is tried again this often; then its next change will do it. */
const TRIES = 3;

interface Row {
  readonly bucket: number;
  /** Hex; null while it is not known. */
  digest: string | null;
  loading: Promise<string | null> | null;
  /** Counts changes: a digest that was computed before a change is not kept. */
  version: number;
}

export class DigestTable {
  private readonly rows = new Map<string, Row>();
  private readonly buckets = Array.from({ length: BUCKETS }, () => ({
    names: new Set<string>(),
    hash: null as Uint8Array | null,
  }));

  constructor(private readonly compute: (name: string) => Promise<string>) {}

  has(name: string): boolean {
    return this.rows.has(name);
  }

  names(): Iterable<string> {
    return this.rows.keys();
  }

  /** @returns false if it was there */
  add(name: string): boolean {
    if (this.rows.has(name)) return false;
    const bucket = bucketOf(name);
    this.rows.set(name, { bucket, digest: null, loading: null, version: 0 });
    this.bucket(bucket).names.add(name);
    this.bucket(bucket).hash = null;
    return true;
  }

  remove(name: string): void {
    const row = this.rows.get(name);
    if (!row) return;
    this.rows.delete(name);
    this.bucket(row.bucket).names.delete(name);
    this.bucket(row.bucket).hash = null;
  }

  changed(name: string): void {
    const row = this.rows.get(name);
    if (!row) return;
    row.version += 1;
    row.digest = null;
    row.loading = null;
    this.bucket(row.bucket).hash = null;
  }

  /** The digest in hex if it is known and current. */
  peek(name: string): string | null {
    return this.rows.get(name)?.digest ?? null;
  }

  /** The digest in hex; null for a document that is not listed or cannot be read now. */
  async get(name: string): Promise<string | null> {
    for (let tries = 0; tries < TRIES; tries++) {
      const row = this.rows.get(name);
      if (!row) return null;
      if (row.digest !== null) return row.digest;
      const { version } = row;
      row.loading ??= this.compute(name).catch(() => null);
      const digest = await row.loading;
      if (row.version !== version) continue;
      row.loading = null;
      row.digest = digest;
      return digest;
    }
    return null;
  }

  /** Resolves when every digest is known that can be. */
  async ready(): Promise<void> {
    const unknown: Promise<unknown>[] = [];
    for (const [name, { digest }] of this.rows) if (digest === null) unknown.push(this.get(name));
    await Promise.all(unknown);
  }

  namesIn(bucket: number): ReadonlySet<string> {
    return this.bucket(bucket).names;
  }

  entriesIn(bucket: number): DigestEntry[] {
    return [...this.bucket(bucket).names].flatMap((name) => {
      const digest = this.rows.get(name)?.digest ?? null;
      return digest === null ? [] : [[name, fromHex(digest)] as const];
    });
  }

  /** Null for a bucket that holds nothing. */
  hash(index: number): Uint8Array | null {
    const bucket = this.bucket(index);
    if (bucket.names.size === 0) return null;
    bucket.hash ??= hashOf([...bucket.names].sort(), (name) => this.rows.get(name)?.digest ?? '');
    return bucket.hash;
  }

  private bucket(index: number) {
    const bucket = this.buckets[index];
    if (!bucket) throw new Error(`bucket ${index}`);
    return bucket;
  }
}

function bucketOf(name: string): number {
  return sha256(encodeUtf8(name))[0] ?? 0;
}

/** Names hold no line break that matters: a member who makes two lists alike deceives only about their own digests. */
function hashOf(names: readonly string[], digest: (name: string) => string): Uint8Array {
  const text = names.map((name) => `${name}\n${digest(name)}\n`).join('');
  return sha256(encodeUtf8(text)).slice(0, DIGEST_BYTES);
}
