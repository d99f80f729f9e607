import { type KeyboardEvent, useRef } from 'react';
import type { ImportPost } from '../../../shared/import';
import { Button } from '../../ui/button';
import { fromLocalInput, postTime, toLocalInput } from '../../ui/date-words';
import { AuthorField } from './author-field';
import { placeMark } from './draft-place';
import { WhenField } from './when-field';

export interface DraftPostRowProps {
  readonly post: ImportPost;
  /** Its place among the posts that are kept, from 1; null when it is left out. */
  readonly number: number | 'recap' | null;
  readonly onText: (text: string) => void;
  readonly onAuthor: (name: string) => void;
  readonly onTime: (time: number | null) => void;
  /** At a character offset of the text. */
  readonly onSplit: (at: number) => void;
  readonly onMerge: () => void;
  readonly onDrop: () => void;
  readonly onKeep: () => void;
}

export function DraftPostRow(props: DraftPostRowProps) {
  const { post, number } = props;
  const field = useRef<HTMLTextAreaElement>(null);

  if (number === null) {
    return (
      <li className="imp-left" data-draft={post.id}>
        <span className="imp-left-text">{post.text.replace(/\s+/g, ' ').slice(0, 160)}</span>
        <Button look="link" onClick={props.onKeep} {...placeMark('keep')}>
          Keep
        </Button>
      </li>
    );
  }

  // A recap has many authors and no time.
  const isRecap = number === 'recap';
  const mayMerge = !isRecap && number > 1;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onSplit(selectionStart);
    } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && mayMerge) {
      event.preventDefault();
      props.onMerge();
    }
  };
  const name = isRecap ? 'the recap' : `post ${String(number)}`;
  return (
    <li className="imp-post" data-draft={post.id}>
      <div className="imp-post-head">
        {isRecap ? <span className="imp-recap">Becomes the recap</span> : <AuthorAndTime {...props} number={number} />}
        <span className="imp-post-actions">
          <Button look="link" onClick={() => props.onSplit(field.current?.selectionStart ?? 0)}>
            Split at the caret
          </Button>
          {mayMerge && (
            <Button look="link" onClick={props.onMerge}>
              Merge with previous
            </Button>
          )}
          <Button look="link" onClick={props.onDrop} {...placeMark('drop')}>
            Drop
          </Button>
        </span>
      </div>
      <textarea
        ref={field}
        className="imp-text"
        aria-label={`Text of ${name}`}
        value={post.text}
        spellCheck={false}
        onKeyDown={onKeyDown}
        onChange={(event) => props.onText(event.target.value)}
        data-step={`text:${post.id}`}
        {...placeMark('text')}
      />
    </li>
  );
}

function AuthorAndTime({ post, number, onAuthor, onTime }: DraftPostRowProps & { readonly number: number }) {
  const name = `post ${String(number)}`;
  return (
    <>
      <span className="imp-number" aria-hidden="true">
        {number}
      </span>
      <AuthorField label={`Author of ${name}`} step={`author:${post.id}`} author={post.author} onAuthor={onAuthor} />
      <WhenField
        className="imp-time"
        type="datetime-local"
        words={post.createdAt === null ? 'No time' : postTime(post.createdAt, Date.now())}
        aria-label={`Time of ${name}`}
        value={post.createdAt === null ? '' : toLocalInput(post.createdAt)}
        onChange={(event) => onTime(fromLocalInput(event.target.value))}
        {...placeMark('time')}
      />
    </>
  );
}
