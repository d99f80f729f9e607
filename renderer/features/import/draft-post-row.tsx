import { type KeyboardEvent, useRef } from 'react';
import type { ImportPost } from '../../../shared/import';
import { Button } from '../../ui/button';
import { fromLocalInput, postTime, toLocalInput } from '../../ui/date-words';
import { AuthorField } from './author-field';
import { placeMark } from './draft-place';
import { WhenField } from './when-field';

export interface DraftPostRowProps {
  readonly post: ImportPost;
  /** Its place among those that are kept, from 1; null when it is left out. */
  readonly number: number | null;
  /** The text says that this one is the recap of the discussion. */
  readonly isRecap: boolean;
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

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onSplit(selectionStart);
    } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && number > 1) {
      event.preventDefault();
      props.onMerge();
    }
  };
  const name = `post ${String(number)}`;
  return (
    <li className="imp-post" data-draft={post.id}>
      <div className="imp-post-head">
        <span className="imp-number" aria-hidden="true">
          {number}
        </span>
        <AuthorField
          label={`Author of ${name}`}
          step={`author:${post.id}`}
          author={post.author}
          onAuthor={props.onAuthor}
        />
        <WhenField
          className="imp-time"
          type="datetime-local"
          words={post.createdAt === null ? 'No time' : postTime(post.createdAt, Date.now())}
          aria-label={`Time of ${name}`}
          value={post.createdAt === null ? '' : toLocalInput(post.createdAt)}
          onChange={(event) => props.onTime(fromLocalInput(event.target.value))}
          {...placeMark('time')}
        />
        {props.isRecap && <span className="imp-recap">becomes the recap</span>}
        <span className="imp-post-actions">
          <Button look="link" onClick={() => props.onSplit(field.current?.selectionStart ?? 0)}>
            Split at the caret
          </Button>
          {number > 1 && (
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
