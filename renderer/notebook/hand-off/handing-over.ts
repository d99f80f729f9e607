/** A notebook's side of hand-off files: what goes into one, what one would change here, and taking that. [HO8] [HO9] */
import * as Y from 'yjs';
import { digestOf } from '../../../shared/exchange/digest';
import { type Counts, countsOf, differenceOf, inventoryOf, NO_COUNTS, titleIn } from '../../../shared/hand-off/counts';
import {
  catalogMetaOf,
  deletedOf,
  deletionOf,
  discussionsOf,
  listSummary,
  participantsOf,
  readSummary,
  templatesOf,
} from '../../../shared/model/catalog-doc';
import { readPerson } from '../../../shared/model/discussion-doc';
import { type BuiltDiscussion, toBytes } from '../../../shared/model/imported-discussion';
import { ORIGIN } from '../../../shared/model/origins';
import type { DiscussionId, NotebookId } from '../../../shared/util/brand';
import { toHex } from '../../../shared/util/hex';
import type { LiveDocuments } from '../live-documents';
import { Merging } from '../merging';
import { CATALOG, isDiscussionId, storeName } from '../names';
import { updateCheck } from '../update-check';

/**
 * `new`: not here yet. `gains`: here, and something is added or changed. `same`: all of it is here. `deleted`: it was
 * deleted for ever here, and stays so. `unreadable`: what the file holds is no discussion.
 */
export type Change = 'new' | 'gains' | 'same' | 'deleted' | 'unreadable';

export interface LookedAt {
  readonly id: string;
  readonly title: string;
  readonly change: Change;
  /** What comes: of a new one all of it, of one that is here what it lacks. */
  readonly counts: Counts;
  /** What goes from one that is here, because it was deleted there. */
  readonly loses: Counts;
  /** It is in the trash here. */
  readonly inTrash: boolean;
}

/** A notebook. */
export interface HandingOverHost {
  readonly id: NotebookId;
  readonly catalog: Y.Doc;
  readonly documents: LiveDocuments;
}

/** The state vector of somebody who has nothing. */
const ALL = new Uint8Array([0]);

export class HandingOver {
  constructor(private readonly host: HandingOverHost) {}

  get notebook(): NotebookId {
    return this.host.id;
  }

  /** The list of discussions as one update. */
  catalog(): Uint8Array {
    return Y.encodeStateAsUpdate(this.host.catalog);
  }

  /** Changes nothing. Takes the update and its buffer. */
  async look(id: string, update: Uint8Array): Promise<LookedAt> {
    const alone = await lookAlone(id, update);
    if (alone.looked.change === 'unreadable') return alone.looked;
    const { catalog } = this.host;
    const looked = {
      ...alone.looked,
      inTrash: (readSummary(discussionsOf(catalog).get(id))?.trashedAt ?? null) !== null,
    };
    if (deletionOf(catalog, id) !== null) return { ...looked, change: 'deleted' };
    // Stored and not listed is what an end in the middle left behind: it comes once more.
    if (!discussionsOf(catalog).has(id)) return looked;
    const here = await this.merging.digest(this.name(id));
    if (here === alone.digest) return { ...looked, change: 'same', counts: NO_COUNTS };
    return { ...looked, ...(await this.gain(id, alone.update)) };
  }

  /** One that is here gets what it lacks. Takes the update and its buffer. Errors: sync/bad-frame, store/*. */
  async merge(id: string, update: Uint8Array): Promise<void> {
    await this.merging.apply(this.name(id), [update]);
    if (discussionsOf(this.host.catalog).has(id)) return;
    const doc = loaded(await this.merging.diff(this.name(id), ALL));
    const { summary } = toBytes(id as DiscussionId, doc);
    doc.destroy();
    const { catalog } = this.host;
    catalog.transact(() => listSummary(catalog, id as DiscussionId, summary), ORIGIN.exchange);
  }

  /** One that is new, as it is stored and listed; null for what is no discussion. Takes the update and its buffer. */
  async built(id: string, update: Uint8Array): Promise<BuiltDiscussion | null> {
    const sound = isDiscussionId(id) ? await updateCheck.check(update) : null;
    return sound === null ? null : toBytes(id as DiscussionId, loaded(sound));
  }

  /**
   * The list of the same notebook is merged like any other copy’s. A file deletes nothing, puts nothing into the trash and
   * renames nothing, though: from one that would, or of which a part is missing, only what `adopt` takes is taken.
   * Errors: sync/bad-frame.
   */
  async mergeCatalog(other: Y.Doc): Promise<void> {
    // What waits for a missing part would take effect when that comes, from whomever.
    if (other.store.pendingStructs !== null || other.store.pendingDs !== null) return;
    const update = Y.encodeStateAsUpdate(other);
    if (!takesAway(this.host.catalog, update)) await this.merging.apply(this.name(CATALOG), [update], true);
  }

