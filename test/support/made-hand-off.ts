/** Hand-off files on the real disk, as the app writes them. */
import { HandOffFile } from '../../main/files/hand-off/hand-off-file';
import { HandOffWriter } from '../../main/files/hand-off/hand-off-writer';
import { toAppError } from '../../shared/errors/app-error';
import { writeJson } from '../../shared/hand-off/contents';
import { KIND, type LockSettings } from '../../shared/hand-off/format';
import { type FileRecord, newReading, type Reading } from '../../shared/hand-off/read';

/** As cheap as scrypt gets: tests lock many files. */
export const CHEAP: LockSettings = { cost: 10, blocks: 1, parallel: 1 };

export const ABOUT = {
  notebook: { id: 'n1', name: 'Tea club' },
  by: { id: 'p1', name: 'Ada' },
  madeAt: 1_700_000_000_000,
  scope: 'notebook',
  version: '1.0.0',
};
export const about = (patch: object = {}): FileRecord => ({
  kind: KIND.about,
  name: '',
  bytes: writeJson({ ...ABOUT, ...patch }),
});
export const discussionRecord = (name: string, bytes: Uint8Array): FileRecord => ({
  kind: KIND.discussion,
  name,
  bytes,
});

export async function writeHandOff(
  path: string,
  records: readonly FileRecord[],
  passphrase: string | null = null,
): Promise<void> {
  const writer = await HandOffWriter.begin(path, passphrase, { lock: CHEAP });
  for (const { kind, name, bytes } of records) await writer.add(kind, name, bytes);
  await writer.finish();
}

export interface ReadBack {
  readonly records: readonly FileRecord[];
  readonly reading: Reading;
  /** Why it could not be read. */
  readonly code: string | null;
}

export async function readHandOff(path: string, passphrase: string | null = null): Promise<ReadBack> {
  const records: FileRecord[] = [];
  const reading = newReading();
  try {
    const file = await HandOffFile.open(path);
    try {
      if (passphrase !== null) await file.unlock(passphrase);
      for await (const record of file.records(reading)) records.push(record);
    } finally {
      await file.close();
    }
    return { records, reading, code: null };
  } catch (error) {
    return { records, reading, code: toAppError(error).code };
  }
}
