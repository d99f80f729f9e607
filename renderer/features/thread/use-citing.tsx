/** Citing from the thread: by button, menu, selection, key and drag; and the words, menus and ways back that go with it. */
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PointKind } from '../../../shared/model/point';
import type { Coverage } from '../../../shared/recap/coverage';
import type { PostId } from '../../../shared/util/brand';
import { CopyContext, selectedText } from '../../editor';
import type { Post } from '../../notebook/types';
import { writeDraggedPost } from '../../ui/dragged-post';
import { afterLayer } from '../../ui/layer';
import { MenuAt, type MenuEntry } from '../../ui/menu';
import { chooseSentence, chosenWords } from './chosen-words';
import { putOutPassage } from './lit-passage';
import { asideEntries, type PostMenu, postEntries, wordsEntries } from './post-menu';
import { postText } from './post-text';
import { ReasonDialog } from './reason-dialog';
import type { ThreadRecap } from './thread-recap';
import type { WalkControl } from './use-walk';
import { WordsBar } from './words-bar';

export interface Citing {
  /** Adds a post, or the words that are selected in it. */
  readonly onAdd: (post: Post) => void;
  readonly onMenu: (post: Post, button: HTMLElement) => void;
  readonly onAside: (post: Post, button: HTMLElement) => void;
  /** Adds what is selected, else the post that has or had the focus; false when there is none. */
  readonly addInHand: () => boolean;
  /** The post that has or had the focus. */
  readonly postInHand: () => Post | null;
  /** For the list of posts. */
  readonly events: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onDragStart: (event: DragEvent) => void;
    readonly onContextMenu: (event: MouseEvent) => void;
    readonly onFocus: (event: { readonly target: EventTarget }) => void;
  };
  /** Menus and bars over the thread. */
  readonly overlay: ReactNode;
}

interface OpenMenu {
  readonly at: { readonly x: number; readonly y: number };
  readonly entries: readonly MenuEntry[];
}

const articleOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Node
    ? ((target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>('[data-post]') ?? null)
    : null;

function below(button: HTMLElement): OpenMenu['at'] {
  const box = button.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 4 };
}

