/**
 * Takes discussions out into a folder, group by group, so that memory does not grow with their number. Main makes them out of the
 * journal; what that does not have as it is now, is read here and given to it.
 */
import { toAppError } from '../../../shared/errors/app-error';
import type { Outcome } from '../../../shared/export/outcome';
import type { ExportNote } from '../../../shared/markdown';
import type { Bridge } from '../../bridge';
import type { StoredDiscussions } from '../../notebook/types';
import { GroupReader, type ReadDiscussion } from './group-reader';

/** Names are asked for so many at a time. */
const CHUNK = 500;
/** Asked for at a time: enough to be quick, few enough to be cancelled soon, by how long those before were. */
const FIRST_GROUP = 32;
const MOST_IN_GROUP = 96;
const LEAST_IN_GROUP = 4;
const GROUP_BYTES = 256 * 1024;
/** More is read by nobody; the first of each are enough to find the cause. */
const MOST_TOLD = 1000;

export interface RunDiscussion {
  readonly id: string;
  readonly title: string;
}

export interface RunOptions {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly run: string;
  /** Groups that are under way at the same time. */
  readonly lanes: number;
  readonly stored: Pick<StoredDiscussions, 'digest' | 'update'>;
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

/** From the journal by their ids, or given. */
type Group = { readonly ids: readonly string[] } | { readonly given: readonly ReadDiscussion[] };

/** Errors: what folder.plan and folder.make answer of the folder itself. */
export function runFolder(options: RunOptions): Promise<RunReport> {
  return new FolderRun(options).toTheEnd();
}

class FolderRun {
  private readonly titles: ReadonlyMap<string, string>;
  private done = 0;
  private together = FIRST_GROUP;
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
    let planned = this.plan(0);
    try {
      for (let from = 0; from < discussions.length && !signal.aborted; from += CHUNK) {
        const wanted = await planned;
        // While these are made.
        planned = this.plan(from + CHUNK);
        planned.catch(() => {});
        await this.chunk(wanted);
      }
    } finally {
      // Nothing is asked or told any more after the end.
      await planned.catch(() => {});
    }
    this.report.cancelled = signal.aborted && this.done < discussions.length;
    return this.report;
  }

  /** @returns those of the chunk that are to be made */
  private async plan(from: number): Promise<readonly string[]> {
    const { bridge, run, stored, context, signal } = this.options;
    const chunk = this.options.discussions.slice(from, from + CHUNK);
    if (chunk.length === 0 || signal.aborted) return [];
    const following = Math.max(0, this.options.discussions.length - from - CHUNK);
    const discussions: { id: string; title: string; digest: string }[] = [];
    for (const { id, title } of chunk) {
      if (signal.aborted) return [];
      try {
        discussions.push({ id, title: title.slice(0, 2000), digest: await stored.digest(id) });
      } catch (error) {
        this.fail(id, error);
      }
    }
    const { wanted, same } = await bridge.request('folder.plan', { run, context, discussions, following });
    this.report.same += same;
    if (same > 0) this.advance(same);
    return wanted;
  }

  private async chunk(wanted: readonly string[]): Promise<void> {
    const { stored, signal } = this.options;
    const lacking: string[] = [];
    let at = 0;
    await this.inLanes(async () => {
      const ids = wanted.slice(at, at + this.together);
      at += ids.length;
      return ids.length === 0 ? null : { ids };
    }, lacking);
    const reader = new GroupReader(stored, lacking, (id, error) => this.fail(id, error), signal);
    await this.inLanes(async () => {
      const given = await reader.next();
      return given.length === 0 ? null : { given };
    }, []);
  }

  /** @param lacking gets those that the journal does not have */
  private async inLanes(next: () => Promise<Group | null>, lacking: string[]): Promise<void> {
    const lane = async (): Promise<void> => {
      while (!this.options.signal.aborted) {
        const group = await next();
        if (group === null) return;
        await this.make(group, lacking);
      }
    };
    await Promise.all(Array.from({ length: this.options.lanes }, lane));
  }

  private async make(group: Group, lacking: string[]): Promise<void> {
    const { bridge, run } = this.options;
    const asked = 'ids' in group ? { ids: [...group.ids], given: [] } : { ids: [], given: [...group.given] };
    const made = await bridge.request('folder.make', { run, ...asked });
    lacking.push(...made.lacking);
    const { notes } = this.report;
    for (const { id, note } of made.notes) {
      if (notes.length < MOST_TOLD) notes.push({ id, title: this.titleOf(id), note });
    }
    this.report.noted += made.notes.length;
    this.report.written += made.written;
    this.report.same += made.same;
    this.report.bytes += made.bytes;
    for (const outcome of made.outcomes) count(this.report, outcome, this.titleOf(outcome.id));
    const done = made.written + made.same + made.outcomes.length;
    if (done === 0) return;
    const fitting = Math.round((GROUP_BYTES * done) / Math.max(1, made.bytes));
    this.together = Math.min(MOST_IN_GROUP, Math.max(LEAST_IN_GROUP, fitting));
    this.advance(done);
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
