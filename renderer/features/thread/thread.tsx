/** The middle column: title and status, the posts, and the composer. */
import { ArrowDown } from 'lucide-react';
import { Fragment, type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import type { DiscussionStatus } from '../../../shared/model/export-document';
import { nearestWords } from '../../../shared/recap/citing';
import type { PostId } from '../../../shared/util/brand';
import type { CopiedText } from '../../editor';
import type { CaretUser } from '../../editor/types';
import type { Discussion, Post } from '../../notebook/types';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { Composer, type ComposerHandle } from './composer';
import { lightPassage, putOutPassage } from './lit-passage';
import { useNearView } from './near-view';
import { PostItem } from './post-item';
import { postText } from './post-text';
import { shownText } from './shown-text';
import { ThreadHeader } from './thread-header';
import type { ThreadRecap } from './thread-recap';
import { goOnAt } from './thread-words';
import type { TitleFieldHandle } from './title-field';
import { useCiting } from './use-citing';
import { useThreadScroll } from './use-thread-scroll';
import { useWalk } from './use-walk';
import { WalkBar } from './walk-bar';
import './thread.css';

export interface ThreadHandle {
  /** Puts the caret in the title, all of it selected. */
  focusTitle(): void;
  focusComposer(): void;
  /** Scrolls to a post and lights it, and the passage in it unless that is ''; false when there is no such post. */
  showPost(id: PostId, passage: string): boolean;
  /** Adds what is selected, or the post in hand, to the recap; false when there is none. */
  addToRecap(): boolean;
  /** The post that has or had the focus, to be copied. */
  textInHand(): CopiedText | null;
  /** Walks on through what is missing from the recap; begins when there is no walk. */
  walkMissing(step: 1 | -1): void;
}

export interface ThreadProps {
  readonly discussion: Discussion;
  readonly user: CaretUser;
  readonly submitKeys: string;
  readonly ref?: Ref<ThreadHandle>;
  readonly recap: ThreadRecap;
  readonly onStatus: (status: DiscussionStatus) => void;
  /** Called after a post was deleted, to offer Undo. */
  readonly onDeleted: (post: Post) => void;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

/** A feed must have articles in it, so an empty thread is none. It is reachable by keyboard to be scrolled. */
const FEED = { role: 'feed', 'aria-label': 'Posts', tabIndex: 0 } as const;

/** Lights the words that are cited, and brings them into view in a post that is longer than the page. */
function showPassage(scroller: HTMLElement | null, id: PostId, passage: string): void {
  putOutPassage();
  const body = scroller?.querySelector(`[data-post="${CSS.escape(id)}"] .post-body`);
  const shown = body == null ? null : shownText(body);
  // Words that were changed since: the sentence that stands in their place.
  const range = shown === null ? null : (shown.find(passage) ?? shown.find(nearestWords(shown.text, passage)));
  if (range === null || scroller === null) return;
  lightPassage(range);
  const [words, view] = [range.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (words.top < view.top || words.bottom > view.bottom) {
    scroller.scrollTop += words.top - view.top - view.height / 3;
  }
}

export function Thread(props: ThreadProps) {
  const { discussion, onDeleted } = props;
  const meta = useReadable(discussion.meta);
  const posts = useReadable(discussion.posts);
  const newPosts = useReadable(discussion.newPosts);
  const byId = useMemo(() => new Map(posts.map((post) => [post.id, post])), [posts]);
  const firstNew = useMemo(() => posts.find((post) => newPosts.has(post.id))?.id ?? null, [posts, newPosts]);
  const alive = useMemo(() => posts.filter((post) => !post.deleted).length, [posts]);

  const scroller = useRef<HTMLDivElement>(null);
  const title = useRef<TitleFieldHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const near = useNearView(scroller, discussion, posts.length);
  const scroll = useThreadScroll(scroller, discussion, posts, firstNew, near);
  const { jumpTo, focusOn, lit } = scroll;
  const coverage = useReadable(props.recap.coverage);
  const walk = useWalk(scroller, discussion, posts, coverage);
  const citing = useCiting(scroller, props.recap, coverage, byId, walk);
  const wayBack = useReadable(props.recap.wayBack);
  const walkedAt = walk.walk?.at ?? null;

  useImperativeHandle(props.ref, () => ({
    focusTitle: () => title.current?.select(),
    focusComposer: () => composer.current?.focus(),
    showPost(id, passage) {
      if (!byId.has(id)) return false;
      if (!walk.shown.some((post) => post.id === id)) walk.showOnly(false);
      requestAnimationFrame(() => {
        jumpTo(id);
        requestAnimationFrame(() => showPassage(scroller.current, id, passage));
      });
      return true;
    },
    addToRecap: citing.addInHand,
    textInHand() {
      const post = citing.postInHand();
      return post === null ? null : postText(post);
    },
    walkMissing: walk.step,
  }));

  const { jumpToEnd } = scroll;
  const toNewest = (): void => {
    jumpToEnd();
    // The button goes; reading goes on at the last post.
    const last = posts.at(-1);
    if (last !== undefined) scroll.focusOn(last.id);
  };
  const onReply = useCallback((post: Post) => composer.current?.replyTo(post), []);
  const onJump = useCallback((post: Post) => jumpTo(post.id), [jumpTo]);
  const onDelete = useCallback(
    (post: Post) => {
      const next = goOnAt(discussion.posts.get(), post.id);
      discussion.deletePost(post.id);
      onDeleted(post);
      // After the button that was pressed is gone.
      requestAnimationFrame(() => focusOn(next));
    },
    [discussion, onDeleted, focusOn],
  );

  return (
    <section className="thr" id="pane-thread" aria-label="Thread" data-region="thread" tabIndex={-1}>
      <ThreadHeader
        key={discussion.id}
        discussion={discussion}
        meta={meta}
        postCount={alive}
        onStatus={props.onStatus}
        onEnter={() => composer.current?.focus()}
        titleRef={title}
      />
      {walk.walk !== null && (
        <WalkBar
          walk={walk.walk}
          missing={coverage.missing}
          post={walkedAt === null ? null : (byId.get(walkedAt) ?? null)}
          onStep={walk.step}
          onAdd={citing.onAdd}
          onAside={citing.onAside}
          onOnly={walk.showOnly}
          onRestart={walk.restart}
          onEnd={walk.end}
        />
      )}
      <div className="thr-view">
        {wayBack !== null && (
          <Button className="thr-back" onClick={wayBack}>
            Back to the recap <Kbd keys="Esc" />
          </Button>
        )}
        <div
          className="thr-scroll"
          ref={scroller}
          onScroll={scroll.onScroll}
          {...citing.events}
          {...(posts.length === 0 ? {} : FEED)}
        >
          {posts.length === 0 && (
            <p className="thr-empty">
              Nothing has been said yet. Write the first post below, or drop a text file on the window to make a
              discussion out of it.
            </p>
          )}
          {walk.shown.map((post) => (
            <Fragment key={post.id}>
              {post.id === firstNew && <p className="thr-since">new since you last looked</p>}
              <PostItem
                post={post}
                discussion={discussion}
                parent={post.replyTo === null ? null : (byId.get(post.replyTo) ?? null)}
                user={props.user}
                lit={lit?.id === post.id ? lit.turn : 0}
                recap={props.recap}
                standing={coverage.posts.get(post.id)}
                walked={post.id === walkedAt}
                near={near}
                onAdd={citing.onAdd}
                onMenu={citing.onMenu}
                onReply={onReply}
                onDelete={onDelete}
                onJump={onJump}
                onOpenLink={props.onOpenLink}
                onError={props.onError}
              />
            </Fragment>
          ))}
        </div>
        <div className="thr-below">
          <p role="status">{scroll.below > 0 && `${count(scroll.below, 'new post')} below`}</p>
          {scroll.below > 0 && (
            <Button look="link" onClick={toNewest}>
              Go to the newest <ArrowDown size={13} aria-hidden="true" />
            </Button>
          )}
        </div>
      </div>
      {citing.overlay}
      <Composer
        ref={composer}
        discussion={discussion}
        posts={posts}
        submitKeys={props.submitKeys}
        onPosted={scroll.jumpToEnd}
        onOpenLink={props.onOpenLink}
        onError={props.onError}
      />
    </section>
  );
}
