/**
 * The Markdown of one notebook in one folder. Rules:
 * what stands there and is not as we wrote it is never changed (README.md, FX rules).
 */
import { readdir } from 'node:fs/promises';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { ExportChoice } from '../../../shared/export/choice';
import { INDEX_FILE, INDEX_ID, indexMarkdown } from '../../../shared/export/index-file';
import { fileNames, topNames } from '../../../shared/export/names';
import type { Outcome } from '../../../shared/export/outcome';
import { baseFileName, fileNameKey } from '../../../shared/markdown';
import { release } from '../../../shared/util/release';
import { isCode } from '../atomic-write';
import { writeError } from '../file-errors';
import { ExportDisk, hashOf } from './disk';
import type { Content, Contents, ExportFolder, Finished, FolderAsked, Listed, Planned, Titled } from './export-folder';
import { type Entry, isFolderPath, LOG, MANIFEST, Manifest, type WrittenFile } from './manifest';

/** Above this the log is folded into the manifest: both are read at each start. */
const FOLD_BYTES = 256 * 1024;

/** What is at a place of ours; of what is ours and differs, the hash. */
type Place =
  | { readonly kind: 'free' | 'edited' | 'taken' }
  | { readonly kind: 'ours'; readonly hash: string }
  | { readonly kind: 'same'; readonly mtime: number };

