/** One whole state of each document in the place of all that this device has written of it: new first, then the old go. */
import { join } from 'node:path';
import { digestOfUpdates } from '../../../shared/exchange/digest';
import { joinUpdates } from '../../../shared/exchange/join-updates';
import { type BeginRecord, type HoldsRecord, MAX_OVER, type StateRecord } from '../../../shared/meeting-folder/format';
import { toHex } from '../../../shared/util/hex';
import type { FolderIndex } from './folder-index';
import { OwnFile } from './own-file';
import type { ScannedFile } from './scan-file';

export interface CompactOptions {
  readonly index: FolderIndex;
  readonly begin: BeginRecord;
  /** Documents that were deleted for ever. One that the list only does not name may have its last copy here. */
  readonly deleted: ReadonlySet<string>;
  readonly noted: (salt: string) => Promise<void>;
}

/** What is written beyond whole states before it is worth the writing; a carrier carries it once more. */
const MIN_SURPLUS = 1024 * 1024;
/** Each start that writes begins a file. */
const MAX_FILES = 16;
const SMALL_FILE = 1024 * 1024;
const HOLDS_AT_ONCE = 1000;
/** What is synced together: nobody reads the file before it is whole, and thousands of documents are as many waits for the disk. */
const SYNC_BYTES = 1024 * 1024;

/**
 * The files that it is time to put one in the place of; none when it is not.
 * @param own this device's files, those that can be read
 * @param open the salt of the one that is being written
 */
export function filesToCompact(own: readonly ScannedFile[], open: string | null): readonly ScannedFile[] {
  const written = own.reduce((sum, { end }) => sum + end, 0);
  const whole = new Map<string, number>();
  for (const { states } of own)
    for (const { document, before, where } of states) if (before === null) whole.set(document, where.length);
  const needed = [...whole.values()].reduce((sum, length) => sum + length, 0);
  if (written > 2 * needed + MIN_SURPLUS) return own;
  const small = own.filter(({ end, salt }) => end < SMALL_FILE && salt !== open);
  return small.length > MAX_FILES ? small : [];
}

/**
 * Does nothing when something of what is wanted could not be read just now: the next look reads that file anew, and then
 * either it can be read, or what cannot is no state any more, and the page has written its documents anew.
 * @param old nothing is written to them any more
 * @throws the disk's error; then they are all there
 */
export async function compactOwn(options: CompactOptions, old: readonly ScannedFile[]): Promise<void> {
  const { index, begin, noted } = options;
  const { files, folder } = index.options;
  const documents = new Set(old.flatMap(({ states }) => states.map(({ document }) => document)));
  const file = await OwnFile.begin(index.options, begin, noted, true);
  try {
    let states: StateRecord[] = [];
    let bytes = 0;
    for (const document of documents) {
      if (options.deleted.has(document)) continue;
      const state = await wholeState(index, document, begin.writer);
      if (state === 'unread') return await file.abandon();
      if (state === null) continue;
      states.push(state);
      bytes += state.update.length;
      if (bytes < SYNC_BYTES) continue;
      await file.append(states);
      states = [];
      bytes = 0;
    }
    await file.append([...states, ...heldStill(index, old)]);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  await file.finish();
  for (const { salt } of old) {
    for (const name of index.namesOf(salt)) await files.remove(join(folder, name));
  }
}

/** What this device's files hold of a document; null when they make no state of it. */
async function wholeState(
  index: FolderIndex,
  document: string,
  writer: string,
): Promise<StateRecord | 'unread' | null> {
  const view = index.claims.view(document);
  const states = view.statesOf(writer);
  const claims = states.flatMap((digest) => view.chain(digest, writer)?.at(-1) ?? []);
  const passed = new Set(claims.flatMap(({ before, over }) => [before, ...over]));
  // Mostly one. Two copies of one profile may have gone apart.
  const last = states.filter((digest) => !passed.has(digest));
  const chain = new Set(last.flatMap((digest) => view.chain(digest, writer) ?? []));
  const updates: Uint8Array[] = [];
  for (const { where } of chain) {
    const record = await index.read(where);
    if (record === null) return 'unread';
    updates.push(record.update);
  }
  if (updates.length === 0) return null;
  const update = joinUpdates(updates);
  const digest = last.length === 1 ? (last[0] as string) : toHex(digestOfUpdates([update]));
  const over = new Set([...claims.flatMap((claim) => claim.over), ...last]);
  // What only this device's old files hold goes with them.
  const others = [...over].filter((one) => one !== digest && (last.includes(one) || !states.includes(one)));
  return { type: 'state', document, digest, before: null, over: others.slice(-MAX_OVER), update };
}

function heldStill(index: FolderIndex, old: readonly ScannedFile[]): HoldsRecord[] {
  const latest = new Map(old.flatMap(({ holds }) => holds.map(({ document, digest }) => [document, digest] as const)));
  const held = [...latest]
    .map(([document, digest]) => ({ document, digest }))
    .filter(({ document, digest }) => index.claims.view(document).has(digest));
  const records: HoldsRecord[] = [];
  for (let at = 0; at < held.length; at += HOLDS_AT_ONCE)
    records.push({ type: 'holds', held: held.slice(at, at + HOLDS_AT_ONCE) });
  return records;
}