  /** What the list of another notebook says of those that came from it: who they are, and what was in the trash. */
  adopt(other: Y.Doc, taken: ReadonlySet<string>): void {
    const { catalog } = this.host;
    const [people, templates] = [participantsOf(catalog), templatesOf(catalog)];
    catalog.transact(() => {
      for (const [id, value] of participantsOf(other)) {
        const person = readPerson(value);
        if (person !== null && !people.has(id)) people.set(id, person);
      }
      for (const [id, value] of templatesOf(other)) if (!templates.has(id)) templates.set(id, value);
      for (const id of taken) {
        const trashedAt = readSummary(discussionsOf(other).get(id))?.trashedAt ?? null;
        if (trashedAt !== null) discussionsOf(catalog).get(id)?.set('trashedAt', trashedAt);
      }
    }, ORIGIN.exchange);
  }

  private async gain(id: string, update: Uint8Array): Promise<Pick<LookedAt, 'title' | 'change' | 'counts' | 'loses'>> {
    const doc = loaded(await this.merging.diff(this.name(id), ALL));
    try {
      const before = inventoryOf(doc);
      let changed = false;
      doc.on('update', () => {
        changed = true;
      });
      Y.applyUpdate(doc, update);
      const title = titleIn(doc);
      if (!changed) return { title, change: 'same', counts: NO_COUNTS, loses: NO_COUNTS };
      const { gains, loses } = differenceOf(inventoryOf(doc), before);
      return { title, change: 'gains', counts: gains, loses };
    } finally {
      doc.destroy();
    }
  }

  private get merging(): Merging {
    return new Merging(this.host.documents);
  }

  private name(document: string): string {
    return storeName(this.host.id, document);
  }
}

/**
 * Whether a discussion that is here would be gone, unreadable or in the trash, one that others have be deleted, a person or a
 * template gone or be another, or the notebook be called or owned otherwise. One that was joined just now knows nothing of
 * itself yet, and learns it.
 */
function takesAway(catalog: Y.Doc, update: Uint8Array): boolean {
  const both = loaded(Y.encodeStateAsUpdate(catalog));
  Y.applyUpdate(both, update);
  const rowOf = (doc: Y.Doc, id: string) =>
    deletionOf(doc, id) === null ? readSummary(discussionsOf(doc).get(id)) : null;
  const isLost = (id: string): boolean => {
    const [here, then] = [rowOf(catalog, id), rowOf(both, id)];
    return here !== null && (then === null || (then.trashedAt !== null && here.trashedAt === null));
  };
  const isEmpty = discussionsOf(catalog).size + catalogMetaOf(catalog).size === 0;
  try {
    return (
      [...discussionsOf(catalog).keys()].some(isLost) ||
      !keeps(participantsOf(both), participantsOf(catalog)) ||
      !keeps(templatesOf(both), templatesOf(catalog)) ||
      [...deletedOf(catalog).keys()].some((id) => !deletedOf(both).has(id)) ||
      (!isEmpty && deletedOf(both).size > deletedOf(catalog).size) ||
      (catalogMetaOf(catalog).size > 0 &&
        !(keeps(catalogMetaOf(both), catalogMetaOf(catalog)) && keeps(catalogMetaOf(catalog), catalogMetaOf(both))))
    );
  } finally {
    both.destroy();
  }
}

/** Whether all that was there is there and the same, also what only a newer version of the app can read. */
function keeps<T>(now: Y.Map<T>, before: Y.Map<T>): boolean {
  return [...before].every(([key, value]) => now.has(key) && wordsOf(now.get(key)) === wordsOf(value));
}

function wordsOf(value: unknown): string {
  const plain: unknown = value instanceof Y.AbstractType ? value.toJSON() : value;
  // Yjs carries numbers that JSON has no words for.
  return String(JSON.stringify(plain, (_, one: unknown) => (typeof one === 'bigint' ? `${one}n` : one)));
}

/** What is in a discussion of a file, wherever it may go. Takes the update and its buffer. */
export async function lookAlone(
  id: string,
  update: Uint8Array,
): Promise<{ readonly looked: LookedAt; readonly digest: string; readonly update: Uint8Array }> {
  const sound = isDiscussionId(id) ? await updateCheck.check(update) : null;
  const nothing = { counts: NO_COUNTS, loses: NO_COUNTS };
  const looked = { id, title: '', change: 'unreadable', ...nothing, inTrash: false } as const;
  if (sound === null) return { looked, digest: '', update: new Uint8Array() };
  const doc = loaded(sound);
  try {
    const digest = toHex(digestOf(doc));
    return { looked: { ...looked, title: titleIn(doc), change: 'new', counts: countsOf(doc) }, digest, update: sound };
  } finally {
    doc.destroy();
  }
}

/** The catalog of a file; null for what is none. Takes the update and its buffer. */
export async function readCatalog(update: Uint8Array): Promise<Y.Doc | null> {
  const sound = await updateCheck.check(update);
  if (sound === null) return null;
  const doc = loaded(sound);
  return catalogMetaOf(doc).size + discussionsOf(doc).size + participantsOf(doc).size > 0 ? doc : null;
}

function loaded(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}
