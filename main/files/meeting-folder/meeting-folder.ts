/**
 * One notebook's meeting folder on this device: reads what the others' files hold, writes this device's own. One thing
 * after the other; what the disk refuses is told as the folder's problem, and tried again with the next change or look.
 */
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { joinUpdates } from '../../../shared/exchange/join-updates';
import type { Head } from '../../../shared/meeting-folder/claims';
import type { Claim } from '../../../shared/meeting-folder/document-view';
import type { BeginRecord, Held, StateRecord } from '../../../shared/meeting-folder/format';
import { isCode } from '../atomic-write';
import { compactOwn, filesToCompact } from './compact-own';
import { FolderIndex, type Written } from './folder-index';
import { OwnFile } from './own-file';
import type { RecordPlace, ScannedFile, ScanOptions } from './scan-file';

/** A carrier that carries whole files carries no more than this for a change. */
const FILE_BYTES = 8 * 1024 * 1024;
const CHAIN_SURPLUS = 64 * 1024;
/** Of all that is taken together. */
const SHORT_BYTES = 4 * 1024 * 1024;

export interface FolderState {
  /** Null when it can be read and written. */
  readonly problem: ErrorCode | null;
  /** It can be read. */
  readonly isThere: boolean;
  /** Participants who have files in it, this one left out unless on another device. */
  readonly people: readonly string[];
  readonly wrote: readonly Written[];
  /** Files that this notebook cannot read. */
  readonly foreign: number;
  readonly newer: number;
}

export interface FolderAnswer {
  /** Everything is told, as to somebody who was told of nothing yet. */
  readonly anew: boolean;
  /** Documents of which something came or went since this was asked last, with what is new of each. */
  readonly touched: ReadonlyMap<string, readonly Head[]>;
  readonly state: FolderState;
}

export interface Standing extends Held {
  /** Some file in the folder holds this state. */
  readonly written: boolean;
  /** Another device has it; this one has said that it has. */
  readonly elsewhere: boolean;
  readonly told: boolean;
  /** States that this device's own files make, if a change is better written on top of one than the whole document anew. */
  readonly bases: readonly string[];
}

export interface Wanted extends Held {
  readonly known: readonly string[];
}

export interface MeetingFolderOptions extends ScanOptions {
  readonly begin: BeginRecord;
  /** Files of this device, by salt, as it remembers them. */
  readonly own: { get(): ReadonlySet<string>; add(salt: string): Promise<void> };
}

