/** Cuts what a write that did not end has left behind a segment's last record, and keeps it in a file of its own. */
import { join } from 'node:path';
import { type JournalFiles, writeAll } from './journal-files';
import type { SegmentDamage } from './journal-reader';
import { damagedName } from './segment-names';

/** A segment with damage within stays as it is until compaction puts all of it aside. */
export async function setTailsAside(
  files: JournalFiles,
  folder: string,
  damage: readonly SegmentDamage[],
  now: () => Date = () => new Date(),
): Promise<void> {
  for (const { name, size, damaged, isTail } of damage) {
    const [tail] = damaged;
    if (!isTail || tail === undefined) continue;
    const path = join(folder, name);
    const kept = await files.create(join(folder, damagedName(name, now())));
    try {
      await writeAll(kept, await files.read(path, tail.from, size - tail.from));
      await kept.sync();
    } finally {
      await kept.close();
    }
    await files.syncFolder(folder);
    await files.truncate(path, tail.from);
  }
}
