/** How an open discussion comes to its end: review, sign-offs with what was signed, the finish, and what is carried on. */
import type * as Y from 'yjs';
import { metaOf, peopleOf, readPerson, readPosts, statusOf } from '../../shared/model/discussion-doc';
import { readAside, signoffsOf } from '../../shared/model/discussion-parts';
import type { DiscussionStatus } from '../../shared/model/export-document';
import {
  type Carried,
  carriedOf,
  type Ending,
  keepSigned,
  readCarried,
  readEnding,
  readSigned,
} from '../../shared/model/finishing';
import { ORIGIN } from '../../shared/model/origins';
import { readPoints } from '../../shared/model/point';
import { coverageCounter } from '../../shared/recap/coverage';
import { leftOutOf, missingIn } from '../../shared/recap/finishing';
import type { Merges } from '../../shared/recap/merges';
import { signedBlocks, versionOf } from '../../shared/recap/versions';
import type { DiscussionId, ParticipantId } from '../../shared/util/brand';
import { isDiscussionId } from './names';
import { Derived } from './readable';
import type { DiscussionEnding, RecapDocument } from './types';

export interface EndingHost {
  readonly discussion: DiscussionId;
  readonly me: ParticipantId;
  readonly ours: RecapDocument;
  /** Which points went into others. */
  merges(): Merges;
  readonly onError: (error: unknown) => void;
}

export class OpenEnding implements DiscussionEnding {
  readonly state: Derived<Ending>;
  readonly carried: Derived<readonly Carried[]>;
  readonly members: Derived<readonly ParticipantId[]>;
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly doc: Y.Doc,
    private readonly host: EndingHost,
  ) {
    this.state = this.derived(metaOf(doc), () => this.readEnding(), sameEnding);
    this.carried = this.derived(carriedOf(doc), () => this.readCarried());
    this.members = this.derived(peopleOf(doc) as Y.Map<unknown>, () => this.readMembers(), sameList);
  }

  signedBlocks(version: string) {
    return readSigned(this.doc, version);
  }

  signOff(yes: boolean): void {
    const blocks = signedBlocks(this.host.ours.read());
    const version = yes ? versionOf(blocks) : null;
    this.doc.transact(() => {
      if (version === null) signoffsOf(this.doc).delete(this.host.me);
      else signoffsOf(this.doc).set(this.host.me, { at: Date.now(), version });
      keepSigned(this.doc, version, blocks);
    }, ORIGIN.person);
  }

  /** The status, and with it what has to be remembered of the step. [FI8] [FI11] */
  setStatus(status: DiscussionStatus): void {
    if (statusOf(this.doc) === status) return;
    const meta = metaOf(this.doc);
    const { me } = this.host;
    this.doc.transact(() => {
      meta.set('status', status);
      if (status === 'review') meta.set('review', { at: Date.now(), by: me });
      if (status !== 'finished') return;
      const blocks = signedBlocks(this.host.ours.read());
      const version = versionOf(blocks);
      meta.set('finished', { at: Date.now(), by: me, version, leftOut: this.leftOut() });
      keepSigned(this.doc, version, blocks);
    }, ORIGIN.person);
  }

  noteCarried(points: readonly string[], into: { readonly discussion: DiscussionId; readonly title: string }): void {
    this.doc.transact(() => {
      for (const point of points) {
        if (point !== '') carriedOf(this.doc).set(`${point}/${into.discussion}`, { title: into.title, at: Date.now() });
      }
    }, ORIGIN.person);
  }

  noteCarriedFrom(from: { readonly discussion: DiscussionId; readonly title: string }): void {
    this.doc.transact(() => metaOf(this.doc).set('carriedFrom', { ...from, at: Date.now() }), ORIGIN.person);
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  /** What leads into another discussion must name one: by another name a peer could have the catalog opened as one. */
  private readEnding(): Ending {
    const ending = readEnding(this.doc);
    const { carriedFrom } = ending;
    return carriedFrom === null || isDiscussionId(carriedFrom.discussion) ? ending : { ...ending, carriedFrom: null };
  }

  private readCarried(): readonly Carried[] {
    const into = this.host.merges();
    const all = readCarried(this.doc).filter((one) => isDiscussionId(one.discussion));
    if (into.size === 0) return all;
    const now = all.map((one) => ({ ...one, point: into.get(one.point) ?? one.point }));
    // Both went on into the same discussion: told once.
    return [...new Map(now.map((one) => [`${one.point}/${one.discussion}`, one])).values()];
  }

  private leftOut() {
    const posts = readPosts(this.doc).map(({ id, author, deletedAt }) => ({
      id,
      author: { id: author },
      deleted: deletedAt !== null,
    }));
    const ours = readPoints(this.host.ours.read());
    const coverage = coverageCounter()({
      discussion: this.host.discussion,
      posts,
      ours,
      own: [],
      aside: readAside(this.doc),
    });
    return leftOutOf(missingIn(coverage, ours));
  }

  private readMembers(): readonly ParticipantId[] {
    return [...peopleOf(this.doc)]
      .filter(([id, person]) => !id.startsWith('guest:') && readPerson(person) !== null)
      .map(([id]) => id as ParticipantId)
      .sort();
  }

  private derived<T>(map: Y.Map<unknown>, compute: () => T, equal?: (a: T, b: T) => boolean): Derived<T> {
    const value = new Derived(compute, equal);
    const changed = (): void => {
      try {
        value.invalidate();
      } catch (error) {
        this.host.onError(error);
      }
    };
    map.observe(changed);
    this.ends.push(() => map.unobserve(changed));
    return value;
  }
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function sameEnding(a: Ending, b: Ending): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
