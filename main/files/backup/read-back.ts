/** Reads a backup back as restoring would, up to the point where it would be kept. [BK3] */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { AppError } from '../../../shared/errors/app-error';
import { digestOfUpdates } from '../../../shared/exchange/digest';
import { kindOf } from '../../../shared/hand-off/format';
import { newReading } from '../../../shared/hand-off/read';
import { toHex } from '../../../shared/util/hex';
import { HandOffFile } from '../hand-off/hand-off-file';

export interface ReadBack {
  /** Sum of what it holds; the same as `ContentSum` gave where it was written. */
  readonly content: string;
  readonly discussions: number;
  readonly size: number;
}

export const CATALOG = 'catalog';
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Of all that a notebook holds: documents in their order, each with its versions. Equal sums, equal content. [BK7] */
export class ContentSum {
  private readonly hash = createHash('sha256');

  add(document: string, updates: readonly Uint8Array[], versions: Uint8Array | null): void {
    this.hash.update(`${document} ${digestIn(updates)} ${versions === null ? 'none' : hashOf(versions)}\n`);
  }

  get value(): string {
    return this.hash.copy().digest('hex');
  }
}

/** @param told each record, by its kind and name; may throw. Errors: backup/unproved, handoff/*, files/unreadable */
export async function readBack(
  path: string,
  told: (key: string, bytes: Uint8Array) => void = () => {},
): Promise<ReadBack> {
  const file = await HandOffFile.open(path);
  try {
    const reading = newReading();
    const sum = new ContentSum();
    let discussions = 0;
    let last: { readonly name: string; readonly update: Uint8Array } | null = null;
    const end = (versions: Uint8Array | null): void => {
      if (last !== null) sum.add(last.name, [last.update], versions);
      last = null;
    };
    for await (const { kind, name, bytes } of file.records(reading)) {
      const what = kindOf(kind);
      const key = `${what ?? ''} ${name}`;
      told(key, bytes);
      if (what === 'version') end(bytes);
      if (what !== 'catalog' && what !== 'discussion') continue;
      end(null);
      loads(bytes, key);
      last = { name: what === 'catalog' ? CATALOG : name, update: bytes };
      if (what === 'discussion') discussions += 1;
    }
    end(null);
    const { complete, damaged, disturbed } = reading;
    if (!complete || damaged > 0 || disturbed) throw new AppError('backup/unproved', 'not all of it is whole');
    return { content: sum.value, discussions, size: file.size };
  } finally {
    await file.close();
  }
}

function loads(update: Uint8Array, what: string): void {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    throw new AppError('backup/unproved', `${what} does not load: ${String(error)}`);
  } finally {
    doc.destroy();
  }
}

function digestIn(updates: readonly Uint8Array[]): string {
  try {
    return toHex(digestOfUpdates(updates));
  } catch {
    return hashOf(Buffer.concat(updates));
  }
}
