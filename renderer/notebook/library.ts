/** The catalog as the library sees it: rows, unread marks, participants. */
import type * as Y from 'yjs';
import { deletedOf, deletionOf, discussionsOf, participantsOf, readSummary } from '../../shared/model/catalog-doc';
import { readPerson } from '../../shared/model/discussion-doc';
import type { DiscussionId, ParticipantId } from '../../shared/util/brand';
import type { StoredDocument } from './document-store';
import { caught } from './guarded';
import { Derived } from './readable';
import type { DiscussionSummary, Participant } from './types';

const SEEN = 'seen';

export interface LibraryHost {
  /** The person at this device; what they did themselves is never unread. */
  readonly me: string;
  /** The discussion is open before the person's eyes. */
  isWatched(id: string): boolean;
  onError(error: unknown): void;
}

export class Library {
  readonly summaries: Derived<readonly DiscussionSummary[]>;
  readonly participants: Derived<ReadonlyMap<ParticipantId, Participant>>;
  private readonly rows = new Map<string, DiscussionSummary>();
  /** Discussion → the activity that was seen last, `time:participant`. */
  private seen: Record<string, string> = {};

  constructor(
    private readonly catalog: Y.Doc,
    private readonly stored: StoredDocument,
    private readonly host: LibraryHost,
  ) {
    this.summaries = new Derived(() => this.read());
    this.participants = new Derived(() => this.readParticipants());
    discussionsOf(catalog).observeDeep((events) => {
      try {
        for (const event of events) {
          const [id] = event.path;
          if (typeof id === 'string') {
            this.rows.delete(id);
            if (host.isWatched(id)) this.markSeen(id as DiscussionId);
          } else for (const key of event.keys.keys()) this.rows.delete(key);
        }
        this.summaries.invalidate();
      } catch (error) {
        host.onError(error);
      }
    });
    deletedOf(catalog).observe(caught(() => this.summaries.invalidate(), host.onError));
    participantsOf(catalog).observe(caught(() => this.participants.invalidate(), host.onError));
  }

  async load(): Promise<void> {
    const seen = await this.stored.getLocal(SEEN).catch(() => null);
    if (typeof seen === 'object' && seen !== null) this.seen = { ...(seen as Record<string, string>) };
    this.rows.clear();
    this.summaries.invalidate();
  }

  /** The discussion was looked at: what was last done in it is no longer unread. */
  markSeen(id: DiscussionId): void {
    const row = readSummary(discussionsOf(this.catalog).get(id));
    if (!row) return;
    const activity = activityOf(row);
    if (this.seen[id] === activity) return;
    // Another object each time: one that waits to be stored is as it was.
    this.seen = { ...this.seen, [id]: activity };
    this.stored.setLocal(SEEN, this.seen).catch(() => {});
    this.rows.delete(id);
    this.summaries.invalidate();
  }

  private read(): readonly DiscussionSummary[] {
    const summaries: DiscussionSummary[] = [];
    const deleted = deletedOf(this.catalog);
    discussionsOf(this.catalog).forEach((value, id) => {
      if (deleted.has(id) && deletionOf(this.catalog, id) !== null) return;
      const row = this.rows.get(id) ?? this.readRow(id, value);
      if (row === null) return;
      this.rows.set(id, row);
      summaries.push(row);
    });
    return summaries.sort((a, b) => b.activeAt - a.activeAt || (a.id < b.id ? -1 : 1));
  }

  private readRow(id: string, value: unknown): DiscussionSummary | null {
    const summary = readSummary(value);
    if (summary === null) return null;
    const { title, status, createdAt, activeAt, activeBy, postCount, peopleCount, trashedAt } = summary;
    const unread = activeBy !== '' && activeBy !== this.host.me && this.seen[id] !== activityOf(summary);
    // Field by field: thousands are made at a start, and to leave one out of all takes several times as long.
    return { id: id as DiscussionId, title, status, createdAt, activeAt, postCount, peopleCount, trashedAt, unread };
  }

  private readParticipants(): ReadonlyMap<ParticipantId, Participant> {
    const people = new Map<ParticipantId, Participant>();
    for (const [id, value] of participantsOf(this.catalog)) {
      const person = readPerson(value);
      if (person) people.set(id as ParticipantId, { id: id as ParticipantId, ...person });
    }
    return people;
  }
}

function activityOf(row: { activeAt: number; activeBy: string }): string {
  return `${row.activeAt}:${row.activeBy}`;
}
