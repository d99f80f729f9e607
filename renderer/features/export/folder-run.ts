/** Takes discussions out into a folder: reads, makes and writes them in a stream, so that memory does not grow with their number. */
import { toAppError } from '../../../shared/errors/app-error';
import type { Outcome } from '../../../shared/export/outcome';
import type { RequestOutput } from '../../../shared/ipc/contract';
import type { ExportNote } from '../../../shared/markdown';
import type { Bridge } from '../../bridge';
import type { StoredDiscussions } from '../../notebook/types';
import type { ExportWork } from './export-work';

/** Names are asked for so many at a time. */
const CHUNK = 500;
/** What crosses to the main process at once: enough to be quick, little enough to go unnoticed. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_COUNT = 48;
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
  readonly files: { path: string; bytes: Uint8Array<ArrayBuffer> }[];
}

type Planned = RequestOutput<'folder.plan'>[number];

/** Collects what is made, and passes it on in batches, one at a time: whoever adds waits while a batch waits. */
class Writer {
  private batch: Ready[] = [];
  private bytes = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly send: (batch: readonly Ready[]) => Promise<void>) {}

  async add(ready: Ready): Promise<void> {
    this.batch.push(ready);
    this.bytes += ready.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (this.bytes >= BATCH_BYTES || this.batch.length >= BATCH_COUNT) await this.pass();
  }

  async pass(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    this.bytes = 0;
    const mine = this.writing.then(() => (batch.length === 0 ? undefined : this.send(batch)));
    this.writing = mine.catch(() => undefined);
    await mine;
  }
}

/** Errors: what folder.plan and folder.write answer of the folder itself. */
export async function runFolder(options: RunOptions): Promise<RunReport> {
  const { bridge, run, discussions, signal, onProgress } = options;
  const titles = new Map(discussions.map(({ id, title }) => [id, title]));
  const report: Draft = {
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
  let done = 0;
  const advance = (by: number): void => {
    done += by;
    onProgress(done);
  };
  const fail = (id: string, error: unknown): void => {
    report.failed.push({ id, title: titles.get(id) ?? '', code: toAppError(error).code });
    advance(1);
  };
  const writer = new Writer(async (batch) => {
    const outcomes = await bridge.request('folder.write', { run, discussions: [...batch] });
    for (const outcome of outcomes) count(report, outcome, titles.get(outcome.id) ?? '');
    for (const { files } of batch) for (const { bytes } of files) report.bytes += bytes.length;
    advance(batch.length);
  });
  /** What stands there already is made for its notes, and not written. */
  const makeOne = async ({ id, base, fresh }: Planned, source: string): Promise<void> => {
    let ready: Ready;
    try {
      const made = await options.work.make({ id, base, update: await options.stored.update(id) });
      if (made === null) {
        report.failed.push({ id, title: titles.get(id) ?? '', code: 'export/not-here' });
        return advance(1);
      }
      for (const note of made.notes) {
        if (report.notes.length < MOST_TOLD) report.notes.push({ id, title: titles.get(id) ?? '', note });
      }
      report.noted += made.notes.length;
      ready = { id, source, noted: made.notes.length > 0, files: [...made.files] };
    } catch (error) {
      return fail(id, error);
    }
    if (!fresh) return writer.add(ready);
    report.same += 1;
    advance(1);
  };

  for (let from = 0; from < discussions.length && !signal.aborted; from += CHUNK) {
    const chunk = discussions.slice(from, from + CHUNK);
    const sources = new Map<string, string>();
    for (const { id } of chunk) {
      try {
        sources.set(id, `${await options.stored.digest(id)} ${options.context}`);
      } catch (error) {
        fail(id, error);
      }
    }
    const asked = chunk.flatMap(({ id, title }) => {
      const source = sources.get(id);
      return source === undefined ? [] : [{ id, title: title.slice(0, 2000), source }];
    });
    const planned = await bridge.request('folder.plan', { run, discussions: asked });
    const isDone = (one: Planned): boolean => one.fresh && !one.noted;
    const same = planned.filter(isDone).length;
    report.same += same;
    if (same > 0) advance(same);
    const next = planned.filter((one) => !isDone(one)).values();
    const lane = async (): Promise<void> => {
      for (const one of next) {
        if (signal.aborted) return;
        await makeOne(one, sources.get(one.id) ?? '');
      }
    };
    await Promise.all(Array.from({ length: options.work.lanes }, lane));
    await writer.pass();
  }
  report.cancelled = signal.aborted && done < discussions.length;
  return report;
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
