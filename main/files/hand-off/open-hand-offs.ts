/** The hand-off files that the page reads and writes, by number: it names no path, and none outlives the page that began it. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { KIND } from '../../../shared/hand-off/format';
import { type FileRecord, newReading, type Reading } from '../../../shared/hand-off/read';
import {
  type HandOffOpened,
  type HandOffPiece,
  type HandOffState,
  MAX_HAND_OFF_PIECE,
} from '../../../shared/ipc/hand-off';
import { HandOffFile } from './hand-off-file';
import type { HandOffWriter } from './hand-off-writer';

/** What is kept beside discussions, as bytes that only its owner knows. */
export interface KeptVersions {
  /** Null when there are none. */
  bytes(notebook: string, discussion: string): Promise<Uint8Array | null>;
  merge(notebook: string, discussion: string, bytes: Uint8Array): Promise<number>;
  /** How many `merge` would take. `notebook` null: of one that is still to be made. */
  lacking(notebook: string | null, discussion: string, bytes: Uint8Array): Promise<number>;
}

interface Writing {
  readonly notebook: string;
  readonly writer: HandOffWriter;
  readonly path: string;
  readonly withVersions: boolean;
}

interface Opened {
  readonly file: HandOffFile;
  records: AsyncGenerator<FileRecord> | null;
  reading: Reading;
  /** What is left of a record that was too long for one answer. */
  rest: FileRecord | null;
  /** The page that knows of it. Null: it waits for one. */
  page: number | null;
}

