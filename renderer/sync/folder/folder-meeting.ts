/**
 * A notebook's meeting in a folder: whenever something changes, there or here, what is new there is taken over, and what
 * the folder lacks is put into it. One such pass after the other; whatever fails is done again with the next one.
 */
import { equalityDeep } from 'lib0/function';
import type { Clock, ExchangeDocuments } from '../../../shared/exchange/ports';
import { Derived } from '../../notebook/readable';
import { type FolderPort, type FolderState, NO_FOLDER, type Wrote } from './folder-port';
import { FolderReading } from './folder-reading';
import { FolderWriting } from './folder-writing';
import { KnownStates } from './known-states';

/** What is typed is put into the folder after a pause, and during steady typing so often: a carrier carries each. */
const QUIET_MS = 1200;
const MAX_WAIT_MS = 5000;
/** What failed, or did not come, is asked for again after a time that doubles as long as nothing new appears. */
const RETRY_MS = 5000;
const MAX_RETRY_MS = 60_000;
const DISPOSE_MS = 1000;

/** What this device remembers of the folder. */
export interface FolderTimes {
  /** ms since 1970. */
  readonly written: number | null;
  readonly read: { readonly at: number; readonly participant: string } | null;
}

export interface FolderMeetingState extends FolderState, FolderTimes {
  /** Changes of others that could not be used. */
  readonly refused: number;
}

export interface FolderMeetingHooks {
  /** A document took something over from the folder. */
  changed(document: string): void;
  elsewhere(documents: readonly string[]): void;
  /** The list says that it was deleted for ever: it is not only that the list does not name it. */
  isDeleted(document: string): boolean;
  /** All that these had written by then is here. */
  met(people: readonly Wrote[]): void;
  loadTimes(): Promise<FolderTimes>;
  saveTimes(times: FolderTimes): Promise<void>;
  onError(error: unknown): void;
}

const NEVER: FolderTimes = { written: null, read: null };

export class FolderMeeting {
  readonly state = new Derived<FolderMeetingState>(
    () => ({ ...this.folder, ...this.times, refused: this.refused }),
    equalityDeep,
  );
  private readonly known = new KnownStates();
  private readonly reading: FolderReading;
  private readonly writing: FolderWriting;
  private readonly ends: (() => void)[] = [];
  private folder: FolderState = NO_FOLDER;
  private times = NEVER;
  private refused = 0;
  /** Since something was written last, what is superseded was let go. */
  private isTidy = true;
  private isFresh = true;
  private disposed = false;
  private running: Promise<void> | null = null;
  private again = false;
  private retry: (() => void) | null = null;
  private retryMs = RETRY_MS;
  private wait: { readonly since: number; readonly cancel: () => void } | null = null;

  constructor(
    private readonly documents: ExchangeDocuments,
    private readonly port: FolderPort,
    private readonly clock: Clock,
    private readonly hooks: FolderMeetingHooks,
  ) {
    const { onError } = hooks;
    this.reading = new FolderReading(documents, port, this.known, {
      changed: (document, { own, participant }) => {
        if (!own) this.times = { ...this.times, read: { at: Date.now(), participant } };
        this.writing.changed(document);
        hooks.changed(document);
      },
      refused: () => {
        this.refused += 1;
      },
      looked: () => this.state.invalidate(),
      onError,
    });
    this.writing = new FolderWriting(documents, port, this.known, this.reading, {
      wrote: () => this.note({ ...this.times, written: Date.now() }),
      elsewhere: (names) => hooks.elsewhere(names),
      onError,
    });
    this.ends.push(port.onChanged(() => void this.run()));
    void hooks.loadTimes().then((times) => {
      this.times = { written: this.times.written ?? times.written, read: this.times.read ?? times.read };
      this.state.invalidate();
    }, onError);
    void this.run();
  }

  /** Lets the person choose a folder; resolves when it is in use. @returns false when they did not. Errors: meeting/* */
  async choose(): Promise<boolean> {
    if (!(await this.port.choose())) return false;
    await this.begin();
    return true;
  }

  /** Errors: meeting/*; then it goes on as it was. */
  async stop(removeOwn: boolean): Promise<void> {
    await this.port.stop(removeOwn);
    await this.begin();
  }

  /** The notebook has another secret: what lies in the folder can be read by nobody any more, and is written anew. */
  async renewed(): Promise<void> {
    await this.running;
    this.forget();
    await this.run();
  }

  show(): Promise<void> {
    return this.port.show();
  }

  /** A document changed here, whoever changed it. */
  documentChanged(document: string): void {
    this.writing.changed(document);
    if (this.folder.path !== null) this.soon();
  }

