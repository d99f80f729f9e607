/** Above a version: which it is, its name, how it is shown, and whose words are whose. */
import { type FormEvent, useRef, useState } from 'react';
import type { ListedVersion } from '../../../shared/versions/types';
import { lookClass } from '../../editor';
import type { AuthorPerson } from '../../notebook/discussion-authors';
import { Button } from '../../ui/button';
import { fullTime } from '../../ui/date-words';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { type NameOf, reasonWords, titleWords } from './version-words';

export const SHOWN = [
  { value: 'now', label: 'Compared with now' },
  { value: 'before', label: 'Compared with the one before' },
  { value: 'alone', label: 'As it was' },
] as const;
export type Shown = (typeof SHOWN)[number]['value'];

export interface VersionHeadProps {
  readonly version: ListedVersion;
  readonly nameOf: NameOf;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly authors: boolean;
  readonly onAuthors: (shown: boolean) => void;
  readonly people: readonly AuthorPerson[];
  /** Errors: versions/*. */
  readonly onName: (text: string) => Promise<void>;
}

export function VersionHead(props: VersionHeadProps) {
  const { version, nameOf, shown, onShown, authors, onAuthors, people } = props;
  const [naming, setNaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const end = (): void => {
    setNaming(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <header className="ver-head">
      <div className="ver-which">
        <h3>{titleWords(version, nameOf)}</h3>
        <p>
          {fullTime(version.at)}
          {version.name !== null && ` · ${reasonWords(version, nameOf)}`}
        </p>
      </div>
      <div className="ver-tools">
        <Select label="Show" value={shown} options={SHOWN} onChange={onShown} />
        <Button aria-pressed={authors} className="ver-who" onClick={() => onAuthors(!authors)}>
          Who wrote what
        </Button>
        <Button ref={button} aria-expanded={naming} onClick={() => setNaming(!naming)}>
          Name this version…
        </Button>
      </div>
      {naming && <NameForm {...props} onEnd={end} />}
      {authors && people.length > 0 && (
        <ul className="ver-people" aria-label="Who wrote what">
          {people.map((person) => (
            <li key={person.id}>
              <span className={lookClass(person.look)}>{person.name}</span>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function NameForm({ version, onName, onEnd }: VersionHeadProps & { readonly onEnd: () => void }) {
  const [name, setName] = useState(version.name?.text ?? '');
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') field.current?.focus();
    else void onName(name.trim()).then(onEnd, () => field.current?.focus());
  };
  return (
    <form
      className="ver-name"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEnd();
      }}
    >
      <TextField
        ref={field}
        autoFocus
        label="Name of the version"
        value={name}
        maxLength={120}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
      />
      <Button onClick={onEnd}>Cancel</Button>
      <Button type="submit" look="primary">
        Save the name
      </Button>
    </form>
  );
}
