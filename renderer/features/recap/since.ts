/** What was not seen yet, as the recap's views share it: the list, the walk through it, the marks in the editor. */
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { changeWhat, namesOf } from '../../../shared/recap/change-groups';
import type { RecapChange } from '../../../shared/recap/changes';
import type { PostId } from '../../../shared/util/brand';
import type { ChangesHost, ChangesView, ShownChange } from '../../editor/changes/types';
import type { Discussion } from '../../notebook/types';
import { createStore, type ReadableValue, type Store } from '../../ui/store';
import { type SinceItem, sinceItems, stepFrom, type WalkPlace } from './since-walk';

/** What commands do with it, from outside. */
export interface SinceCommands {
  step(step: 1 | -1): void;
  /** Where the walk stands becomes seen, and the walk goes on. */
  accept(): void;
  acceptAll(): void;
}

export interface SinceView extends SinceCommands {
  readonly items: ReadableValue<readonly SinceItem[]>;
  readonly at: Store<WalkPlace | null>;
  readonly host: ChangesHost;
  acceptItems(items: readonly SinceItem[]): void;
  show(item: SinceItem): void;
  /** For screen readers: what a command just did. */
  readonly said: Store<string>;
  /** Puts other words into a block; false when it reads differently by now. */
  replaceWords(block: string, from: number, old: string, next: string): boolean;
}

export function namesIn(discussion: Discussion, people: readonly string[]): string {
  return namesOf(people, (person) => discussion.parts.person(person).name);
}

/** What it takes to show something. */
export interface Reach {
  readonly post: (post: PostId) => void;
  /** Brings our recap on screen; true when it was not there before. */
  readonly ours: () => boolean;
}

function shownChange(discussion: Discussion, change: RecapChange, current: boolean): ShownChange {
  const text = change.type === 'text';
  return {
    id: change.id,
    type: change.type,
    at: change.at,
    from: text ? change.from : 0,
    words: text ? change.words.flatMap((part) => (part.kind === 'removed' ? [] : [part.text])).join('') : '',
    label: `${namesIn(discussion, change.by)} ${changeWhat(change)}`,
    current,
  };
}

function createSince(discussion: Discussion, reach: () => Reach): SinceView & { readonly start: () => () => void } {
  const { since, newPosts, posts } = discussion;
  const newInOrder = (): readonly PostId[] => {
    const found = newPosts.get();
    return found.size === 0 ? [] : posts.get().flatMap(({ id, deleted }) => (found.has(id) && !deleted ? [id] : []));
  };
  const read = (): readonly SinceItem[] => sinceItems(newInOrder(), since.changes.get());
  const items = createStore(read());
  const at = createStore<WalkPlace | null>(null);
  const said = createStore('');
  const shown = createStore<readonly ShownChange[]>([]);
  const mark = (): void => {
    const here = at.get()?.id;
    shown.set(since.changes.get().map((change) => shownChange(discussion, change, change.id === here)));
  };
  let view: ChangesView | null = null;
  const show = (item: SinceItem): void => {
    at.set({ id: item.id, index: items.get().indexOf(item) });
    if (item.kind === 'post') reach().post(item.post);
    // An editor is there two frames after its page.
    else if (reach().ours()) requestAnimationFrame(() => requestAnimationFrame(() => view?.show(item.id)));
    else view?.show(item.id);
  };
  const acceptItems = (seen: readonly SinceItem[]): void => {
    since.acceptPosts(seen.flatMap((item) => (item.kind === 'post' ? [item.post] : [])));
    since.accept(seen.flatMap((item) => (item.kind === 'change' ? [item.id] : [])));
    items.set(read());
    if (items.get().length === 0) at.set(null);
    said.set(items.get().length === 0 ? 'Everything is seen' : 'Seen');
  };
  const step = (by: 1 | -1): void => {
    const next = stepFrom(items.get(), at.get(), by);
    const item = items.get().find((one) => one.id === next?.id);
    if (item === undefined) said.set('Nothing changed since you looked');
    else show(item);
  };
  return {
    items,
    at,
    said,
    show,
    step,
    acceptItems,
    host: {
      shown,
      attach(made) {
        view = made;
        since.watch(true);
        return () => {
          if (view !== made) return;
          view = null;
          since.watch(false);
        };
      },
    },
    accept() {
      const here = items.get().find((item) => item.id === at.get()?.id);
      if (here === undefined) {
        step(1);
        return;
      }
      acceptItems([here]);
      if (items.get().length > 0) step(1);
    },
    acceptAll: () => acceptItems(items.get()),
    replaceWords(block, from, old, next) {
      return view?.replaceWords(since.placeOf(block), from, old, next) ?? false;
    },
    start() {
      const changed = (): void => {
        items.set(read());
        mark();
      };
      const ends = [
        since.changes.subscribe(changed),
        newPosts.subscribe(changed),
        posts.subscribe(() => newPosts.get().size > 0 && changed()),
        at.subscribe(mark),
      ];
      changed();
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

export function useSince(discussion: Discussion, reach: Reach, ref: Ref<SinceCommands> | undefined): SinceView {
  const latest = useRef(reach);
  useEffect(() => {
    latest.current = reach;
  });
  const view = useMemo(() => createSince(discussion, () => latest.current), [discussion]);
  useEffect(() => view.start(), [view]);
  useImperativeHandle(ref, () => view, [view]);
  return view;
}