export function useCiting(
  scroller: RefObject<HTMLDivElement | null>,
  recap: ThreadRecap,
  coverage: Coverage,
  byId: ReadonlyMap<PostId, Post>,
  walk: WalkControl,
): Citing {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [asking, setAsking] = useState<Post | null>(null);
  const [view, setView] = useState<HTMLElement | null>(null);
  const inHand = useRef<PostId | null>(null);
  const copy = useContext(CopyContext);
  const latest = useRef({ coverage, byId });
  useLayoutEffect(() => {
    latest.current = { coverage, byId };
  });
  useEffect(() => setView(scroller.current), [scroller]);

  const { dealtWith } = walk;
  const add = useCallback(
    (post: Post, passage: string, kind: PointKind | null) => {
      recap.add(post, passage, kind);
      dealtWith(post.id);
    },
    [recap, dealtWith],
  );
  const setAside = useCallback(
    (post: Post, reason: string | null) => {
      recap.setAside(post, reason);
      if (reason !== null) dealtWith(post.id);
    },
    [recap, dealtWith],
  );
  const addChosen = useCallback((): boolean => {
    const words = chosenWords(scroller.current);
    const post = words === null ? undefined : latest.current.byId.get(words.post);
    if (words === null || post === undefined) return false;
    add(post, words.passage, null);
    document.getSelection()?.removeAllRanges();
    return true;
  }, [add, scroller]);

  const menuOf = useCallback(
    (post: Post): PostMenu | null => {
      const standing = latest.current.coverage.posts.get(post.id);
      if (standing === undefined) return null;
      return {
        post,
        standing,
        recap,
        show: (...what) => afterLayer(() => recap.showPoint(...what)),
        add: (...what) => afterLayer(() => add(...what)),
        setAside: (...what) => afterLayer(() => setAside(...what)),
        askReason: setAsking,
        copy,
      };
    },
    [recap, add, setAside, copy],
  );
  const open = useCallback((at: OpenMenu['at'], entries: readonly MenuEntry[]) => setMenu({ at, entries }), []);
  const onMenu = useCallback(
    (post: Post, button: HTMLElement) => {
      const of = menuOf(post);
      if (of !== null) open(below(button), postEntries(of));
    },
    [menuOf, open],
  );
  const onAside = useCallback(
    (post: Post, button: HTMLElement) => {
      const of = menuOf(post);
      if (of !== null) open(below(button), asideEntries(of));
    },
    [menuOf, open],
  );
  const onAdd = useCallback(
    (post: Post) => {
      if (chosenWords(scroller.current)?.post !== post.id || !addChosen()) add(post, '', null);
    },
    [add, addChosen, scroller],
  );
  const postInHand = useCallback((): Post | null => {
    const post = inHand.current === null ? undefined : latest.current.byId.get(inHand.current);
    return post === undefined || post.deleted ? null : post;
  }, []);
  const addInHand = useCallback((): boolean => {
    if (addChosen()) return true;
    const post = postInHand();
    if (post !== null) add(post, '', null);
    return post !== null;
  }, [add, addChosen, postInHand]);

  const events = useMemo<Citing['events']>(
    () => ({
      onFocus({ target }) {
        inHand.current = (articleOf(target)?.dataset['post'] as PostId | undefined) ?? null;
      },
      onKeyDown(event) {
        const { key, target, ctrlKey, metaKey, altKey } = event;
        const article = articleOf(target);
        const chosen = chosenWords(scroller.current);
        if (key === 'Escape') {
          const back = recap.wayBack.get();
          if (chosen !== null) document.getSelection()?.removeAllRanges();
          else if (back !== null) {
            putOutPassage();
            back();
          } else if (walk.walk !== null) walk.end();
          else return;
          event.preventDefault();
          return;
        }
        // Letters are keys of the post itself, never of a field or a button in it.
        if (ctrlKey || metaKey || altKey || article === null || target !== article) return;
        const post = latest.current.byId.get(article.dataset['post'] as PostId);
        if (post === undefined || post.deleted) return;
        if (key === 's' || key === 'S') chooseSentence(article, event.shiftKey);
        else if (key === 'a' || key === 'A' || (key === 'Enter' && chosen !== null)) onAdd(post);
        else if (key === 'x' || key === 'X') onAside(post, article.querySelector<HTMLElement>('.standing') ?? article);
        else if (key === 'c' || key === 'C')
          copy?.(selectedText() ?? postText(post), event.shiftKey ? 'rich' : 'markdown');
        else if (key === 'n' || key === 'N') walk.step(1);
        else if (key === 'p' || key === 'P') walk.step(-1);
        else return;
        event.preventDefault();
      },
      onDragStart(event) {
        const article = articleOf(event.target);
        if (article === null) return;
        const post = article.dataset['post'] as PostId;
        const whole = event.target instanceof Element && event.target.matches('[draggable="true"]');
        const words = whole ? null : chosenWords(scroller.current);
        if (whole) {
          event.dataTransfer.effectAllowed = 'copy';
          event.dataTransfer.setDragImage(article, 24, 20);
        } else if (words?.post !== post) return;
        writeDraggedPost(event.dataTransfer, { post, passage: words?.passage ?? '' });
      },
      onContextMenu(event) {
        const { target } = event;
        const article = articleOf(target);
        const post = latest.current.byId.get((article?.dataset['post'] ?? '') as PostId);
        // Over selected words, links and pictures the menu of the system has more to offer.
        const other = document.getSelection()?.isCollapsed === false;
        if (post === undefined || other || (target as Element).closest('a, img, [contenteditable], input')) return;
        const of = menuOf(post);
        if (of === null) return;
        event.preventDefault();
        open({ x: event.clientX, y: event.clientY }, postEntries(of));
      },
    }),
    [scroller, recap, walk, onAdd, onAside, menuOf, open, copy],
  );

  const overlay = (
    <>
      {view !== null && (
        <WordsBar
          thread={view}
          onAdd={(words, kind) => {
            const post = byId.get(words.post);
            if (post !== undefined) add(post, words.passage, kind);
            document.getSelection()?.removeAllRanges();
          }}
          onMore={(words, button) => {
            const post = byId.get(words.post);
            if (post !== undefined) {
              open(below(button), wordsEntries({ post, recap, add, copy }, words.passage, selectedText()));
            }
          }}
        />
      )}
      {menu !== null && <MenuAt at={menu.at} entries={menu.entries} onClose={() => setMenu(null)} />}
      {asking !== null && (
        <ReasonDialog
          post={asking}
          onReason={(reason) => {
            setAsking(null);
            afterLayer(() => setAside(asking, reason));
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
  return { onAdd, onMenu, onAside, addInHand, postInHand, events, overlay };
}
