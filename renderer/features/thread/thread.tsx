/** The middle column: title and status, the posts, and the composer. */
import { ArrowDown } from 'lucide-react';
import { Fragment, type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import type { DiscussionStatus } from '../../../shared/model/export-document';
import type { PostId } from '../../../shared/util/brand';
import type { CaretUser } from '../../editor/types';
import type { Discussion, Post } from '../../notebook/types';
import { Button } from '../../ui/button';
import { useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { Composer, type ComposerHandle } from './composer';
import { PostItem } from './post-item';
import { ThreadHeader } from './thread-header';
import { goOnAt } from './thread-words';
import type { TitleFieldHandle } from './title-field';
import { useThreadScroll } from './use-thread-scroll';
import './thread.css';

export interface ThreadHandle {
  /** Puts the caret in the title, all of it selected. */
  focusTitle(): void;
  focusComposer(): void;
  /** Scrolls to a post and lights it, and the passage in it unless that is ''. */
  showPost(id: PostId, passage: string): void;
}

export interface ThreadProps {
  readonly discussion: Discussion;
  readonly user: CaretUser;
  readonly submitKeys: string;
  readonly ref?: Ref<ThreadHandle>;
  readonly onStatus: (status: DiscussionStatus) => void;
  /** Called after a post was deleted, to offer Undo. */
  readonly onDeleted: (post: Post) => void;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

/** A feed must have articles in it, so an empty thread is none. It is reachable by keyboard to be scrolled. */
const FEED = { role: 'feed', 'aria-label': 'Posts', tabIndex: 0 } as const;

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
  const scroll = useThreadScroll(scroller, discussion, posts, firstNew);
  const { jumpTo, focusOn, lit } = scroll;

  useImperativeHandle(props.ref, () => ({
    focusTitle: () => title.current?.select(),
    focusComposer: () => composer.current?.focus(),
    showPost: (id) => jumpTo(id),
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
      <div className="thr-view">
        <div className="thr-scroll" ref={scroller} onScroll={scroll.onScroll} {...(posts.length === 0 ? {} : FEED)}>
          {posts.length === 0 && (
            <p className="thr-empty">
              Nothing has been said yet. Write the first post below, or drop a text file on the window to make a
              discussion out of it.
            </p>
          )}
          {posts.map((post) => (
            <Fragment key={post.id}>
              {post.id === firstNew && <p className="thr-since">new since you last looked</p>}
              <PostItem
                post={post}
                discussion={discussion}
                parent={post.replyTo === null ? null : (byId.get(post.replyTo) ?? null)}
                user={props.user}
                lit={lit?.id === post.id ? lit.turn : 0}
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
