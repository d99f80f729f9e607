import { memo, type Ref, useEffect, useRef, useState } from 'react';
import type { PostCoverage } from '../../../shared/recap/coverage';
import { RichTextView } from '../../editor';
import type { CaretUser } from '../../editor/types';
import type { Discussion, Post } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { fullTime, postTime } from '../../ui/date-words';
import { type NearView, useIsNear } from './near-view';
import { PostEditor } from './post-item-editor';
import { PostStanding } from './post-standing';
import { Reactions } from './reactions';
import type { ThreadRecap } from './thread-recap';
import { deletedWords, excerpt } from './thread-words';
import './post-item.css';

export interface PostItemProps {
  readonly post: Post;
  readonly discussion: Discussion;
  /** The post that this one answers, when it is there. */
  readonly parent: Post | null;
  readonly user: CaretUser;
  /** Not 0 when the reader was sent here: draws the eye to it for a moment, again for each new number. */
  readonly lit: number;
  readonly recap: ThreadRecap;
  readonly standing: PostCoverage | undefined;
  /** The walk through what is missing stands here. */
  readonly walked: boolean;
  /** Null in a thread that is drawn at once. */
  readonly near: NearView | null;
  readonly onAdd: (post: Post) => void;
  readonly onMenu: (post: Post, button: HTMLElement) => void;
  readonly onReply: (post: Post) => void;
  readonly onDelete: (post: Post) => void;
  readonly onJump: (post: Post) => void;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

export const PostItem = memo(function PostItem(props: PostItemProps) {
  const { post } = props;
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) edit.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const headId = `post-by-${post.id}`;
  const article = useRef<HTMLElement>(null);
  const isNear = useIsNear(article, props.near);

  if (post.deleted) {
    return (
      <article
        ref={article}
        className="post post-deleted"
        aria-label={`Deleted, by ${post.author.name}`}
        data-post={post.id}
        tabIndex={-1}
      >
        <p>{deletedWords(post, Date.now())}</p>
      </article>
    );
  }
  return (
    <article
      ref={article}
      className={classNames(
        'post',
        !isNear && 'post-far',
        props.walked && 'post-walked',
        props.lit > 0 && `post-lit-${String(props.lit % 2)}`,
      )}
      aria-labelledby={headId}
      data-post={post.id}
      tabIndex={-1}
    >
      <Avatar person={post.author} large />
      <p className="post-by" id={headId} draggable title="Drag it into the recap">
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
        {isNear && props.standing !== undefined && (
          <PostStanding post={post} standing={props.standing} recap={props.recap} onMenu={props.onMenu} />
        )}
      </p>
      {isNear && <PostContent {...props} editing={editing} setEditing={setEditing} editRef={edit} />}
    </article>
  );
});

interface PostContentProps extends PostItemProps {
  readonly editing: boolean;
  readonly setEditing: (editing: boolean) => void;
  readonly editRef: Ref<HTMLButtonElement>;
}

function PostContent({ editing, setEditing, editRef, ...props }: PostContentProps) {
  const { post, parent } = props;
  return (
    <>
      {parent !== null && (
        <button type="button" className="post-context" onClick={() => props.onJump(parent)}>
          to {parent.author.name}
          {parent.deleted ? ' (deleted)' : `: “${excerpt(parent.body)}”`}
        </button>
      )}
      {editing ? (
        <PostEditor
          {...props}
          onEnd={(end) => {
            setEditing(false);
            if (end === 'emptied') props.onDelete(post);
          }}
        />
      ) : (
        <>
          <div className="post-body">
            <RichTextView body={post.body} assets={props.discussion} onOpenLink={props.onOpenLink} />
          </div>
          <PostActions {...props} editRef={editRef} onEdit={() => setEditing(true)} />
        </>
      )}
    </>
  );
}

interface PostActionsProps extends PostItemProps {
  readonly editRef: Ref<HTMLButtonElement>;
  readonly onEdit: () => void;
}

function PostActions({ post, discussion, onReply, onAdd, onDelete, editRef, onEdit }: PostActionsProps) {
  return (
    <div className="post-actions">
      <Button look="link" onClick={() => onReply(post)}>
        Reply
      </Button>
      {/* Without taking the focus from selected words: they are what is added. */}
      <Button
        look="link"
        className="post-add"
        onMouseDown={(event) => document.getSelection()?.isCollapsed === false && event.preventDefault()}
        onClick={() => onAdd(post)}
      >
        Add to recap
      </Button>
      <Reactions post={post.id} discussion={discussion} />
      {post.own && !post.readOnly && (
        <Button look="link" ref={editRef} className="post-own" onClick={onEdit}>
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
