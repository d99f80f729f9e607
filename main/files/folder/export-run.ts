/** One export of many discussions into a folder: what the page asks for is planned, made and written by others. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { MadeGroup } from '../../../shared/export/make-group';
import type { Outcome } from '../../../shared/export/outcome';
import type { ExportNote } from '../../../shared/markdown';
import type { Contents, ExportFolder, Finished, Listed, Planned, Titled } from './export-folder';
import type { Makers, Wanted } from './makers';

/**
 * Finding its way in the journal takes as long, for each MB, as the page takes to give a few discussions: below this much of
 * it for each that is wanted it is the quicker one.
 */
const JOURNAL_BYTES_EACH = 256 * 1024;

export interface Described {
  readonly id: string;
  readonly title: string;
  /** Of the discussion as it is to be made. */
  readonly digest: string;
}

export interface Given {
  readonly id: string;
  readonly update: Uint8Array;
}

/** What became of a group. */
export interface MadeReport {
  written: number;
  /** They stood there already. */
  same: number;
  /** Of all others. */
  readonly outcomes: Outcome[];
  /** The journal does not have them as they are to be made: the page is to give them. */
  readonly lacking: string[];
  /** Of all that was made. */
  bytes: number;
  readonly notes: { readonly id: string; readonly note: ExportNote }[];
}

export interface RunParts {
  readonly folder: ExportFolder;
  readonly makers: Makers;
  /** The folder of the notebook's journal. */
  readonly journal: string;
}

/** What the folder said of it, and what its files are made of. */
type Ready = Planned & Pick<Titled, 'source'> & Pick<Described, 'digest'>;

export class ExportRun {
  /** What was planned and not made yet. */
  private readonly planned = new Map<string, Ready>();
  private readonly listed: Listed[] = [];
  private usesJournal = false;
  private journalBytes: Promise<number> | null = null;
  private writing: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly parts: RunParts) {}

  get known(): boolean {
    return this.parts.folder.known;
  }

  get lanes(): number {
    return this.parts.makers.lanes;
  }

  /**
   * Those that are to be made, and how many are not.
   * @param context what the files depend on beside the discussions
   * @param following how many are to be planned after these
   */
  async plan(
    context: string,
    discussions: readonly Described[],
    following: number,
  ): Promise<{ wanted: string[]; same: number }> {
    const sourceOf = new Map(discussions.map(({ id, digest }) => [id, { digest, source: `${digest} ${context}` }]));
    const titled = discussions.map(({ id, title }) => ({ id, title, source: sourceOf.get(id)?.source ?? '' }));
    const wanted: string[] = [];
    for (const one of await this.parts.folder.plan(titled)) {
      const source = sourceOf.get(one.id);
      // What stands there and does not say all is made for its notes.
      if (source === undefined || (one.fresh && !one.noted)) continue;
      wanted.push(one.id);
      this.planned.set(one.id, { ...one, ...source });
    }
    const inAll = wanted.length * (1 + following / Math.max(1, discussions.length));
    if (!this.usesJournal && wanted.length > 0) {
      this.journalBytes ??= bytesOf(this.parts.journal);
      this.usesJournal = inAll * JOURNAL_BYTES_EACH > (await this.journalBytes);
    }
    return { wanted, same: discussions.length - wanted.length };
  }

  /** Makes and writes what was planned. Errors: as ExportFolder.write. @param ids of the journal */
  async make(ids: readonly string[], given: readonly Given[]): Promise<MadeReport> {
    const report: MadeReport = { written: 0, same: 0, outcomes: [], lacking: [], bytes: 0, notes: [] };
    const wanted: Wanted[] = [];
    for (const { id, update } of [...ids.map((one) => ({ id: one, update: null })), ...given]) {
      const ready = this.planned.get(id);
      if (ready === undefined) report.outcomes.push(failed(id, 'ipc/bad-input'));
      else if (update === null && !this.usesJournal) report.lacking.push(id);
      else wanted.push({ id, base: ready.base, notesOnly: ready.fresh, digest: ready.digest, update });
    }
    for (let left: readonly Wanted[] = wanted; left.length > 0; ) {
      const group = await this.madeOf(left);
      await this.write(left, group, report);
      left = left.slice(group.made.length);
    }
    return report;
  }

  resolve(id: string, how: 'theirs' | 'beside'): Promise<void> {
    return this.parts.folder.resolve(id, how);
  }

  /** More of those that belong into the folder. */
  list(listed: readonly Listed[]): void {
    this.listed.push(...listed);
  }

  /** @param isListed all that belong there were listed; false while that did not change */
  finish(isListed: boolean): Promise<Finished> {
    return this.parts.folder.finish(isListed ? this.listed.splice(0) : null);
  }

  /** What is being written is written; what is still being made is not. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.parts.makers.end();
    await this.writing;
    await this.parts.folder.close();
  }

  /** Where the thread ended, for want of memory perhaps, one of them may be the cause: then each is made by itself. */
  private async madeOf(wanted: readonly Wanted[]): Promise<MadeGroup> {
    try {
      return await this.parts.makers.make(wanted);
    } catch (error) {
      if (wanted.length > 1) return this.madeOf(wanted.slice(0, 1));
      return { made: [{ kind: 'failed', detail: toAppError(error).detail }], bytes: new Uint8Array() };
    }
  }

  private async write(wanted: readonly Wanted[], { made, bytes }: MadeGroup, report: MadeReport): Promise<void> {
    const discussions: Contents['discussions'][number][] = [];
    for (const [at, one] of made.entries()) {
      const { id = '', notesOnly = false } = wanted[at] ?? {};
      if (one.kind === 'other') {
        report.lacking.push(id);
        continue;
      }
      const { source = '' } = this.planned.get(id) ?? {};
      this.planned.delete(id);
      if (one.kind === 'made') {
        for (const note of one.notes) report.notes.push({ id, note });
        if (notesOnly) report.same += 1;
        else discussions.push({ id, source, noted: one.notes.length > 0, files: one.files });
      } else report.outcomes.push(failed(id, one.kind === 'absent' ? 'export/not-here' : 'unexpected'));
    }
    if (discussions.length === 0) return;
    report.bytes += bytes.length;
    // One after the other: whoever has another group waits, and makes no more meanwhile.
    const mine = this.writing.then(() => {
      if (this.isClosed) throw new AppError('export/ended');
      return this.parts.folder.write({ discussions, bytes });
    });
    this.writing = mine.catch(() => undefined);
    for (const outcome of await mine) {
      if (outcome.kind === 'written') report.written += 1;
      else if (outcome.kind === 'same') report.same += 1;
      else report.outcomes.push(outcome);
    }
  }
}

function failed(id: string, code: string): Outcome {
  return { id, kind: 'failed', code };
}

/** As good as endless when it cannot be told. */
async function bytesOf(folder: string): Promise<number> {
  try {
    const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
