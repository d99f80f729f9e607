/**
 * The versions of all discussions of this profile: one file for each discussion, in a folder for each notebook. A file is
 * written anew, whole, synced and then renamed over the one before. Rules: shared/versions/README.md.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { isDocumentName } from '../../../shared/journal/format';
import type { ListedVersion, Version, VersionName } from '../../../shared/versions/types';
import { VersionSet } from '../../../shared/versions/version-set';
import { isCode, writeFileAtomic } from '../atomic-write';
import { readError, writeError } from '../file-errors';
import { firstFree } from '../free-name';
import { notebookFolder } from '../notebook-folder';
import type { CheckedFile } from './version-check';

export interface VersionStoreOptions {
  /** Where the notebooks' folders are. */
  readonly folder: string;
  readonly now: () => number;
  log(level: 'info' | 'warn', what: string, detail: string): void;
}

export interface VersionList {
  /** The oldest first. */
  readonly versions: readonly ListedVersion[];
  /** A part of the file could not be read; it is kept beside as soon as the file is written anew. */
  readonly damaged: boolean;
}

interface OpenFile {
  readonly set: VersionSet;
  /** Not readable as it stands: kept beside before it is replaced. */
  damaged: boolean;
}

/** Files whose versions stay in memory: the discussion on screen, and the one before. */
const MOST_OPEN = 3;
/** Reading goes on so long while main has other things to answer. */
const SLICE_MS = 8;

export class VersionStore {
  private readonly open = new Map<string, OpenFile>();
  private readonly busy = new Map<string, Promise<unknown>>();

  constructor(private readonly options: VersionStoreOptions) {}

  list(notebook: string, discussion: string): Promise<VersionList> {
    return this.alone(notebook, discussion, async (path) => {
      const { set, damaged } = await this.load(path, discussion);
      return { versions: set.list(), damaged };
    });
  }

  /** What a version says; null when there is none, or it cannot be read. */
  lines(notebook: string, discussion: string, id: string): Promise<readonly string[] | null> {
    return this.alone(notebook, discussion, async (path) => (await this.load(path, discussion)).set.lines(id));
  }

  /**
   * Keeps a version; one that was made by itself is left off when it says the same as the last one. [VE11]
   * @returns whether it was kept
   */
  add(notebook: string, discussion: string, version: Version): Promise<boolean> {
    return this.change(notebook, discussion, (set) => {
      // What a file brought takes the place of nothing that is made here.
      const known = set.list().filter(({ brought }) => !brought);
      if (known.some(({ id }) => id === version.id)) return false;
      set.add(version);
      const isAutomatic = version.name === null && version.why !== 'finished' && version.why !== 'signed';
      if (!isAutomatic) return true;
      return set.list().find(({ id }) => id === version.id)?.sum !== known.at(-1)?.sum;
    });
  }

  /** False when there is no such version. */
  name(notebook: string, discussion: string, id: string, name: VersionName): Promise<boolean> {
    return this.change(notebook, discussion, (set) => set.setName(id, name));
  }

  /** All versions of a discussion as bytes, for a file that is handed on; null when there are none. */
  bytes(notebook: string, discussion: string): Promise<Uint8Array | null> {
    return this.alone(notebook, discussion, async (path) => {
      const { set } = await this.load(path, discussion);
      return set.list().length === 0 ? null : set.encode();
    });
  }

  /**
   * Takes in what `bytes` gave on another device, in any order and any number of times. Of bytes that are damaged, of
   * another discussion or of a newer app nothing is taken but what holds, and nothing that is here makes room for it. [VE17]
   * @returns how many versions are new here
   */
  async merge(notebook: string, discussion: string, bytes: Uint8Array): Promise<number> {
    const { set: theirs } = VersionSet.decode(bytes, 'elsewhere');
    if (theirs.discussion !== discussion) return 0;
    let count = 0;
    await this.change(notebook, discussion, (set) => {
      const before = new Set(set.list().map(({ id }) => id));
      set.merge(theirs);
      set.thin(this.options.now(), undefined, before);
      count = set.list().filter(({ id }) => !before.has(id)).length;
      return true;
    });
    return count;
  }

  /** Discussions that have versions. @throws the disk's error */
  async discussions(notebook: string): Promise<readonly string[]> {
    const names = await readdir(join(this.options.folder, notebookFolder(notebook))).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    return names.flatMap((name) => /^([A-Za-z0-9_-]+)\.versions$/.exec(name)?.[1] ?? []).filter(isDocumentName);
  }

  /** Reads every version of a discussion from the disk. A damaged file is put aside, and what is whole of it written anew. [CK8] */
  checkFile(notebook: string, discussion: string): Promise<CheckedFile> {
    return this.alone(notebook, discussion, async (path) => {
      try {
        const bytes = await readFile(path);
        const { set, fault, damaged } = VersionSet.decode(bytes);
        if (fault === 'newer') return { kind: 'newer' };
        const versions = set.discussion === discussion ? await countReadable(set) : 0;
        const isWhole = fault === null && !damaged && set.discussion === discussion && versions === set.list().length;
        return isWhole
          ? { kind: 'whole', versions }
          : { kind: 'damaged', versions, ...(await this.mend(path, discussion)) };
      } catch (error) {
        return { kind: isCode(error, 'ENOENT') ? 'none' : 'unreadable' };
      }
    });
  }

