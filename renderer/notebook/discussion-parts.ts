/** The parts of an open discussion beside posts and title: recaps, stances, what is set aside, sign-offs, reactions. */
import * as Y from 'yjs';
import { recapOf } from '../../shared/model/discussion-doc';
import {
  type Aside,
  apartKey,
  apartOf,
  asideOf,
  noteMerge,
  type Reaction,
  reactionKey,
  reactionsOf,
  readApart,
  readAside,
  readReactions,
  readRecaps,
  readSignoffs,
  readStances,
  recapsOf,
  type Signoff,
  type Stance,
  type StanceRecord,
  signoffsOf,
  stanceKey,
  stancesOf,
} from '../../shared/model/discussion-parts';
import { ORIGIN } from '../../shared/model/origins';
import { mergedStances } from '../../shared/recap/merges';
import type { DiscussionId, ParticipantId, PostId } from '../../shared/util/brand';
import { OpenEnding } from './discussion-ending';
import { idsIn, MergedPoints } from './merged-points';
import { Derived } from './readable';
import { OpenRecap } from './recap-document';
import type { DiscussionParts, Participant, RecapDocument } from './types';

export interface PartsHost {
  readonly discussion: DiscussionId;
  readonly me: ParticipantId;
  person(id: string): Participant;
  readonly recapUndo: (fragment: Y.XmlFragment) => Y.UndoManager;
  readonly onError: (error: unknown) => void;
}

export class OpenParts implements DiscussionParts {
  readonly ours: OpenRecap;
  readonly ending: OpenEnding;
  readonly own: Derived<readonly RecapDocument[]>;
  readonly stances: Derived<readonly StanceRecord[]>;
  readonly aside: Derived<ReadonlyMap<PostId, Aside>>;
  readonly apart: Derived<ReadonlySet<string>>;
  readonly signoffs: Derived<readonly Signoff[]>;
  readonly reactions: Derived<readonly Reaction[]>;
  private readonly merges: MergedPoints;
  private readonly recaps = new Map<Y.XmlFragment, OpenRecap>();
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly doc: Y.Doc,
    private readonly host: PartsHost,
  ) {
    this.ours = new OpenRecap('ours', () => null, true, recapOf(doc), host);
    const merged = (): void => {
      this.stances.invalidate();
      this.ending.carried.invalidate();
    };
    this.merges = new MergedPoints(doc, host.me, merged, host.onError);
    this.ending = new OpenEnding(doc, {
      discussion: host.discussion,
      me: host.me,
      ours: this.ours,
      merges: () => this.merges.get(),
      onError: host.onError,
    });
    this.own = this.derived(recapsOf(doc), () => this.readOwn());
    this.stances = this.derived(stancesOf(doc), () => mergedStances(readStances(doc), this.merges.get()));
    this.aside = this.derived(asideOf(doc), () => readAside(doc));
    this.apart = this.derived(apartOf(doc), () => readApart(doc));
    this.signoffs = this.derived(signoffsOf(doc), (): readonly Signoff[] => readSignoffs(doc));
    this.reactions = this.derived(reactionsOf(doc), (): readonly Reaction[] => readReactions(doc));
  }

  startMine(): RecapDocument {
    const { me } = this.host;
    const fragments = recapsOf(this.doc);
    if (!((fragments.get(me) as unknown) instanceof Y.XmlFragment)) {
      this.doc.transact(() => fragments.set(me, new Y.XmlFragment()), ORIGIN.person);
    }
    return this.recap(me, fragments.get(me) as Y.XmlFragment);
  }

  setStance(point: string, stance: Stance | null, reason: string): void {
    const key = stanceKey(point, this.host.me);
    if (stance !== null) {
      this.write(stancesOf(this.doc), key, { stance, reason: reason.trim(), at: Date.now() });
      return;
    }
    // Taken back is what is shown, also what was said of a point that went into this one.
    const gone = [...this.merges.get()].flatMap(([id, into]) => (into === point ? [id] : []));
    this.doc.transact(() => {
      for (const id of [point, ...gone]) stancesOf(this.doc).delete(stanceKey(id, this.host.me));
    }, ORIGIN.person);
  }

  noteMerged(kept: string, gone: string): void {
    const mine = recapsOf(this.doc).get(this.host.me);
    const recaps = [this.ours, ...((mine as unknown) instanceof Y.XmlFragment ? [this.startMine()] : [])];
    const written = recaps.find(({ fragment }) => idsIn(fragment).has(kept));
    if (written === undefined) return;
    // What was settled last still has it.
    const point = written.points.get().find(({ id }) => id === gone)?.node ?? null;
    const note = { kept, gone, by: this.host.me, recap: written.key };
    // An undo manager follows what it is the origin of.
    this.doc.transact(() => noteMerge(this.doc, note, point), written.undo);
  }

  setAside(post: PostId, reason: string | null): void {
    const value = reason === null ? null : { reason: reason.trim(), by: this.host.me, at: Date.now() };
    this.write(asideOf(this.doc), post, value);
  }

  setApart(a: string, b: string, yes: boolean): void {
    this.write(apartOf(this.doc), apartKey(a, b), yes ? { by: this.host.me, at: Date.now() } : null);
  }

  react(post: PostId, emoji: string, on: boolean): void {
    this.write(reactionsOf(this.doc), reactionKey(post, this.host.me, emoji), on ? Date.now() : null);
  }

  person(id: string): Participant {
    return this.host.person(id);
  }

  get me(): Participant {
    return this.host.person(this.host.me);
  }

  /** Names or colours changed. */
  namesChanged(): void {
    this.own.invalidate();
  }

  dispose(): void {
    for (const end of this.ends) end();
    for (const recap of this.recaps.values()) recap.dispose();
    this.merges.dispose();
    this.ending.dispose();
    this.ours.dispose();
  }

  private write(map: Y.Map<unknown>, key: string, value: unknown): void {
    this.doc.transact(() => {
      if (value === null) map.delete(key);
      else map.set(key, value);
    }, ORIGIN.person);
  }

  private derived<T>(map: Y.Map<unknown> | Y.Map<Y.XmlFragment>, compute: () => T): Derived<T> {
    const value = new Derived(compute);
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

  private readOwn(): readonly RecapDocument[] {
    const { me } = this.host;
    const found = [...readRecaps(this.doc)].map(([person, fragment]) => this.recap(person, fragment));
    const name = (recap: RecapDocument): string => recap.owner?.name ?? '';
    return found.sort(
      (a, b) =>
        Number(b.key === me) - Number(a.key === me) || name(a).localeCompare(name(b)) || (a.key < b.key ? -1 : 1),
    );
  }

  private recap(person: ParticipantId, fragment: Y.XmlFragment): OpenRecap {
    const known = this.recaps.get(fragment);
    if (known) return known;
    const { host } = this;
    const made = new OpenRecap(person, () => host.person(person), person === host.me, fragment, host);
    this.recaps.set(fragment, made);
    return made;
  }
}
