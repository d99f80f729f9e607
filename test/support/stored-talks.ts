/** Discussions of a notebook as exports see them: rows of a list, and bytes that change when somebody writes. */
import * as Y from 'yjs';
import type { DiscussionSummary, Notebook, Participant } from '../../renderer/notebook/types';
import { createStore, type Store } from '../../renderer/ui/store';
import { digestOf } from '../../shared/exchange/digest';
import { addPost, initDiscussion, postsOf, titleOf } from '../../shared/model/discussion-doc';
import type { DiscussionStatus } from '../../shared/model/export-document';
import type { RichText } from '../../shared/model/rich-text';
import type { DiscussionId, NotebookId, ParticipantId } from '../../shared/util/brand';
import { toHex } from '../../shared/util/hex';

const AUTHOR = 'renee' as ParticipantId;

type Followed = Pick<Notebook, 'id' | 'name' | 'participants' | 'summaries' | 'stored' | 'flush'>;

export class StoredTalks {
  readonly summaries: Store<readonly DiscussionSummary[]> = createStore<readonly DiscussionSummary[]>([]);
  readonly name = createStore('Wednesdays');
  readonly participants = createStore<ReadonlyMap<ParticipantId, Participant>>(new Map());
  /** Of these the bytes cannot be read. */
  readonly broken = new Set<string>();
  /** Whose bytes were asked for. */
  readonly read: string[] = [];
  private readonly docs = new Map<string, Y.Doc>();
  private readonly listeners = new Set<(id: string) => void>();

  get notebook(): Followed {
    return {
      id: 'n1' as NotebookId,
      name: this.name,
      participants: this.participants,
      summaries: this.summaries,
      flush: async () => undefined,
      stored: {
        digest: async (id) => {
          if (this.broken.has(id)) throw new Error(`${id} cannot be read`);
          const doc = this.docs.get(id);
          return doc === undefined ? 'none' : toHex(digestOf(doc));
        },
        update: async (id) => {
          this.read.push(id);
          return Y.encodeStateAsUpdate(this.docs.get(id) ?? new Y.Doc());
        },
        onChanged: (listener) => {
          this.listeners.add(listener);
          return () => this.listeners.delete(listener);
        },
      },
    };
  }

  /** @param here false: in the list, and not on this device yet */
  add(id: string, title: string, { status = 'open' as DiscussionStatus, here = true } = {}): void {
    if (here) {
      const doc = new Y.Doc();
      initDiscussion(doc, { title, createdAt: 0 });
      this.docs.set(id, doc);
    }
    const row: DiscussionSummary = {
      id: id as DiscussionId,
      title,
      status,
      createdAt: 0,
      activeAt: 0,
      postCount: 0,
      peopleCount: 0,
      unread: false,
      trashedAt: null,
    };
    this.summaries.update((now) => [...now, row]);
  }

  change(id: string, patch: Partial<Pick<DiscussionSummary, 'title' | 'status' | 'trashedAt'>>): void {
    const doc = this.docs.get(id);
    if (patch.title !== undefined && doc !== undefined) {
      const title = titleOf(doc);
      title.delete(0, title.length);
      title.insert(0, patch.title);
    }
    this.summaries.update((now) => now.map((row) => (row.id === id ? { ...row, ...patch } : row)));
    this.tell(id);
  }

  post(id: string, body: RichText): void {
    const doc = this.docOf(id);
    const at = postsOf(doc).size + 1;
    doc.transact(() =>
      addPost(doc, { author: AUTHOR, addedBy: AUTHOR, body, replyTo: null, at, createdAt: at, addedAt: at }),
    );
    this.tell(id);
  }

  private docOf(id: string): Y.Doc {
    const doc = this.docs.get(id);
    if (doc === undefined) throw new Error(`there is no ${id}`);
    return doc;
  }

  private tell(id: string): void {
    for (const listener of [...this.listeners]) listener(id);
  }
}
