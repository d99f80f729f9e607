/** Takes discussions out into a folder: reads, makes and writes them in a stream, so that memory does not grow with their number. */
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { Outcome } from '../../../shared/export/outcome';
import type { ExportNote } from '../../../shared/markdown';
import type { Bridge } from '../../bridge';
import type { StoredDiscussions } from '../../notebook/types';
import type { ExportWork } from './export-work';
import { GroupReader } from './group-reader';
import type { MakeJob } from './make-files';
import type { Made, MadeGroup } from './make-group';

/** Names are asked for so many at a time. */
const CHUNK = 500;
/** More is read by nobody; the first of each are enough to find the cause. */
const MOST_TOLD = 1000;

export interface RunDiscussion {
  readonly id: string;
  readonly title: string;
}

export interface RunOptions {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly run: string;
  readonly stored: Pick<StoredDiscussions, 'digest' | 'update'>;
  readonly work: ExportWork;
  /** What the Markdown depends on beside the document: names of people, the choice, the version of the app. */
  readonly context: string;
  readonly discussions: readonly RunDiscussion[];
  /** Told how many are dealt with. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

export interface RunReport {
  readonly written: number;
  /** Nothing had changed. */
  readonly same: number;
  readonly bytes: number;
  readonly renamed: readonly Extract<Outcome, { kind: 'renamed' }>[];
  /** Left alone, because somebody else changed them or put something there. */
  readonly left: readonly (Extract<Outcome, { kind: 'edited' | 'taken' | 'theirs' }> & { readonly title: string })[];
  readonly failed: readonly { readonly id: string; readonly title: string; readonly code: string }[];
  /** Of everything that stands in the folder now, written in this run or before: the first of them. */
  readonly notes: readonly { readonly id: string; readonly title: string; readonly note: ExportNote }[];
  /** How many there are in all. */
  readonly noted: number;
  /** Ended before all were dealt with, as the person wished. */
  readonly cancelled: boolean;
}

type Draft = { -readonly [K in keyof RunReport]: RunReport[K] extends readonly (infer T)[] ? T[] : RunReport[K] };

interface Ready {
  readonly id: string;
  readonly source: string;
  readonly noted: boolean;
  readonly files: { path: string; size: number }[];
}

/** Errors: what folder.plan and folder.write answer of the folder itself. */
export function runFolder(options: RunOptions): Promise<RunReport> {
  return new FolderRun(options).toTheEnd();
}

class FolderRun {
  private readonly titles: ReadonlyMap<string, string>;
  /** What the files of each of the chunk are made of. */
  private sources = new Map<string, string>();
  private done = 0;
  private writing: Promise<void> = Promise.resolve();
  private readonly report: Draft = {
    written: 0,
    same: 0,
    bytes: 0,
    renamed: [],
    left: [],
    failed: [],
    notes: [],
    noted: 0,
    cancelled: false,
  };

  constructor(private readonly options: RunOptions) {
    this.titles = new Map(options.discussions.map(({ id, title }) => [id, title]));
  }

  async toTheEnd(): Promise<RunReport> {
    const { discussions, signal } = this.options;
    for (let from = 0; from < discussions.length && !signal.aborted; from += CHUNK) {
      await this.chunk(discussions.slice(from, from + CHUNK));
    }
    this.report.cancelled = signal.aborted && this.done < discussions.length;
    return this.report;
  }

  private async chunk(discussions: readonly RunDiscussion[]): Promise<void> {
    const { bridge, run, stored, work, context, signal } = this.options;
    this.sources = new Map();
    for (const { id } of discussions) {
      try {
        this.sources.set(id, `${await stored.digest(id)} ${context}`);
      } catch (error) {
        this.fail(id, error);
      }
    }
    const asked = discussions.flatMap(({ id, title }) => {
      const source = this.sources.get(id);
      return source === undefined ? [] : [{ id, title: title.slice(0, 2000), source }];
    });
    const planned = await bridge.request('folder.plan', { run, discussions: asked });
    // What stands there already is made for its notes, and not written.
    const wanted = planned.flatMap(({ id, base, fresh, noted }) =>
      fresh && !noted ? [] : [{ id, base, notesOnly: fresh }],
    );
    this.keep(planned.length - wanted.length);
    const reader = new GroupReader(stored, wanted, (id, error) => this.fail(id, error), signal);
    const lane = async (): Promise<void> => {
      for (let jobs = await reader.next(); jobs.length > 0; jobs = await reader.next()) await this.make(reader, jobs);
    };
    await Promise.all(Array.from({ length: work.lanes }, lane));
  }

  /** Where the worker ended, for want of memory perhaps, one of them may be the cause: then each is made by itself. */
  private async make(reader: GroupReader, jobs: readonly MakeJob[]): Promise<void> {
    let group: MadeGroup;
    try {
      group = await this.options.work.make(jobs);
    } catch (error) {
      const [only, ...others] = jobs;
      if (only !== undefined && others.length === 0) return this.fail(only.id, error);
      for (const job of jobs) {
        const again = this.options.signal.aborted ? null : await reader.read(job);
        if (again !== null) await this.make(reader, [again]);
      }
      return;
    }
    const ready = jobs.flatMap((job, at) => this.readyOf(job, group.made[at]));
    // One after the other: whoever has another group waits, and reads and makes no more meanwhile.
    const mine = this.writing.then(() => (ready.length === 0 ? undefined : this.write(ready, group.bytes)));
    this.writing = mine.catch(() => undefined);
    await mine;
  }

  private readyOf({ id, notesOnly }: MakeJob, made: Made | undefined): Ready[] {
    if (made?.kind !== 'made') {
      this.fail(
        id,
        made?.kind === 'failed' ? new AppError('unexpected', made.detail) : new AppError('export/not-here'),
      );
      return [];
    }
    const { notes } = this.report;
    for (const note of made.notes) if (notes.length < MOST_TOLD) notes.push({ id, title: this.titleOf(id), note });
    this.report.noted += made.notes.length;
    if (!notesOnly)
      return [{ id, source: this.sources.get(id) ?? '', noted: made.notes.length > 0, files: [...made.files] }];
    this.keep(1);
    return [];
  }

  private async write(discussions: Ready[], bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { bridge, run } = this.options;
    const outcomes = await bridge.request('folder.write', { run, discussions, bytes });
    for (const outcome of outcomes) count(this.report, outcome, this.titleOf(outcome.id));
    this.report.bytes += bytes.length;
    this.advance(discussions.length);
  }

  /** So many more stand there as they would be written. */
  private keep(count: number): void {
    this.report.same += count;
    if (count > 0) this.advance(count);
  }

  private titleOf(id: string): string {
    return this.titles.get(id) ?? '';
  }

  private fail(id: string, error: unknown): void {
    this.report.failed.push({ id, title: this.titleOf(id), code: toAppError(error).code });
    this.advance(1);
  }

  private advance(by: number): void {
    this.done += by;
    this.options.onProgress(this.done);
  }
}

function count(report: Draft, outcome: Outcome, title: string): void {
  switch (outcome.kind) {
    case 'written':
      report.written += 1;
      return;
    case 'same':
      report.same += 1;
      return;
    case 'renamed':
      report.renamed.push(outcome);
      return;
    case 'failed':
      report.failed.push({ id: outcome.id, title, code: outcome.code });
      return;
    default:
      report.left.push({ ...outcome, title });
  }
}
