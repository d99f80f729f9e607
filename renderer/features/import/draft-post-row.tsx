import { type KeyboardEvent, useRef, useState } from 'react';
import type { ImportPost } from '../../../shared/import';
import { Button } from '../../ui/button';
import { fromLocalInput, toLocalInput } from '../../ui/date-words';

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
        <Button look="link" onClick={props.onKeep}>
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
          key={post.author ?? ''}
          label={`Author of ${name}`}
          author={post.author}
          onAuthor={props.onAuthor}
        />
        <input
          className="ui-input imp-time"
          type="datetime-local"
          aria-label={`Time of ${name}`}
          value={post.createdAt === null ? '' : toLocalInput(post.createdAt)}
          onChange={(event) => props.onTime(fromLocalInput(event.target.value))}
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
          <Button look="link" onClick={props.onDrop}>
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
      />
    </li>
  );
}

interface AuthorFieldProps {
  readonly label: string;
  readonly author: string | null;
  readonly onAuthor: (name: string) => void;
}

/** Keeps what is typed to itself until it is a whole name, so that half a name is not suggested elsewhere. */
function AuthorField({ label, author, onAuthor }: AuthorFieldProps) {
  const [name, setName] = useState(author ?? '');
  return (
    <input
      className="ui-input imp-author"
      type="text"
      list="imp-authors"
      aria-label={label}
      placeholder="Author"
      maxLength={80}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => onAuthor(name)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onAuthor(name);
      }}
    />
  );
}
