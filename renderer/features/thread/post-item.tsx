import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import { RichTextView, SharedEditor } from '../../editor';
import type { CaretUser } from '../../editor/types';
import type { Discussion, Post } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { fullTime, postTime } from '../../ui/date-words';
import { excerpt } from './thread-words';
import './post-item.css';

export interface PostItemProps {
  readonly post: Post;
  readonly discussion: Discussion;
  /** The post that this one answers, when it is there. */
  readonly parent: Post | null;
  readonly user: CaretUser;
  /** Not 0 when the reader was sent here: draws the eye to it for a moment, again for each new number. */
  readonly lit: number;
  readonly onReply: (post: Post) => void;
  readonly onDelete: (post: Post) => void;
  readonly onJump: (post: Post) => void;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

export const PostItem = memo(function PostItem(props: PostItemProps) {
  const { post, parent } = props;
  const [editing, setEditing] = useState(false);
  const headId = `post-by-${post.id}`;

  if (post.deleted) {
    return (
      <article className="post post-deleted" aria-label={`Deleted, by ${post.author.name}`} data-post={post.id}>
        <p>{post.author.name} deleted a post</p>
      </article>
    );
  }
  return (
    <article
      className={classNames('post', props.lit > 0 && `post-lit-${String(props.lit % 2)}`)}
      aria-labelledby={headId}
      data-post={post.id}
      tabIndex={-1}
    >
      <Avatar person={post.author} large />
      <p className="post-by" id={headId}>
        <b>{post.author.name}</b>
        {post.createdAt !== null && (
          <time dateTime={new Date(post.createdAt).toISOString()} title={fullTime(post.createdAt)}>
            {postTime(post.createdAt, Date.now())}
          </time>
        )}
        {post.editedAt !== null && (
          <span className="post-edited" title={fullTime(post.editedAt)}>
            edited
          </span>
        )}
      </p>
      {parent !== null && (
        <button type="button" className="post-context" onClick={() => props.onJump(parent)}>
          to {parent.author.name}
          {parent.deleted ? ' (deleted)' : `: “${excerpt(parent.body)}”`}
        </button>
      )}
      {editing ? (
        <PostEditor {...props} onDone={() => setEditing(false)} />
      ) : (
        <>
          <div className="post-body">
            <RichTextView body={post.body} assets={props.discussion} onOpenLink={props.onOpenLink} />
          </div>
          <PostActions {...props} onEdit={() => setEditing(true)} />
        </>
      )}
    </article>
  );
});

function PostActions({ post, onReply, onDelete, onEdit }: PostItemProps & { readonly onEdit: () => void }) {
  return (
    <div className="post-actions">
      <Button look="link" onClick={() => onReply(post)}>
        Reply
      </Button>
      {post.own && !post.readOnly && (
        <Button look="link" className="post-own" onClick={onEdit}>
          Edit
        </Button>
      )}
      {post.own && (
        <Button look="link" className="post-own" onClick={() => onDelete(post)}>
          Delete
        </Button>
      )}
      {post.readOnly && <span>Written with a newer version of the app</span>}
    </div>
  );
}

const ACTS = ['keydown', 'pointerdown', 'wheel'] as const;

/** The editor fills itself a moment after it was mounted: until the person does something, the way out stays on screen. */
function useKeptInView(box: RefObject<HTMLElement | null>, foot: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(() => foot.current?.scrollIntoView({ block: 'nearest' }));
    const stop = (): void => {
      observer.disconnect();
      for (const act of ACTS) window.removeEventListener(act, stop);
    };
    observer.observe(box.current);
    for (const act of ACTS) window.addEventListener(act, stop, { passive: true });
    return stop;
  }, [box, foot]);
}

/** Editing in place. Every keystroke is already stored; leaving only says that the post was edited. */
function PostEditor({ post, discussion, user, onDone, ...rest }: PostItemProps & { readonly onDone: () => void }) {
  const changed = useRef(false);
  const [fragment] = useState(() => discussion.postBody(post.id));
  const box = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  useKeptInView(box, foot);

  useEffect(
    () => () => {
      if (changed.current) discussion.markEdited(post.id);
      changed.current = false;
    },
    [discussion, post.id],
  );

  return (
    <div ref={box} className="post-edit">
      <SharedEditor
        fragment={fragment}
        undoManager={null}
        awareness={null}
        user={user}
        assets={discussion}
        label="Edit the text"
        placeholder=""
        autoFocus
        onError={rest.onError}
        onOpenLink={rest.onOpenLink}
        onSubmit={onDone}
        onEscape={onDone}
        onLocalChange={() => {
          changed.current = true;
        }}
      />
      <div className="post-edit-foot" ref={foot}>
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
        <span>Saved as you type</span>
      </div>
    </div>
  );
}
