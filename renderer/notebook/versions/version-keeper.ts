/**
 * Makes the versions of one discussion while it is on screen: at pauses in writing, when somebody finishes or signs, and when
 * asked. What is read for one is read while nothing else is going on, piece by piece, and begun anew when somebody writes. [VE11]
 */
import { encodeUtf8 } from 'lib0/string';
import { AppError } from '../../../shared/errors/app-error';
import { signedBlocks, versionOf } from '../../../shared/recap/versions';
import { sha256Hex } from '../../../shared/util/hex';
import { type ContentHost, readLines, versionLines } from '../../../shared/versions/content';
import { VERSION_LIMITS } from '../../../shared/versions/limits';
import type { VersionName, VersionNote, VersionReason } from '../../../shared/versions/types';
import { onTransaction } from '../guarded';
import { sessionAuthors } from '../session-authors';
import type { Discussion } from '../types';
import type { VersionPort } from './version-port';
import { WritersSince } from './writers-since';

/** Nobody wrote for so long: a pause. */
export const PAUSE_MS = 60_000;
/** Who writes without a pause gets one after this. */
export const LONGEST_MS = 10 * PAUSE_MS;
/** Reading is begun anew so often; then it waits for the next pause. */
const MOST_BEGUN = 20;
/** Left of a moment in which nothing else is going on: less is not begun with. */
const LEAST_LEFT_MS = 2;

/** What the keeper needs of the page and its clock. */
export interface KeeperHost {
  now(): number;
  /** Calls back once the page has nothing else to do, with how long that lasts. @returns takes it back */
  idle(run: (left: () => number) => void): () => void;
  newId(): string;
  /** An automatic version could not be kept; it is tried again. */
  onFailed(error: unknown): void;
}

export type KeeperDiscussion = Pick<Discussion, 'id' | 'doc' | 'parts'>;

interface Made extends Pick<VersionNote, 'why'> {
  readonly id?: string;
  readonly at?: number;
  readonly by?: string;
  readonly name?: VersionName | null;
}

export class VersionKeeper {
  private readonly content: ContentHost;
  private readonly writers: WritersSince;
  private changes = 0;
  /** How many of them are in the last version. */
  private kept = 0;
  private firstAt = 0;
  private lastAt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private stopIdle: (() => void) | null = null;
  private readonly marks: Set<string>;
  private storing: Promise<unknown> = Promise.resolve();
  private readonly ends: (() => void)[];

  constructor(
    readonly discussion: KeeperDiscussion,
    private readonly port: VersionPort,
    private readonly host: KeeperHost,
  ) {
    const { doc, parts } = discussion;
    const authorOf = sessionAuthors(discussion);
    this.content = { authorOf, personOf: (id) => parts.person(id) };
    this.writers = new WritersSince(doc, authorOf);
    this.marks = new Set(this.endings().map(({ id }) => id));
    const marked = (): void => this.endingChanged();
    this.ends = [
      onTransaction(doc, ({ changed }) => changed.size > 0 && this.changed(), host.onFailed),
      parts.signoffs.subscribe(marked),
      parts.ending.state.subscribe(marked),
    ];
  }

  /** Makes one of what the discussion says now. Errors: versions/too-large, versions/unwritable, versions/no-space. */
  async keep(why: VersionReason, name: VersionName | null = null): Promise<void> {
    await this.store({ why, name }, versionLines(this.discussion.doc, this.content));
  }

  /** What was written since the last version gets one; resolves when it is stored, or could not be. */
  async flush(): Promise<void> {
    this.stop();
    if (this.changes !== this.kept)
      this.storeQuietly({ why: 'paused' }, versionLines(this.discussion.doc, this.content));
    await this.storing;
  }

  /** The discussion leaves the screen: what was written since the last version gets one, when there is time. */
  dispose(): void {
    this.stop();
    for (const end of this.ends) end();
    if (this.changes !== this.kept) this.read(0);
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.stopIdle?.();
    this.stopIdle = null;
  }

  private changed(): void {
    const now = this.host.now();
    if (this.changes === this.kept) this.firstAt = now;
    this.changes += 1;
    this.lastAt = now;
    this.timer ??= setTimeout(() => this.look(), PAUSE_MS);
  }

  private look(): void {
    this.timer = null;
    if (this.changes === this.kept) return;
    const now = this.host.now();
    const left = Math.min(this.lastAt + PAUSE_MS, this.firstAt + LONGEST_MS) - now;
    // A clock that was set back makes no pause endless.
    if (left > 0 && left <= PAUSE_MS) this.timer = setTimeout(() => this.look(), left);
    else this.read(0);
  }

  /** Reads while nothing else is going on; `begun` times it had to begin anew. */
  private read(begun: number): void {
    const { changes } = this;
    const reading = readLines(this.discussion.doc, this.content);
    const step = (left: () => number): void => {
      this.stopIdle = null;
      if (changes !== this.changes) {
        if (begun < MOST_BEGUN) this.read(begun + 1);
        else this.timer ??= setTimeout(() => this.look(), PAUSE_MS);
        return;
      }
      try {
        do {
          const next = reading.next();
          if (next.done) return this.storeQuietly({ why: 'paused' }, next.value);
        } while (left() > LEAST_LEFT_MS);
      } catch (error) {
        return this.host.onFailed(error);
      }
      this.stopIdle = this.host.idle(step);
    };
    this.stopIdle = this.host.idle(step);
  }

  /** Who finished or signed what the recap says now, each by a name that is the same on every device. */
  private endings(): readonly (Required<Pick<Made, 'id' | 'why' | 'at' | 'by'>> & { readonly version: string })[] {
    const { parts } = this.discussion;
    const { finished } = parts.ending.state.get();
    const all = parts.signoffs
      .get()
      .map(({ person, at, version }) => ({ why: 'signed' as const, by: person, at, version }));
    const both = finished === null ? all : [{ why: 'finished' as const, ...finished }, ...all];
    return both.map(({ why, by, at, version }) => {
      const id = sha256Hex(encodeUtf8(`${why} ${by} ${String(at)} ${version}`)).slice(0, 32);
      return { id, why, by, at, version };
    });
  }

  private endingChanged(): void {
    const fresh = this.endings().filter(({ id }) => !this.marks.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.marks.add(id);
    const now = versionOf(signedBlocks(this.discussion.parts.ours.read()));
    // What somebody signed elsewhere may read differently here by now.
    const here = fresh.filter((one) => one.version === now);
    if (here.length === 0) return;
    const lines = versionLines(this.discussion.doc, this.content);
    for (const { id, why, by, at } of here) this.storeQuietly({ id, why, by, at }, lines);
  }

  private storeQuietly(made: Made, lines: readonly string[]): void {
    const { kept } = this;
    this.store(made, lines).catch((error: unknown) => {
      this.kept = Math.min(this.kept, kept);
      this.host.onFailed(error);
    });
  }

  private store(made: Made, lines: readonly string[]): Promise<unknown> {
    this.kept = this.changes;
    const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (length > VERSION_LIMITS.text || lines.length > VERSION_LIMITS.lines)
      return Promise.reject(new AppError('versions/too-large', `${String(length)} characters`));
    const { why, id = this.host.newId(), at = this.host.now(), by = this.discussion.parts.me.id, name = null } = made;
    const note: VersionNote = { id, at, by, why, name, writers: this.writers.take() };
    const stored = this.port.add(this.discussion.id, note, lines);
    this.storing = Promise.all([this.storing, stored.catch(() => {})]);
    return stored;
  }
}
