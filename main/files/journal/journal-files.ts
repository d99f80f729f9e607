/** The disk as the journal needs it. The port; its adapter is node-files.ts, and tests put failing disks in its place. */

/** One file that only grows. */
export interface AppendFile {
  /** @returns how many of the bytes were taken, which may be fewer */
  write(bytes: Uint8Array): Promise<number>;
  /** What was written survives a power cut from then on. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /** False when another file, or none, has its name now. */
  isInPlace(): Promise<boolean>;
  close(): Promise<void>;
}

/** Failures are the system's errors, with their `code`. */
export interface JournalFiles {
  makeFolder(folder: string): Promise<void>;
  /** Names and sizes of the files in a folder; none when there is no folder. */
  list(folder: string): Promise<ReadonlyMap<string, number>>;
  /** Makes a file that was not there. */
  create(path: string): Promise<AppendFile>;
  /** The bytes in a range, fewer when the file ends before. */
  read(path: string, from: number, length: number): Promise<Uint8Array>;
  truncate(path: string, length: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes new names, renames and removals survive a power cut. */
  syncFolder(folder: string): Promise<void>;
}

/** All of the bytes, however often the disk takes only some. */
export async function writeAll(file: AppendFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const taken = await file.write(bytes.subarray(done));
    if (taken <= 0) throw new Error('the disk takes nothing');
    done += taken;
  }
}
