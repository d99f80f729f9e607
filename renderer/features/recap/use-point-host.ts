/** What points know of the discussion around them: their posts, the people, and the places below them. */
import { useEffect, useMemo, useRef } from 'react';
import { plainText } from '../../../shared/markdown';
import type { Cite } from '../../../shared/model/point';
import type { RichTextNode } from '../../../shared/model/rich-text';
import { UNKNOWN_AUTHOR } from '../../../shared/model/unknown-author';
import { type Cited, changedWords, pointFrom } from '../../../shared/recap/citing';
import type { DiscussionId } from '../../../shared/util/brand';
import type { CiteFacts, PointHost, QuotablePost } from '../../editor/types';
import type { Discussion, Participant, Post } from '../../notebook/types';
import { fullTime, postTime } from '../../ui/date-words';
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

/** What a citation keeps for when the post cannot be read: `Today` would be wrong tomorrow. */
export function keptLabel(post: Post): string {
  return post.createdAt === null ? post.author.name : `${post.author.name}, ${fullTime(post.createdAt)}`;
}

export function citedPost(post: Post): Cited {
  return {
    id: post.id,
    author: post.author.id,
    body: post.body,
    text: postText(post),
    label: keptLabel(post),
  };
}

/** What the chip of a citation shows; the passage still being there is what counts, not the time of an edit. */
export function citeFacts(cite: Cite, post: Post | undefined, now: number, here: DiscussionId): CiteFacts {
  if (cite.discussion !== null && cite.discussion !== here)
    return { label: cite.label, colour: null, state: 'elsewhere' };
  if (post === undefined) return { label: cite.label || 'A post', colour: null, state: 'missing' };
  const facts = { label: citeLabel(post, now), colour: post.author.colour };
  if (post.deleted) return { ...facts, state: 'deleted' };
  const changed = changedWords(cite, postText(post));
  return changed === '' ? { ...facts, state: 'here' } : { ...facts, state: 'edited', note: changed };
}

/** Those who can own or agree: not whom an imported text left without a name, and members once, under their own name. */
function people(discussion: Discussion, me: Participant): Participant[] {
  const all = [me, ...discussion.meta.get().people.filter((person) => person.id !== me.id)];
  const isGuest = ({ id }: Participant): boolean => id.startsWith('guest:');
  const members = new Set(all.filter((person) => !isGuest(person)).map(({ name }) => name));
  return all.filter((person) => !isGuest(person) || (person.name !== UNKNOWN_AUTHOR && !members.has(person.name)));
}

function quotable(discussion: Discussion, now: number): QuotablePost[] {
  const me = discussion.parts.me.id;
  return discussion.posts.get().flatMap((post) => {
    if (post.deleted) return [];
    const cited = citedPost(post);
    const point = (): RichTextNode => pointFrom({ id: '', kind: 'quote', post: cited, passage: '', me });
    return [{ id: post.id, label: citeLabel(post, now), colour: post.author.colour, text: cited.text, point }];
  });
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
    let known: { readonly posts: readonly Post[]; readonly byId: ReadonlyMap<string, Post> } | null = null;
    const post = (id: string): Post | undefined => {
      const posts = discussion.posts.get();
      if (known?.posts !== posts) known = { posts, byId: new Map(posts.map((one) => [one.id, one])) };
      return known.byId.get(id);
    };
    const host: PointHost = {
      facts,
      cite: (cite) => citeFacts(cite, post(cite.post), Date.now(), discussion.id),
      openCite: (cite) => open.current(cite),
      merged: (kept, gone) => discussion.parts.noteMerged(kept, gone),
      people: () => people(discussion, discussion.parts.me),
      quotable: () => quotable(discussion, Date.now()),
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
