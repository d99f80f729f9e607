/** What ties thread and recap together: citing, jumping both ways and back, setting aside. */
import { type RefObject, useEffect, useMemo } from 'react';
import { type Cite, type PointKind, type RecapPoint, readPoint } from '../../shared/model/point';
import { citeOf, kindFor, pointFrom } from '../../shared/recap/citing';
import { type Coverage, OURS, type PointPlace } from '../../shared/recap/coverage';
import type { PostId } from '../../shared/util/brand';
import { pointLabel } from '../editor';
import type { DropPlace } from '../features/recap/cite-drop';
import { citedPost } from '../features/recap/use-point-host';
import type { Added, RecapHandle } from '../features/recap/use-recap-editors';
import type { ThreadHandle } from '../features/thread/thread';
import type { ThreadRecap } from '../features/thread/thread-recap';
import type { Discussion, Post, RecapDocument } from '../notebook/types';
import type { DraggedPost } from '../ui/dragged-post';
import { createStore, type ReadableValue } from '../ui/store';
import type { AppModel } from './app-model';
import { coverageOf } from './coverage-source';
import { keysOf } from './shortcuts';

export interface RecapTies {
  readonly thread: ThreadRecap;
  readonly coverage: ReadableValue<Coverage>;
  readonly openCite: (cite: Cite) => void;
  readonly dropPost: (dropped: DraggedPost, place: DropPlace) => void;
  readonly showMissing: () => void;
  /** The command: adds what is selected in the thread, or the post in hand. */
  readonly addInHand: () => void;
}

export interface Panes {
  readonly thread: RefObject<ThreadHandle | null>;
  readonly recap: RefObject<RecapHandle | null>;
}

/** As many characters of a point as name it in a menu. */
const NAME = 60;

function pointName(point: RecapPoint | undefined, owner: string | null): string {
  if (point === undefined) return 'A point';
  const line = point.text.replace(/\s+/g, ' ').trim();
  const cut = line.slice(0, NAME).replace(/\s\S*$/, '');
  const text = line.length > NAME ? `${cut}…` : line;
  const whose = owner === null ? '' : ` (${owner})`;
  return `${pointLabel(point)}: ${text === '' ? 'no text yet' : text}${whose}`;
}

function recapOf({ parts }: Discussion, key: string): RecapDocument | undefined {
  return key === OURS ? parts.ours : parts.own.get().find((one) => one.key === key);
}

/** To what had the focus there, or to the text; what is in view stays in view. */
function returnToRecap(from: Element | null): void {
  const pane = document.querySelector<HTMLElement>('[data-region="recap"]');
  const there = from instanceof HTMLElement && pane?.contains(from) === true ? from : null;
  (there ?? pane?.querySelector<HTMLElement>('[role="textbox"]') ?? pane)?.focus({ preventScroll: true });
}

function isInRecap(target: EventTarget | null): target is Element {
  return target instanceof Element && target.closest('[data-region="recap"]') !== null;
}

