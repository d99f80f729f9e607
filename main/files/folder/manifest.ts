/**
 * What the app wrote into a folder: `.recap-notebook.json`, and a log of what was begun since. Content of the folder, so
 * anybody may have written it: it is read by schema, and names in it lead nowhere but into the folder.
 */
import { randomBytes } from 'node:crypto';
import { constants, type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { exportChoiceSchema } from '../../../shared/export/choice';
import { isCode, writeFileAtomic } from '../atomic-write';

export const MANIFEST = '.recap-notebook.json';
export const LOG = '.recap-notebook.log';
const FORMAT = 1;
/** 10,000 discussions are about 3 MB. */
const MAX_BYTES = 200 * 1024 * 1024;

/** The manifest is written in pieces of at least so many characters. */
const PIECE_LENGTH = 64 * 1024;

/** Nothing is written through a link, and a pipe is not waited for. Windows has neither flag, and no links without a privilege. */
const OWN = constants.O_NOFOLLOW | constants.O_NONBLOCK;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | OWN;

/** One to three names, none of which is hidden, a way up, or a path of Windows. */
const PATH = /^[^./\\\s:][^/\\:\p{Cc}]{0,250}(?:\/[^./\\\s:][^/\\:\p{Cc}]{0,250}){0,2}$/u;
export const isFolderPath = (path: string): boolean => PATH.test(path);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One file as we wrote it. */
const fileSchema = z.object({
  hash,
  size: z.number(),
  /** Of the file when we last saw it so; absent while that was not seen. */
  mtime: z.number().optional(),
  /** What stood there before: after a crash one or the other does. */
  was: hash.optional(),
});
export type WrittenFile = z.infer<typeof fileSchema>;

const entrySchema = z.object({
  base: z.string().refine(isFolderPath),
  /** What the files were made of; the page’s to compare. */
  source: z.string().max(300),
  files: z.record(z.string().refine(isFolderPath), fileSchema),
  /** The person chose to keep what somebody else made of it: nothing is written while it stands there. */
  theirs: z.boolean().optional(),
  /** Whether Markdown could not express all of it; absent in folders from before this was kept. */
  noted: z.boolean().optional(),
});
export type Entry = z.infer<typeof entrySchema>;

const headSchema = z.object({ format: z.number(), notebook: z.string() });
const manifestSchema = headSchema.extend({
  choice: exportChoiceSchema,
  entries: z.record(z.string(), z.unknown()),
});

const logLineSchema = z.object({ id: z.string(), entry: entrySchema.nullable() });

/** Errors: export/other-notebook, export/newer-folder. */
export class Manifest {
  private log: FileHandle | null = null;
  private isHeaded: boolean;

  private constructor(
    private readonly folder: string,
    private readonly notebook: string,
    readonly entries: Map<string, Entry>,
    /** The folder holds what was written of this notebook. */
    readonly known: boolean,
  ) {
    this.isHeaded = known;
  }

  static async open(folder: string, notebook: string): Promise<Manifest> {
    const text = await readSmall(join(folder, MANIFEST));
    const entries = new Map<string, Entry>();
    const json = text === null ? null : parseJson(text);
    const head = headSchema.safeParse(json);
    if (head.success) {
      if (head.data.notebook !== notebook) throw new AppError('export/other-notebook', head.data.notebook);
      if (head.data.format > FORMAT) throw new AppError('export/newer-folder', String(head.data.format));
      const whole = manifestSchema.safeParse(json);
      for (const [id, value] of whole.success ? Object.entries(whole.data.entries) : []) {
        const entry = entrySchema.safeParse(value);
        if (entry.success) entries.set(id, entry.data);
      }
    }
    for (const line of ((await readSmall(join(folder, LOG))) ?? '').split('\n')) {
      const parsed = logLineSchema.safeParse(parseJson(line));
      if (!parsed.success) continue;
      if (parsed.data.entry === null) entries.delete(parsed.data.id);
      else entries.set(parsed.data.id, parsed.data.entry);
    }
    return new Manifest(folder, notebook, entries, head.success);
  }

  /**
   * Says what is about to be written, or was: after a crash the files are still known as ours.
   * @param durable before it is done: then not even a power cut makes somebody else’s file of one of ours
   */
  async note(changes: readonly (readonly [string, Entry | null])[], durable = false): Promise<void> {
    for (const [id, entry] of changes) {
      if (entry === null) this.entries.delete(id);
      else this.entries.set(id, entry);
    }
    if (this.log === null) {
      // The log does not say whose it is; an export that ends before its first list was written must.
      if (!this.isHeaded) await writeFileAtomic(join(this.folder, MANIFEST), this.head({ entries: {} }));
      this.isHeaded = true;
      this.log = await open(join(this.folder, LOG), APPEND, 0o644);
    }
    await this.log.appendFile(changes.map(([id, entry]) => `${JSON.stringify({ id, entry })}\n`).join(''));
    if (durable) await this.log.datasync();
  }

  /** Bytes that the log has grown to; it is read at every start. */
  async logBytes(): Promise<number> {
    return (await this.log?.stat())?.size ?? 0;
  }

  async syncLog(): Promise<void> {
    await this.log?.datasync();
  }

  /** Writes all of it, last of everything, and begins a new log. */
  async save(choice: z.infer<typeof exportChoiceSchema>): Promise<void> {
    await writeFileAtomic(join(this.folder, MANIFEST), this.written(choice));
    await this.close();
    await rm(join(this.folder, LOG), { force: true });
  }

  /** In pieces: as one it takes several times the memory of all entries. */
  private *written(choice: z.infer<typeof exportChoiceSchema>): Generator<string> {
    let piece = `${this.head({ choice }).slice(0, -1)},"entries":{`;
    let before = '';
    for (const [id, entry] of this.entries) {
      piece += `${before}${JSON.stringify(id)}:${JSON.stringify(entry)}`;
      before = ',';
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
    yield `${piece}}}`;
  }

  private head(more: object): string {
    return JSON.stringify({ format: FORMAT, notebook: this.notebook, ...more });
  }

  async close(): Promise<void> {
    const log = this.log;
    this.log = null;
    await log?.close();
  }

  /** Whether something can be written there now. Throws the system’s error. */
  async probe(): Promise<void> {
    const path = join(this.folder, `.recap-notebook.${randomBytes(6).toString('hex')}.tmp`);
    const file = await open(path, 'wx', 0o644);
    try {
      await file.writeFile('recap');
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }
}

/** null when there is none; what is too long or a folder is none of ours either. A link in its place is an error. */
async function readSmall(path: string): Promise<string | null> {
  try {
    const file = await open(path, constants.O_RDONLY | OWN);
    try {
      const stats = await file.stat();
      return stats.isFile() && stats.size <= MAX_BYTES ? await readFile(file, 'utf8') : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'EISDIR')) return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
