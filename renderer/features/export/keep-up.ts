/**
 * Keeps a folder up to date with a notebook while it is open. What changed is written after a pause; a folder that cannot
 * be written is tried again until it can; what somebody else changed there is left to the person.
 */
import { AppError, isErrorCode, toAppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import type { ExportChoice, ExportScope } from '../../../shared/export/choice';
import type { MakeContext } from '../../../shared/export/make-files';
import type { KeptFolder } from '../../../shared/ipc/folder';
import type { Bridge } from '../../bridge';
import type { DiscussionSummary, Notebook } from '../../notebook/types';
import { createStore, type ReadableValue } from '../../ui/store';
import { type RunReport, runFolder } from './folder-run';
import { KeptNotes } from './kept-notes';
import { contextKey, failedIndex, finishFolder, inScope, makeContext, openedWith } from './run-context';

/** After the last change, so that a sentence is written once; and at most so long after the first. */
const SETTLE_MS = 1500;
const LONGEST_MS = 10_000;
/** A disk that was unplugged is back when the person looks. */
const RETRY_MS = 4000;
/** These are of the whole folder: everything waits. Others are of one file. */
const OF_THE_FOLDER: ReadonlySet<string> = new Set(['files/no-space', 'export/folder-missing']);

/** Somebody else changed a file while there is something new of ours. */
export interface KeepConflict {
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

export type KeepState =
  | { readonly kind: 'off' }
  | (KeptFolder & {
      readonly kind: 'on';
      readonly phase:
        | { readonly kind: 'writing' | 'current' }
        /** Tried again by itself. */
        | { readonly kind: 'paused'; readonly code: ErrorCode };
      readonly conflicts: readonly KeepConflict[];
      readonly failed: RunReport['failed'];
      /** What Markdown could not express of all that is in the folder: the first of it, and how much in all. */
      readonly notes: RunReport['notes'];
      readonly noted: number;
    });

export interface KeepTarget {
  /** null: the folder stays, something else changes. */
  readonly target: string | null;
  readonly choice: ExportChoice;
  readonly scope: ExportScope;
}

export interface KeepUpPorts {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly notebook: Pick<Notebook, 'id' | 'name' | 'participants' | 'summaries' | 'stored'>;
  /** Of the app. */
  readonly version: string;
  readonly onError: (error: unknown) => void;
  readonly pauses?: { readonly settle: number; readonly longest: number; readonly retry: number };
}

const rowKey = ({ title, status, createdAt }: DiscussionSummary): string => JSON.stringify([title, status, createdAt]);

export class KeepUp {
  private readonly now = createStore<KeepState>({ kind: 'off' });
  private readonly dirty = new Set<string>();
  private all = true;
  private listed: ReadonlyMap<string, string> = new Map();
  /** The list of discussions in the folder may be another one. */
  private isListDue = true;
  private readonly conflicts = new Map<string, KeepConflict>();
  /** Those that could not be written, until they can. */
  private readonly failed = new Map<string, RunReport['failed'][number]>();
  private readonly notes = new KeptNotes();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private firstAt: number | null = null;
  private ends: (() => void)[] = [];
  private stop = new AbortController();
  /** One thing after the other in the folder. */
  private working: Promise<unknown> = Promise.resolve();
  private readonly pauses: NonNullable<KeepUpPorts['pauses']>;

  constructor(private readonly ports: KeepUpPorts) {
    this.pauses = ports.pauses ?? { settle: SETTLE_MS, longest: LONGEST_MS, retry: RETRY_MS };
  }

  get state(): ReadableValue<KeepState> {
    return this.now;
  }

  /** Goes on with what was chosen before the last restart. */
  async start(): Promise<void> {
    await this.load();
  }

  /** Begins, changes, or (null) ends. Resolves when the device remembers it. Errors: export/not-remembered (in effect until the app ends). */
  async keep(to: KeepTarget | null): Promise<void> {
    this.leave();
    await this.working;
    try {
      await this.ports.bridge.request('folder.keep', { notebook: this.ports.notebook.id, to });
    } finally {
      // It is in effect also where it could not be remembered.
      await this.load();
    }
  }

  /** What becomes of somebody else’s version: it stays, and ours goes beside it or nowhere. */
  async resolve(id: string, how: 'theirs' | 'beside'): Promise<void> {
    await this.inTurn(async () => {
      const state = this.now.get();
      if (state.kind !== 'on') throw new AppError('export/ended', 'nothing follows this notebook');
      const context = makeContext(this.ports.notebook, state.choice);
      return this.inFolder(context, (run) => this.ports.bridge.request('folder.resolve', { run, id, how }));
    });
    this.conflicts.delete(id);
    this.show({ conflicts: [...this.conflicts.values()] });
    if (how === 'beside') {
      this.dirty.add(id);
      this.schedule(0);
    }
  }

  dispose(): void {
    this.leave();
    this.now.set({ kind: 'off' });
  }

  private async load(): Promise<void> {
    const kept = (await this.ports.bridge.request('folder.kept', { notebook: this.ports.notebook.id })) ?? null;
    if (kept === null) {
      this.now.set({ kind: 'off' });
      return;
    }
    this.leave();
    this.stop = new AbortController();
    this.all = true;
    this.listed = new Map();
    this.conflicts.clear();
    this.failed.clear();
    this.notes.clear();
    this.now.set({ kind: 'on', ...kept, phase: { kind: 'writing' }, conflicts: [], failed: [], notes: [], noted: 0 });
    const { notebook } = this.ports;
    const everything = (): void => {
      this.all = true;
      this.schedule();
    };
    this.ends = [
      notebook.stored.onChanged((id) => {
        this.dirty.add(id);
        this.schedule();
      }),
      notebook.summaries.subscribe(() => this.schedule()),
      notebook.participants.subscribe(everything),
      notebook.name.subscribe(everything),
    ];
    this.schedule(0);
  }

  private leave(): void {
    this.stop.abort();
    for (const end of this.ends) end();
    this.ends = [];
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.firstAt = null;
  }

  private show(patch: Partial<Extract<KeepState, { kind: 'on' }>>): void {
    this.now.update((now) => (now.kind === 'on' ? { ...now, ...patch } : now));
  }

  private schedule(pause = this.pauses.settle): void {
    const at = performance.now();
    this.firstAt ??= at;
    const left = Math.max(0, Math.min(pause, this.firstAt + this.pauses.longest - at));
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.firstAt = null;
      this.inTurn(() => this.pass()).catch(this.ports.onError);
    }, left);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.working.then(work);
    this.working = result.catch(() => undefined);
    return result;
  }

  private async inFolder<T>(context: MakeContext, work: (run: string, lanes: number) => Promise<T>): Promise<T> {
    const { bridge, notebook } = this.ports;
    const asked = { ...openedWith(notebook.id, context), at: { kind: 'kept' } } as const;
    const { run, lanes } = await bridge.request('folder.open', asked);
    try {
      return await work(run, lanes);
    } finally {
      await bridge.request('folder.close', { run });
    }
  }

  private async pass(): Promise<void> {
    const state = this.now.get();
    const { signal } = this.stop;
    if (state.kind !== 'on' || signal.aborted) return;
    const rows = inScope(this.ports.notebook.summaries.get(), state.scope);
    const listed = new Map(rows.map((row) => [row.id as string, rowKey(row)]));
    const relisted = rows.filter((row) => this.listed.get(row.id) !== listed.get(row.id));
    this.isListDue ||= this.all || relisted.length > 0 || listed.size !== this.listed.size;
    const changed = new Set([...this.dirty, ...relisted.map(({ id }) => id)]);
    const wanted = this.all ? rows : rows.filter(({ id }) => changed.has(id));
    if (wanted.length === 0 && !this.isListDue) {
      this.dirty.clear();
      return;
    }
    this.all = false;
    this.dirty.clear();
    if (state.phase.kind === 'current') this.show({ phase: { kind: 'writing' } });
    try {
      const { report, unlisted } = await this.write(state, wanted, this.isListDue ? rows : null, signal);
      if (signal.aborted) return;
      this.listed = listed;
      this.isListDue = unlisted.length > 0;
      this.noteConflicts(wanted, report);
      this.noteFailed(wanted, report, listed);
      this.notes.renew(wanted, report, listed);
      const broken = [...report.failed, ...unlisted].find(({ code }) => OF_THE_FOLDER.has(code));
      if (broken !== undefined) throw new AppError(isErrorCode(broken.code) ? broken.code : 'unexpected');
      this.show({
        phase: { kind: 'current' },
        conflicts: [...this.conflicts.values()],
        failed: [...this.failed.values(), ...unlisted],
        ...this.notes.told(),
      });
      for (const id of this.failed.keys()) this.dirty.add(id);
      if (this.failed.size > 0 || this.isListDue) this.schedule(this.pauses.retry);
    } catch (error) {
      if (signal.aborted) return;
      // What was missed meanwhile is found by looking through all.
      this.all = true;
      this.show({ phase: { kind: 'paused', code: toAppError(error).code } });
      this.schedule(this.pauses.retry);
    }
  }

  private write(
    { choice }: KeptFolder,
    wanted: readonly DiscussionSummary[],
    rows: readonly DiscussionSummary[] | null,
    signal: AbortSignal,
  ): Promise<{ readonly report: RunReport; readonly unlisted: RunReport['failed'] }> {
    const { bridge, notebook, version } = this.ports;
    const context = makeContext(notebook, choice);
    return this.inFolder(context, async (run, lanes) => {
      const report = await runFolder({
        bridge,
        run,
        lanes,
        stored: notebook.stored,
        context: contextKey(context, version),
        discussions: wanted,
        onProgress: () => undefined,
        signal,
      });
      const { index } = await finishFolder(bridge, run, rows);
      return { report, unlisted: failedIndex(index) };
    });
  }

  private noteFailed(
    wanted: readonly DiscussionSummary[],
    { failed }: RunReport,
    listed: ReadonlyMap<string, string>,
  ): void {
    for (const { id } of wanted) this.failed.delete(id);
    for (const one of failed) if (one.code !== 'export/not-here') this.failed.set(one.id, one);
    for (const id of this.failed.keys()) if (!listed.has(id)) this.failed.delete(id);
  }

  private noteConflicts(wanted: readonly DiscussionSummary[], { left }: RunReport): void {
    for (const { id } of wanted) this.conflicts.delete(id);
    for (const one of left) {
      const isOpen = one.kind === 'taken' || (one.kind === 'edited' && one.news);
      if (isOpen) this.conflicts.set(one.id, { id: one.id, title: one.title, file: one.file });
    }
  }
}
