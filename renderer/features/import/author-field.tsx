import { useState } from 'react';
import { placeMark } from './draft-place';

export interface AuthorFieldProps {
  readonly label: string;
  readonly step: string;
  readonly author: string | null;
  readonly onAuthor: (name: string) => void;
}

/** Shows what is typed, white space at its ends included, as long as it is the author's name. */
export function AuthorField({ label, step, author, onAuthor }: AuthorFieldProps) {
  const [typed, setTyped] = useState(author ?? '');
  return (
    <input
      className="ui-input imp-author"
      type="text"
      list="imp-authors"
      aria-label={label}
      placeholder="Author"
      maxLength={80}
      value={typed.trim() === (author ?? '') ? typed : (author ?? '')}
      onChange={(event) => {
        setTyped(event.target.value);
        onAuthor(event.target.value);
      }}
      data-step={step}
      {...placeMark('author')}
    />
  );
}