function createTies(model: AppModel, discussion: Discussion, panes: Panes) {
  const { notices } = model;
  const coverage = coverageOf(discussion);
  const wayBack = createStore<(() => void) | null>(null);
  /** The post from which a point was shown. */
  let cameFrom: PostId | null = null;
  let told = (): void => undefined;
  /** Takes away the word that something was added: whoever goes on in the recap has seen it, and needs the room. */
  let seen = (): void => undefined;

  /** As it reads now, not a moment ago: it may just have been typed. */
  const pointAt = ({ recap, id }: PointPlace): RecapPoint | undefined => {
    const blocks = recapOf(discussion, recap)?.read().content ?? [];
    const node = blocks.find((block) => block.type === 'point' && block.attrs?.['id'] === id);
    return node === undefined ? undefined : readPoint(node, 0, '');
  };
  const nameOf = (place: PointPlace): string => {
    const owner = recapOf(discussion, place.recap)?.owner ?? null;
    return pointName(pointAt(place), owner === null ? null : owner.name);
  };
  const showPoint = (place: PointPlace, from: PostId | null): void => {
    wayBack.set(null);
    if (panes.recap.current?.showPoint(place) === true) cameFrom = from;
  };
  const tellAdded = (added: Added | null, title: string, from: PostId): void => {
    // One at a time: what was added before is seen in the recap.
    told();
    if (added === null) {
      told = notices.tell({ tone: 'info', title: 'The point cites this already' });
      return;
    }
    const recap = recapOf(discussion, added.place.recap);
    told = notices.tell(
      {
        tone: 'info',
        title,
        action: { label: 'Undo', run: added.undo },
        second: { label: 'Show', run: () => showPoint(added.place, from) },
      },
      { stillTrue: added.isThere, watch: (listener) => recap?.points.subscribe(listener) ?? (() => undefined) },
    );
    seen = told;
  };
  const pointOf = (post: Post, passage: string, kind: PointKind | null) =>
    pointFrom({
      id: crypto.randomUUID(),
      kind: kind ?? kindFor(passage),
      post: citedPost(post),
      passage,
      me: discussion.parts.me.id,
    });
  const addedWords = ({ place }: Added): string =>
    place.recap === OURS ? 'Added to the recap' : 'Added to your own recap';
  const cite = (place: PointPlace, post: Post, passage: string): void =>
    tellAdded(
      panes.recap.current?.cite(place, citeOf(citedPost(post), passage)) ?? null,
      'The point cites it now',
      post.id,
    );

  const thread: ThreadRecap = {
    coverage,
    wayBack,
    addKeys: keysOf('recap.add', model.mac),
    add(post, passage, kind) {
      const added = panes.recap.current?.add(pointOf(post, passage, kind));
      if (added !== undefined) tellAdded(added, addedWords(added), post.id);
    },
    openPoint() {
      const place = panes.recap.current?.openPoint() ?? null;
      return place === null ? null : nameOf(place);
    },
    citeForOpenPoint(post, passage) {
      const place = panes.recap.current?.openPoint() ?? null;
      if (place !== null) cite(place, post, passage);
    },
    pointsOf(post) {
      const found = coverage.get().posts.get(post);
      return [...(found?.points ?? []), ...(found?.own ?? [])].map((place) => ({ place, name: nameOf(place) }));
    },
    showPoint,
    setAside(post, reason) {
      const before = discussion.parts.aside.get().get(post.id)?.reason ?? null;
      discussion.parts.setAside(post.id, reason);
      told();
      const title = reason === null ? 'No longer set aside' : reason === '' ? 'Set aside' : `Set aside: ${reason}`;
      told = notices.tell(
        { tone: 'info', title, action: { label: 'Undo', run: () => discussion.parts.setAside(post.id, before) } },
        {
          stillTrue: () => (discussion.parts.aside.get().get(post.id)?.reason ?? null) === reason,
          watch: (listener) => discussion.parts.aside.subscribe(listener),
        },
      );
    },
  };

  const ties: RecapTies = {
    thread,
    coverage,
    openCite(cited) {
      const from = document.activeElement;
      const there = cited.discussion === null || cited.discussion === discussion.id;
      if (
        !there &&
        cited.discussion !== null &&
        model.discussions.openPost(cited.discussion, cited.post, cited.passage)
      )
        return;
      if (!there || panes.thread.current?.showPost(cited.post, cited.passage) !== true) {
        notices.tell({
          tone: 'info',
          title: there ? 'This has not arrived on this device yet' : 'This was said in another discussion',
          detail: cited.passage === '' ? cited.label : `${cited.label}: “${cited.passage}”`,
        });
        return;
      }
      cameFrom = null;
      wayBack.set(() => {
        wayBack.set(null);
        returnToRecap(from);
      });
    },
    dropPost({ post: id, passage }, place) {
      const post = discussion.posts.get().find((one) => one.id === id && !one.deleted);
      if (post === undefined) return;
      if (place.kind === 'point') {
        cite(place.point, post, passage);
        return;
      }
      const added = panes.recap.current?.addAt(place.gap, pointOf(post, passage, null)) ?? null;
      if (added !== null) tellAdded(added, addedWords(added), id);
    },
    showMissing: () => panes.thread.current?.walkMissing(1),
    addInHand() {
      if (panes.thread.current?.addToRecap() === true) return;
      notices.tell({
        tone: 'info',
        title: 'Nothing is chosen in the thread',
        detail: 'Select some words, or go to what somebody wrote, and press the keys again.',
      });
    },
  };
  return {
    ties,
    /**
     * Esc in the recap, right after a point was shown from the thread, leads back to where one read. Heard before the
     * editor, for which Esc in a point means something else.
     */
    onKey(event: KeyboardEvent): void {
      if (cameFrom === null || !isInRecap(event.target) || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key))
        return;
      const post = cameFrom;
      cameFrom = null;
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      panes.thread.current?.showPost(post, '');
    },
    onPointer({ target }: PointerEvent): void {
      if (!isInRecap(target)) return;
      cameFrom = null;
      if (target.closest('button, input, a') !== null) seen();
    },
    onInput({ target }: Event): void {
      if (isInRecap(target)) seen();
    },
    /** Whoever goes elsewhere by themselves needs no way back. */
    onFocus(event: FocusEvent): void {
      if (!(event.target instanceof Element)) return;
      if (event.target.closest('[data-region="thread"]') === null) wayBack.set(null);
      else cameFrom = null;
    },
    end: () => told(),
  };
}

/** Null while no discussion is shown. */
export function useRecapTies(model: AppModel, discussion: Discussion | null, panes: Panes): RecapTies | null {
  const { thread, recap } = panes;
  const made = useMemo(
    () => (discussion === null ? null : createTies(model, discussion, { thread, recap })),
    [model, discussion, thread, recap],
  );
  useEffect(() => {
    if (made === null) return;
    window.addEventListener('keydown', made.onKey, true);
    window.addEventListener('pointerdown', made.onPointer, true);
    window.addEventListener('beforeinput', made.onInput);
    window.addEventListener('focusin', made.onFocus);
    return () => {
      window.removeEventListener('keydown', made.onKey, true);
      window.removeEventListener('pointerdown', made.onPointer, true);
      window.removeEventListener('beforeinput', made.onInput);
      window.removeEventListener('focusin', made.onFocus);
      made.end();
    };
  }, [made]);
  return made?.ties ?? null;
}