  /**
   * One that is in memory whole is written, not only what is left of it on the disk.
   * @returns the name of the damaged file, null when nothing could be written
   */
  private async mend(
    path: string,
    discussion: string,
  ): Promise<{ readonly versions?: number; readonly aside: string | null }> {
    const known = this.open.get(path);
    const isKnown = known !== undefined && !known.damaged;
    if (isKnown) known.damaged = true;
    else this.open.delete(path);
    const file = isKnown ? known : await this.load(path, discussion);
    try {
      const aside = await this.write(path, file);
      if (aside === null) return { aside: null };
      return { versions: file.set.list().length, aside: basename(aside) };
    } catch {
      // What is in memory whole is tried again with the next change.
      if (!isKnown) this.open.delete(path);
      return { aside: null };
    }
  }

  /** How many versions in `bytes` are not here; nothing is taken. `notebook` null: of one that is still to be made. */
  async lacking(notebook: string | null, discussion: string, bytes: Uint8Array): Promise<number> {
    const { set: theirs } = VersionSet.decode(bytes, 'elsewhere');
    if (theirs.discussion !== discussion) return 0;
    const none = new VersionSet(discussion);
    const now = this.options.now();
    if (notebook === null) return none.lacking(theirs, now);
    return this.alone(notebook, discussion, async (path) => {
      // What cannot be read here now is told when it is to be written.
      const mine = await this.load(path, discussion).catch(() => ({ set: none }));
      return mine.set.lacking(theirs, now);
    });
  }

  /** Forgets the versions of discussions that were deleted for ever. */
  async forget(notebook: string, deleted: ReadonlySet<string>): Promise<void> {
    const names = await readdir(join(this.options.folder, notebookFolder(notebook))).catch((): string[] => []);
    for (const name of names) {
      // With what was kept of a damaged one.
      const id = /^([A-Za-z0-9_-]+)\.versions/.exec(name)?.[1] ?? '';
      if (deleted.has(id)) await this.alone(notebook, id, (path) => this.remove(path, name));
    }
  }

  private async remove(path: string, name: string): Promise<void> {
    this.open.delete(path);
    await rm(join(dirname(path), name), { force: true }).catch((error: unknown) => {
      throw writeError(error);
    });
  }

  /** Changes the set and writes it; `act` says whether anything is to be written. */
  private change(notebook: string, discussion: string, act: (set: VersionSet) => boolean): Promise<boolean> {
    return this.alone(notebook, discussion, async (path) => {
      const file = await this.load(path, discussion);
      try {
        if (!act(file.set)) {
          // What was tried is not in the file.
          this.open.delete(path);
          return false;
        }
        file.set.thin(this.options.now());
        await this.write(path, file);
        return true;
      } catch (error) {
        this.open.delete(path);
        throw error instanceof AppError ? error : writeError(error);
      }
    });
  }

  /** @returns where a damaged one is kept */
  private async write(path: string, file: OpenFile): Promise<string | null> {
    await mkdir(dirname(path), { recursive: true });
    const mode = 0o600;
    if (!file.damaged) {
      await writeFileAtomic(path, file.set.encode(), { mode });
      return null;
    }
    // A second name before it is replaced: whatever fails meanwhile, no less is there than before. Nor is what was kept before.
    const base = `${path}.damaged-${String(this.options.now())}`;
    const keepPreviousAs = await firstFree((number) => (number === 1 ? base : `${base}-${String(number)}`));
    await writeFileAtomic(path, file.set.encode(), { mode, keepPreviousAs, mustKeepPrevious: true });
    this.options.log('warn', 'versions', `a part of ${path} could not be read; it is kept as ${keepPreviousAs}`);
    file.damaged = false;
    return keepPreviousAs;
  }

  private async load(path: string, discussion: string): Promise<OpenFile> {
    const known = this.open.get(path);
    if (known !== undefined) return known;
    const bytes = await readFile(path).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return null;
      throw readError(error);
    });
    const file = opened(bytes, discussion);
    if (file.damaged) this.options.log('warn', 'versions', `a part of ${path} cannot be read`);
    this.open.set(path, file);
    for (const other of this.open.keys()) if (this.open.size > MOST_OPEN && other !== path) this.open.delete(other);
    return file;
  }

  /** One after the other for each file. */
  private alone<T>(notebook: string, discussion: string, run: (path: string) => Promise<T>): Promise<T> {
    if (!isDocumentName(discussion)) return Promise.reject(new AppError('unexpected', 'no id of a discussion'));
    const path = join(this.options.folder, notebookFolder(notebook), `${discussion}.versions`);
    const result = (this.busy.get(path) ?? Promise.resolve()).then(() => run(path));
    const ended = result.then(
      () => {},
      () => {},
    );
    this.busy.set(path, ended);
    void ended.then(() => {
      if (this.busy.get(path) === ended) this.busy.delete(path);
    });
    return result;
  }

  /** Waits for what is being written. Never rejects. */
  async close(): Promise<void> {
    await Promise.all(this.busy.values());
  }
}

/** One after the other, and others get their turn in between. */
async function countReadable(set: VersionSet): Promise<number> {
  let count = 0;
  let until = performance.now() + SLICE_MS;
  for (const { id } of set.list()) {
    if (set.lines(id) !== null) count += 1;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + SLICE_MS;
  }
  return count;
}

function opened(bytes: Uint8Array | null, discussion: string): OpenFile {
  if (bytes === null) return { set: new VersionSet(discussion), damaged: false };
  const { set, fault, damaged } = VersionSet.decode(bytes);
  if (fault !== null || set.discussion !== discussion) return { set: new VersionSet(discussion), damaged: true };
  return { set, damaged: damaged || set.list().some(({ id }) => set.lines(id) === null) };
}