  listed(added: readonly string[], removed: readonly string[]): void {
    for (const document of removed) {
      this.writing.forget(document);
      this.known.forget(document);
    }
    for (const document of added) this.documentChanged(document);
  }

  /** Puts into the folder what is not there yet, as far as it can be now. */
  async flush(): Promise<void> {
    if (this.folder.path !== null && this.writing.isDue) await this.run();
    else await this.running;
  }

  /** Called when the meeting ends. */
  onEnd(end: () => void): void {
    this.ends.push(end);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const end of this.ends) end();
    this.wait?.cancel();
    this.retry?.();
    // A drive that hangs must not keep the notebook open: a step that comes back later changes nothing any more.
    const late = new Promise<void>((resolve) => this.clock.after(DISPOSE_MS, resolve));
    await Promise.race([this.running, late]);
    this.port.close().catch(this.hooks.onError);
  }

  /** With another folder, or none. */
  private async begin(): Promise<void> {
    await this.running;
    this.forget();
    this.refused = 0;
    this.note(NEVER);
    await this.hooks.saveTimes(NEVER).catch(this.hooks.onError);
    await this.run();
  }

  private forget(): void {
    this.known.clear();
    this.reading.clear();
    this.writing.clear();
    this.isFresh = true;
  }

  private soon(): void {
    const now = this.clock.now();
    const since = this.wait?.since ?? now;
    this.wait?.cancel();
    const after = Math.max(0, Math.min(QUIET_MS, since + MAX_WAIT_MS - now));
    this.wait = { since, cancel: this.clock.after(after, () => void this.run()) };
  }

  /** Resolves when what is known now is done. */
  private async run(): Promise<void> {
    if (this.disposed) return;
    this.wait?.cancel();
    this.wait = null;
    this.retry?.();
    this.retry = null;
    if (this.running !== null) {
      this.again = true;
      return this.running;
    }
    this.running = this.passes();
    await this.running;
  }

  private async passes(): Promise<void> {
    let isDone = false;
    try {
      do {
        this.again = false;
        const { times } = this;
        isDone = await this.pass();
        if (this.times !== times) await this.hooks.saveTimes(this.times).catch(this.hooks.onError);
      } while (this.again && !this.disposed);
    } catch (error) {
      isDone = false;
      this.hooks.onError(error);
    } finally {
      this.running = null;
    }
    if (isDone) this.retryMs = RETRY_MS;
    else this.retryLater();
  }

  /** At most one waits: each run ends the wait of the one before. */
  private retryLater(): void {
    if (this.disposed) return;
    this.retry?.();
    this.retry = this.clock.after(this.retryMs, () => void this.run());
    this.retryMs = Math.min(2 * this.retryMs, MAX_RETRY_MS);
  }

  /** @returns false when something that was asked for did not come, and is to be asked for again */
  private async pass(): Promise<boolean> {
    const state = await this.look();
    if (state.path === null || !state.isThere) return true;
    const isOver = (): boolean => this.disposed;
    const isRead = await this.reading.readAll(isOver);
    if (this.disposed) return true;
    if (isRead) this.hooks.met(this.metNow(state));
    if (this.writing.isDue) this.isTidy = false;
    if (!(await this.writing.writeAll(isOver))) {
      // What was refused is told at once; it is tried again when the folder tells of a change, or that it is still so.
      await this.look();
      return isRead;
    }
    // As long as something in the folder is not here, this device's files may be all that is left of it.
    if (this.isTidy || !isRead || this.disposed) return isRead;
    const { isWhole } = this.writing;
    await this.port.tidy(isWhole, this.reading.inFolder().filter(this.hooks.isDeleted));
    this.isTidy = isWhole;
    return true;
  }

  private async look(): Promise<FolderState> {
    const isFresh = this.isFresh;
    const { state, anew, touched, heads } = await this.port.news(isFresh);
    this.folder = state;
    this.state.invalidate();
    if (state.path === null) return state;
    if (anew && !isFresh) {
      this.forget();
      this.again = true;
    }
    if (anew) for (const document of this.documents.names()) this.writing.changed(document);
    this.isFresh = false;
    if (touched.length > 0) this.retryMs = RETRY_MS;
    this.reading.note(touched, heads);
    for (const document of touched) this.writing.changed(document);
    return state;
  }

  /** Those of whom everything that is there is here and sound. */
  private metNow({ wrote }: FolderState): Wrote[] {
    const unread = this.reading.unreadOf(this.hooks.isDeleted);
    const isMet = (of: string): boolean => !unread.has(of) && !this.reading.hasRefused(of);
    const met = wrote.filter(({ participant, whole }) => whole && isMet(participant));
    return met.map(({ participant, at }) => ({ participant, at }));
  }

  private note(times: FolderTimes): void {
    this.times = times;
    this.state.invalidate();
  }
}