export interface Pieces {
  readonly pieces: HandOffPiece[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Files that a person has open; the page closes each. */
const MOST_OPEN = 16;
const MOST_PIECES = 1000;

export class OpenHandOffs {
  private readonly writings = new Map<string, Writing>();
  private readonly files = new Map<string, Opened>();
  private page_ = 1;

  constructor(private readonly versions: () => KeptVersions | null = () => null) {}

  /** The page that asks now, by number: noted before a person is asked, who may take longer than it lasts. */
  get page(): number {
    return this.page_;
  }

  /** Errors: handoff/gone when that page is; then the file is to be left off. */
  beginWriting(page: number, writing: Writing): string {
    const run = randomUUID();
    if (page !== this.page_) throw new AppError('handoff/gone', run);
    this.writings.set(run, writing);
    return run;
  }

  /** Behind a discussion its versions, when they go along. Errors: handoff/gone, and those of the writer; then nothing is left of the file. */
  async write(run: string, { pieces, bytes }: Pieces): Promise<void> {
    const { writer, notebook, withVersions } = this.writing(run);
    let at = 0;
    try {
      for (const { kind, name, size, more } of pieces) {
        await writer.add(kind, name, bytes.subarray(at, at + size), more);
        at += size;
        if (kind !== KIND.discussion || more || !withVersions) continue;
        // Those that cannot be read do not stand in the way of the discussion.
        const versions = await this.versions()
          ?.bytes(notebook, name)
          .catch(() => null);
        if (versions) await writer.add(KIND.version, name, versions);
      }
    } catch (error) {
      await this.leaveOff(run);
      throw error;
    }
  }

  async finish(run: string): Promise<{ readonly path: string; readonly size: number }> {
    const { writer, path } = this.writing(run);
    this.writings.delete(run);
    await writer.finish();
    return { path, size: writer.size };
  }

  async leaveOff(run: string): Promise<void> {
    const writing = this.writings.get(run);
    this.writings.delete(run);
    await writing?.writer.leaveOff();
  }

  /**
   * @param page that asked for it; null: it waits for one, and `told` says which
   * Errors: those of HandOffFile.open, handoff/gone, handoff/too-many: one that is gone through or waits is not closed for another.
   */
  async open(path: string, page: number | null = this.page_): Promise<HandOffOpened> {
    const file = await HandOffFile.open(path);
    const isGone = page !== null && page !== this.page_;
    if (isGone || this.files.size >= MOST_OPEN) {
      await file.close();
      throw new AppError(isGone ? 'handoff/gone' : 'handoff/too-many', basename(path));
    }
    const id = randomUUID();
    this.files.set(id, { file, records: null, reading: newReading(), rest: null, page });
    return { file: id, name: basename(path), size: file.size, locked: file.locked };
  }

  /** The page has been told of it. */
  told(id: string): void {
    const opened = this.files.get(id);
    if (opened !== undefined) opened.page = this.page_;
  }

  unlock(id: string, passphrase: string): Promise<void> {
    return this.opened(id).file.unlock(passphrase);
  }

  /** What fits into one answer. `again`: from the beginning. */
  async read(
    id: string,
    again: boolean,
  ): Promise<{ readonly records: Pieces; readonly at: number; readonly state: HandOffState | null }> {
    const opened = this.opened(id);
    if (again || opened.records === null) {
      await opened.records?.return(undefined);
      opened.reading = newReading();
      opened.records = opened.file.records(opened.reading);
      opened.rest = null;
    }
    const pieces: HandOffPiece[] = [];
    const parts: Uint8Array[] = [];
    let room = MAX_HAND_OFF_PIECE;
    let ended = false;
    while (room > 0 && pieces.length < MOST_PIECES) {
      const record = opened.rest ?? (await next(opened.records));
      opened.rest = null;
      if (record === null) {
        ended = true;
        break;
      }
      const bytes = record.bytes.subarray(0, room);
      const more = bytes.length < record.bytes.length;
      if (more) opened.rest = { ...record, bytes: record.bytes.subarray(room) };
      pieces.push({ kind: record.kind, name: record.name, size: bytes.length, more });
      parts.push(bytes);
      room -= bytes.length;
    }
    const { complete, damaged, disturbed, lost, at } = opened.reading;
    const state = ended ? { complete, damaged, disturbed, lost } : null;
    if (ended) opened.records = null;
    return { records: { pieces, bytes: Buffer.concat(parts) as Uint8Array<ArrayBuffer> }, at, state };
  }

  /** How many versions of these discussions are not here. `notebook` null: as above. Errors: files/*, handoff/gone */
  lookAtVersions(id: string, notebook: string | null, discussions: ReadonlySet<string>): Promise<number> {
    return this.eachVersion(id, discussions, (versions, name, bytes) => versions.lacking(notebook, name, bytes));
  }

  /** Versions of these discussions come to those that are here. @returns how many are new. Errors: files/*, handoff/gone */
  takeVersions(id: string, notebook: string, discussions: ReadonlySet<string>): Promise<number> {
    return this.eachVersion(id, discussions, (versions, name, bytes) => versions.merge(notebook, name, bytes));
  }

  private async eachVersion(
    id: string,
    discussions: ReadonlySet<string>,
    count: (versions: KeptVersions, name: string, bytes: Uint8Array) => Promise<number>,
  ): Promise<number> {
    const versions = this.versions();
    const { file } = this.opened(id);
    let sum = 0;
    if (versions === null) return sum;
    for await (const { kind, name, bytes } of file.records(newReading()))
      if (kind === KIND.version && discussions.has(name)) sum += await count(versions, name, bytes);
    return sum;
  }

  async close(id: string): Promise<void> {
    const opened = this.files.get(id);
    this.files.delete(id);
    await opened?.file.close();
  }

  /** The page that asked is gone. */
  async endAll(): Promise<void> {
    this.page_ += 1;
    // One that the app was started with waits for the page that is to come.
    const known = [...this.files].filter(([, { page }]) => page !== null);
    await Promise.all([...this.writings.keys()].map((run) => this.leaveOff(run)));
    await Promise.all(known.map(([id]) => this.close(id)));
  }

  private writing(run: string): Writing {
    const writing = this.writings.get(run);
    if (writing === undefined) throw new AppError('handoff/gone', run);
    return writing;
  }

  private opened(id: string): Opened {
    const opened = this.files.get(id);
    if (opened === undefined) throw new AppError('handoff/gone', id);
    return opened;
  }
}

async function next(records: AsyncGenerator<FileRecord>): Promise<FileRecord | null> {
  const { done, value } = await records.next();
  return done === true ? null : value;
}