export class FolderExport implements ExportFolder {
  private readonly disk: ExportDisk;
  /** Keys of names at the top of the folder: on disk, or promised. To whom; '' for somebody else. */
  private readonly taken = new Map<string, string>();
  private readonly bases = new Map<string, string>();
  /** By the key of a name: the number that it was given last. Counting from 2 again for each of many equal titles takes minutes. */
  private readonly numbers = new Map<string, number>();
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly manifest: Manifest,
    folder: string,
    private readonly name: string,
    private readonly choice: ExportChoice,
  ) {
    this.disk = new ExportDisk(folder);
  }

  /** Errors: export/folder-missing, export/other-notebook, export/newer-folder, files/unwritable, files/no-space. */
  static async open({ folder, notebook, choice }: FolderAsked): Promise<FolderExport> {
    const names = await readdir(folder).catch((error: unknown) => {
      throw folderError(error);
    });
    try {
      const manifest = await Manifest.open(folder, notebook.id);
      await manifest.probe();
      const opened = new FolderExport(manifest, folder, notebook.name, choice);
      opened.claim(names);
      return opened;
    } catch (error) {
      throw writeError(error);
    }
  }

  get known(): boolean {
    return this.manifest.known;
  }

  async plan(discussions: readonly Titled[]): Promise<Planned[]> {
    return discussions.map(({ id, title, source }) => {
      const entry = this.manifest.entries.get(id);
      const base = this.baseFor(id, title, entry);
      const isKnown = entry?.source === source && entry.base === base && entry.noted !== undefined;
      const fresh = isKnown && this.isUntouched(entry);
      return { id, base, fresh, noted: entry?.noted ?? false };
    });
  }

  write(contents: Contents): Promise<Outcome[]> {
    // They are much, and the collector comes to them late: all that is exported would be held.
    const writing = this.writeAll(filesIn(contents)).finally(() => release(contents.bytes));
    this.writing = Promise.allSettled([this.writing, writing]);
    return writing;
  }

  private async writeAll(contents: readonly Content[]): Promise<Outcome[]> {
    const looked = contents.map((content) => this.look(content));
    const begun = looked.flatMap((one) => ('entry' in one && one.writes.length > 0 ? [one] : []));
    // Said before it is done, so that what is half done after a crash is known as ours.
    await this.note(
      begun.map((one) => [one.id, unfinished(one)] as const),
      true,
    );
    const outcomes = looked.map((one) => ('entry' in one ? this.carryOut(one) : one));
    await this.note(
      looked.flatMap((one) => {
        const entry = 'entry' in one ? this.manifest.entries.get(one.id) : undefined;
        return 'entry' in one && entry !== undefined ? [[one.id, entry] as const] : [];
      }),
    );
    return outcomes;
  }

  async resolve(id: string, how: 'theirs' | 'beside'): Promise<void> {
    const entry = this.manifest.entries.get(id);
    const base = this.bases.get(id) ?? entry?.base;
    if (base === undefined) return;
    if (how === 'theirs') {
      if (entry !== undefined) await this.note([[id, { ...entry, theirs: true }]]);
    } else {
      // The names stay taken, by somebody else now.
      for (const name of topNames(base, this.choice)) this.taken.set(fileNameKey(name), '');
      this.bases.delete(id);
      await this.note([[id, null]]);
    }
  }

  async finish(listed: readonly Listed[] | null): Promise<Finished> {
    let index: Outcome | null = null;
    const orphans: string[] = [];
    if (listed !== null) {
      const rows = listed.flatMap((row) => {
        const base = this.manifest.entries.get(row.id)?.base;
        return base === undefined ? [] : [{ ...row, base }];
      });
      const bytes = new TextEncoder().encode(indexMarkdown(this.name, rows, this.choice));
      const files = [{ path: INDEX_FILE, size: bytes.length }];
      const discussions = [{ id: INDEX_ID, source: hashOf(bytes), noted: false, files }];
      [index = null] = await this.write({ discussions, bytes });
      const ids = new Set([INDEX_ID, ...listed.map(({ id }) => id)]);
      for (const [id, { files }] of this.manifest.entries) {
        if (!ids.has(id)) orphans.push(...Object.keys(files).filter((path) => path.endsWith('.md')));
      }
    }
    try {
      await this.disk.settle();
      if (!this.manifest.known || (await this.manifest.logBytes()) > FOLD_BYTES) await this.manifest.save(this.choice);
      else await this.manifest.syncLog();
    } catch (error) {
      throw folderError(error);
    }
    return { orphans: orphans.sort(), index };
  }

  async close(): Promise<void> {
    await this.writing;
    await this.manifest.close();
  }

  private claim(names: readonly string[]): void {
    for (const name of [...names, INDEX_FILE, MANIFEST, LOG]) this.taken.set(fileNameKey(name), '');
    for (const [id, entry] of this.manifest.entries) {
      const tops = Object.keys(entry.files).map((path) => path.split('/', 1)[0] ?? path);
      for (const name of [...tops, ...topNames(entry.base, this.choice)]) {
        const key = fileNameKey(name);
        // What stands there without being in the manifest is somebody else’s.
        if (tops.includes(name) || !this.taken.has(key)) this.taken.set(key, id);
      }
    }
  }

  private baseFor(id: string, title: string, entry: Entry | undefined): string {
    const promised = this.bases.get(id);
    if (promised !== undefined) return promised;
    const wanted = baseFileName(title);
    const isFree = (base: string): boolean =>
      topNames(base, this.choice).every((name) => (this.taken.get(fileNameKey(name)) ?? id) === id);
    // One that was numbered stays so: renumbering would rename files for nothing.
    const keeps = entry !== undefined && isAlike(entry.base, wanted) && isFree(entry.base);
    let base = keeps ? entry.base : wanted;
    const key = fileNameKey(wanted);
    for (let number = this.numbers.get(key) ?? 1; !isFree(base); base = `${wanted} (${number})`) {
      number += 1;
      this.numbers.set(key, number);
    }
    for (const name of topNames(base, this.choice)) this.taken.set(fileNameKey(name), id);
    this.bases.set(id, base);
    return base;
  }

  private isUntouched(entry: Entry): boolean {
    if (entry.theirs === true) return this.anyStands(entry);
    const expected = fileNames(entry.base, this.choice).parts.map(({ path }) => path);
    if (expected.some((path) => entry.files[path] === undefined)) return false;
    for (const [path, file] of Object.entries(entry.files)) {
      if (this.place(path, file, file.hash).kind !== 'same') return false;
    }
    return true;
  }

  private anyStands(entry: Entry): boolean {
    return Object.keys(entry.files).some((path) => path.endsWith('.md') && this.disk.standing(path).kind !== 'none');
  }

  /** @param wanted the hash of what is to be written there */
  private place(path: string, file: WrittenFile | undefined, wanted: string): Place {
    const now = this.disk.standing(path);
    if (now.kind !== 'file') return { kind: now.kind === 'none' ? 'free' : 'taken' };
    const { mtime, size } = now;
    const isAsSeen = file?.mtime !== undefined && mtime === file.mtime && size === file.size;
    const hash = isAsSeen ? file.hash : this.disk.hash(path);
    if (hash === wanted) return { kind: 'same', mtime };
    if (file === undefined) return { kind: 'taken' };
    // An empty file is what a power cut may leave; nothing is lost with it.
    return hash === file.hash || hash === file.was || size === 0 ? { kind: 'ours', hash } : { kind: 'edited' };
  }

  private look(content: Content): Looked | Outcome {
    const { id, source, noted } = content;
    try {
      const before = this.manifest.entries.get(id);
      const base = id === INDEX_ID ? INDEX_ID : (this.bases.get(id) ?? before?.base);
      if (base === undefined) throw new AppError('ipc/bad-input', `${id} was not planned`);
      const tops = id === INDEX_ID ? [INDEX_FILE] : topNames(base, this.choice);
      const files: Record<string, WrittenFile> = {};
      const writes: Looked['writes'][number][] = [];
      const hashed = content.files.map(({ path, bytes }) => ({ path, bytes, hash: hashOf(bytes) }));
      const news = hashed.some(({ path, hash }) => before?.files[path]?.hash !== hash);
      for (const { path, bytes, hash } of hashed) {
        if (!isFolderPath(path) || !tops.includes(path.split('/', 1)[0] ?? '')) {
          throw new AppError('ipc/bad-input', 'a path that was not planned');
        }
        const place = this.place(path, before?.files[path], hash);
        if (place.kind === 'taken' || place.kind === 'edited') {
          if (before?.theirs === true) return { id, kind: 'theirs', file: path };
          return { id, kind: place.kind, file: path, news };
        }
        const file = { hash, size: bytes.length };
        if (place.kind === 'same') files[path] = { ...file, mtime: place.mtime };
        else {
          files[path] = place.kind === 'ours' ? { ...file, was: place.hash } : file;
          writes.push({ path, bytes });
        }
      }
      return { id, before, writes, entry: { base, source, noted, files } };
    } catch (error) {
      return { id, kind: 'failed', code: writeError(error).code };
    }
  }

  private carryOut(looked: Looked): Outcome {
    const { id, before, writes, entry } = looked;
    try {
      const files = { ...entry.files };
      for (const { path, bytes } of writes) {
        const mtime = this.disk.write(path, bytes);
        const file = entry.files[path];
        // With what was there before: after a power cut that is what stands there.
        if (file !== undefined) files[path] = { ...file, mtime };
      }
      const left: string[] = [];
      for (const [path, file] of Object.entries(before?.files ?? {})) {
        if (files[path] !== undefined) continue;
        const { kind } = this.place(path, file, file.hash);
        if (kind === 'same' || kind === 'ours') this.disk.remove(path);
        else if (kind !== 'free') left.push(path);
      }
      this.manifest.entries.set(id, { ...entry, files });
      if (before !== undefined && before.base !== entry.base) {
        return { id, kind: 'renamed', from: before.base, to: entry.base, left };
      }
      return { id, kind: writes.length > 0 ? 'written' : 'same' };
    } catch (error) {
      // What was said to be written is not: the next run looks at the files themselves.
      this.manifest.entries.set(id, unfinished(looked));
      return { id, kind: 'failed', code: writeError(error).code };
    }
  }

  private async note(changes: readonly (readonly [string, Entry | null])[], durable = false): Promise<void> {
    if (changes.length === 0) return;
    try {
      await this.manifest.note(changes, durable);
    } catch (error) {
      throw folderError(error);
    }
  }
}

interface Looked {
  readonly id: string;
  readonly before: Entry | undefined;
  readonly writes: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly entry: Entry;
}

/** While it is carried out: the old files are ours as well, and the next run looks at all of them. */
function unfinished({ before, entry }: Looked): Entry {
  return { ...entry, source: '', files: { ...before?.files, ...entry.files } };
}

/** Each file its part of the bytes. */
function filesIn({ discussions, bytes }: Contents): readonly Content[] {
  let at = 0;
  const next = (size: number): Uint8Array => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  return discussions.map(({ files, ...one }) => ({
    ...one,
    files: files.map(({ path, size }) => ({ path, bytes: next(size) })),
  }));
}

/** The same name, but for a number, or for case where only that changed: on many systems both are one file. */
function isAlike(base: string, wanted: string): boolean {
  return (
    fileNameKey(base) === fileNameKey(wanted) ||
    (base.startsWith(`${wanted} (`) && /^ \(\d+\)$/.test(base.slice(wanted.length)))
  );
}

function folderError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) {
    return new AppError('export/folder-missing', toAppError(error).detail, { cause: error });
  }
  return writeError(error);
}
