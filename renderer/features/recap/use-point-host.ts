/** What points know of the discussion around them: their posts, the people, and the places below them. */
import { useEffect, useMemo, useRef } from 'react';
import { plainText } from '../../../shared/markdown';
import { type Cite, textMark } from '../../../shared/model/point';
import type { CiteFacts, PointHost } from '../../editor/types';
import type { Discussion, Participant, Post } from '../../notebook/types';
import { postTime } from '../../ui/date-words';
import { createStore, type ReadableValue, type Store } from '../../ui/store';

/** The places below points, in which this part of the app draws: element → id of the point. */
export type PointSlots = ReadonlyMap<HTMLElement, string>;

const TEXTS = new WeakMap<Post, string>();

/** The words of a post as cites see them. */
export function postText(post: Post): string {
  const known = TEXTS.get(post);
  if (known !== undefined) return known;
  const text = plainText(post.body);
  TEXTS.set(post, text);
  return text;
}

export function citeLabel(post: Post, now: number): string {
  return post.createdAt === null ? post.author.name : `${post.author.name}, ${postTime(post.createdAt, now)}`;
}

/** What the chip of a citation shows; the passage still being there is what counts, not the time of an edit. */
export function citeFacts(cite: Cite, post: Post | undefined, now: number): CiteFacts {
  if (cite.discussion !== null) return { label: cite.label, colour: null, state: 'elsewhere' };
  if (post === undefined) return { label: cite.label || 'A post', colour: null, state: 'missing' };
  const facts = { label: citeLabel(post, now), colour: post.author.colour };
  if (post.deleted) return { ...facts, state: 'deleted' };
  const text = postText(post);
  const same = cite.passage === '' ? cite.seen === '' || cite.seen === textMark(text) : text.includes(cite.passage);
  return { ...facts, state: same ? 'here' : 'edited' };
}

function people(discussion: Discussion, me: Participant): Participant[] {
  const all = discussion.meta.get().people;
  return [me, ...all.filter((person) => person.id !== me.id)];
}

/** Changes of one moment are made in one copy: an editor of 1,000 points opens with as many places at once. */
function gathered(slots: Store<PointSlots>): (change: (now: Map<HTMLElement, string>) => void) => void {
  let next: Map<HTMLElement, string> | null = null;
  return (change) => {
    if (next === null) {
      next = new Map(slots.get());
      queueMicrotask(() => {
        if (next !== null) slots.set(next);
        next = null;
      });
    }
    change(next);
  };
}

export function usePointHost(
  discussion: Discussion,
  onOpenCite: (cite: Cite) => void,
): { readonly host: PointHost; readonly slots: ReadableValue<PointSlots> } {
  const open = useRef(onOpenCite);
  useEffect(() => {
    open.current = onOpenCite;
  });
  const made = useMemo(() => {
    const facts = createStore<object>({});
    const slots = createStore<PointSlots>(new Map());
    const change = gathered(slots);
    const post = (id: string): Post | undefined => discussion.posts.get().find((one) => one.id === id);
    const host: PointHost = {
      facts,
      cite: (cite) => citeFacts(cite, post(cite.post), Date.now()),
      openCite: (cite) => open.current(cite),
      people: () => people(discussion, discussion.parts.me),
      slot(point, element) {
        change((now) => now.set(element, point));
        return () => change((now) => now.delete(element));
      },
    };
    return { host, slots, facts };
  }, [discussion]);
  useEffect(() => {
    const tell = (): void => made.facts.set({});
    const ends = [discussion.posts.subscribe(tell), discussion.meta.subscribe(tell)];
    return () => {
      for (const end of ends) end();
    };
  }, [discussion, made]);
  return made;
}