export class MeetingFolder {
  private readonly index: FolderIndex;
  private file: OwnFile | null = null;
  private writeProblem: ErrorCode | null = null;
  private lookProblem: ErrorCode | null = null;
  private told = '';
  /** Nothing is written or removed for a page that knows only what was there with another secret. [MF12] */
  private isTold = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: MeetingFolderOptions) {
    this.index = new FolderIndex(options);
  }

  get state(): FolderState {
    const wrote = this.index.written(this.options.begin.writer);
    return {
      problem: this.lookProblem ?? this.writeProblem,
      isThere: this.lookProblem === null,
      people: wrote.map(({ participant }) => participant),
      wrote,
      ...this.index.skipped(this.options.own.get()),
    };
  }

  isOwn(writer: string): boolean {
    return writer === this.options.begin.writer;
  }

  /** Never rejects: what is wrong with the folder is its state. @returns true when there is something to tell, or to try again */
  look(): Promise<boolean> {
    return this.inTurn(async () => {
      await this.lookNow();
      const isNews = JSON.stringify(this.state) !== this.told;
      return isNews || this.index.claims.isTouched || (this.writeProblem !== null && this.lookProblem === null);
    });
  }

  /** @param all as to somebody who was told of nothing yet; so is the first answer in any case */
  news(all: boolean): Promise<FolderAnswer> {
    return this.inTurn(async () => {
      await this.lookNow();
      const { claims } = this.index;
      const touched = claims.takeTouched();
      const anew = all || !this.isTold;
      this.isTold = true;
      const names = anew ? claims.documents() : touched;
      this.told = JSON.stringify(this.state);
      return { anew, touched: new Map(names.map((name) => [name, claims.heads(name)])), state: this.state };
    });
  }

  standing(documents: readonly Held[]): Promise<readonly Standing[]> {
    return this.inTurn(async () => documents.map((one) => this.standingOf(one)));
  }

  /**
   * The update that makes this state; null when no file makes it any more.
   * @param known states that whoever asks has: what stands before them is left out
   */
  take(document: string, digest: string, known: readonly string[]): Promise<Uint8Array | null> {
    return this.inTurn(() => this.updateOf(this.missing({ document, digest, known })));
  }

  /** The same of several, in their order; `alone` for what is not short, or too much together. */
  takeShort(wanted: readonly Wanted[]): Promise<(Uint8Array | 'alone' | null)[]> {
    return this.inTurn(async () => {
      const taken: (Uint8Array | 'alone' | null)[] = [];
      let bytes = 0;
      for (const one of wanted) {
        const chain = this.missing(one);
        bytes += chain.reduce((sum, { where }) => sum + where.length, 0);
        taken.push(bytes > SHORT_BYTES ? 'alone' : await this.updateOf(chain));
      }
      return taken;
    });
  }

  /** @returns false when that cannot be done now; the state says why */
  put(states: readonly StateRecord[], held: readonly Held[]): Promise<boolean> {
    return this.inTurn(async () => {
      if (this.lookProblem !== null || !this.isTold) return false;
      try {
        const file = await this.fileToWrite();
        await file.append([...states, ...(held.length === 0 ? [] : [{ type: 'holds' as const, held }])]);
        this.writeProblem = null;
      } catch (error) {
        await this.letGo();
        this.writeProblem = problemOf(error);
        return false;
      }
      await this.lookNow();
      return true;
    });
  }

  /**
   * What is superseded of this device's own files may go, when the folder has all of the notebook.
   * @param whole it has
   * @param deleted documents that were deleted for ever
   */
  tidy(whole: boolean, deleted: ReadonlySet<string>): Promise<void> {
    return this.inTurn(async () => {
      if (!whole || this.lookProblem !== null || this.writeProblem !== null || !this.isTold) return;
      try {
        await this.removeUnreadable();
        const old = filesToCompact(this.ownFiles(), this.file?.salt ?? null);
        if (old.length === 0) return;
        if (old.some(({ salt }) => salt === this.file?.salt)) await this.letGo();
        const { begin, own } = this.options;
        await compactOwn({ index: this.index, begin, deleted, noted: (salt) => own.add(salt) }, old);
      } catch (error) {
        this.writeProblem = problemOf(error);
      }
      await this.lookNow();
    });
  }

  /** This device's files go; the others' stay. @throws AppError meeting/unwritable, meeting/no-space */
  removeOwn(): Promise<void> {
    return this.inTurn(async () => {
      await this.letGo();
      await this.lookNow();
      // A folder that is away would keep them for ever, and nobody would know whose they are.
      if (this.lookProblem !== null) throw new AppError(this.lookProblem);
      const { files, folder, own } = this.options;
      try {
        for (const salt of own.get())
          for (const name of this.index.namesOf(salt)) await files.remove(join(folder, name));
      } catch (error) {
        throw new AppError(problemOf(error), String(error), { cause: error });
      }
    });
  }

  close(): Promise<void> {
    return this.inTurn(() => this.letGo());
  }

  private async lookNow(): Promise<void> {
    try {
      await this.index.look();
      this.lookProblem = null;
    } catch (error) {
      this.lookProblem = problemOf(error);
      // It may come back as another one.
      await this.letGo();
      if (this.lookProblem === 'meeting/missing') this.index.forget();
    }
  }

  /** The claims that make this state of what is known. */
  private missing({ document, digest, known }: Wanted): readonly Claim<RecordPlace>[] {
    const chain = this.index.claims.view(document).chain(digest) ?? [];
    return chain.slice(chain.findLastIndex((claim) => claim.digest !== digest && known.includes(claim.digest)) + 1);
  }

  private async updateOf(chain: readonly Claim<RecordPlace>[]): Promise<Uint8Array | null> {
    const updates: Uint8Array[] = [];
    for (const { where } of chain) {
      const record = await this.index.read(where);
      if (record === null) return null;
      updates.push(record.update);
    }
    return updates.length === 0 ? null : joined(updates);
  }

  private standingOf({ document, digest }: Held): Standing {
    const { claims } = this.index;
    const { writer } = this.options.begin;
    const view = claims.view(document);
    const holders = claims.holders(document, digest);
    return {
      document,
      digest,
      written: view.has(digest),
      elsewhere: [...holders].some((holder) => holder !== writer),
      told: holders.has(writer),
      bases: this.basesOf(document),
    };
  }

  /** None when what was deleted since takes more room than the whole document: merging updates does not take it out. */
  private basesOf(document: string): readonly string[] {
    const { writer } = this.options.begin;
    const view = this.index.claims.view(document);
    const states = view.statesOf(writer);
    const chain = view.chain(states.at(-1) ?? '', writer) ?? [];
    const bytes = chain.reduce((sum, { where }) => sum + where.length, 0);
    return bytes > 2 * (chain[0]?.where.length ?? 0) + CHAIN_SURPLUS ? [] : states;
  }

  private async fileToWrite(): Promise<OwnFile> {
    if (this.file !== null && (this.file.size >= FILE_BYTES || !(await this.file.isAsLeft()))) await this.letGo();
    const { begin, own } = this.options;
    this.file ??= await OwnFile.begin(this.options, begin, (salt) => own.add(salt));
    return this.file;
  }

  private async letGo(): Promise<void> {
    await this.file?.close();
    this.file = null;
  }

  private ownFiles(): ScannedFile[] {
    return [...this.options.own.get()].flatMap((salt) => this.index.scanned(salt) ?? []);
  }

  /** Of an earlier secret, or damaged from the beginning. */
  private async removeUnreadable(): Promise<void> {
    const { files, folder, own } = this.options;
    for (const salt of own.get()) {
      if (this.index.scanned(salt) !== null) continue;
      for (const name of this.index.namesOf(salt)) await files.remove(join(folder, name));
    }
  }

  private inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = this.last.then(step);
    this.last = result.catch(() => {});
    return result;
  }
}

/** A member's file may hold anything: what cannot be joined is as good as not there. */
function joined(updates: readonly Uint8Array[]): Uint8Array | null {
  try {
    return joinUpdates(updates).slice();
  } catch {
    return null;
  }
}

function problemOf(error: unknown): ErrorCode {
  if (error instanceof AppError) return error.code;
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT')) return 'meeting/no-space';
  return isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR') ? 'meeting/missing' : 'meeting/unwritable';
}
