/** While authors are shown: the key to colours and patterns, who wrote what the caret is at, and what the pointer is at. */
import { lookClass } from '../../editor';
import type { AuthorPerson } from '../../notebook/discussion-authors';
import { useReadable } from '../../ui/store';
import type { AuthorshipView } from './authorship';
import './authorship.css';

/** Lies over the lower end of the page, so that no line of text moves for it. */
export function AuthorBar({ view }: { readonly view: AuthorshipView }) {
  const shown = useReadable(view.shown);
  return <div className="who-bar">{shown && <AuthorKey view={view} />}</div>;
}

function AuthorKey({ view }: { readonly view: AuthorshipView }) {
  const people = useReadable(view.people);
  const caret = useReadable(view.caret);
  return (
    <div className="who-key">
      <ul className="who-people" aria-label="Who wrote what">
        {people.map((person) => (
          <li key={person.id}>
            <AuthorName person={person} />
          </li>
        ))}
      </ul>
      <p className="who-here" role="status">
        {caret === null ? 'Put the caret in the text to see who wrote it' : `Here: ${view.words(caret)}`}
      </p>
      <Pointed view={view} />
    </div>
  );
}

export function AuthorName({ person }: { readonly person: AuthorPerson }) {
  return <span className={lookClass(person.look)}>{person.name}</span>;
}

/** Says beside the pointer what the status line says for the caret. */
function Pointed({ view }: { readonly view: AuthorshipView }) {
  const at = useReadable(view.pointer);
  if (at === null) return null;
  const flip = at.x > window.innerWidth - 260;
  return (
    <div
      className="ui-tooltip who-tip"
      aria-hidden="true"
      style={{ left: at.x, top: at.y + 18, translate: flip ? '-100%' : undefined }}
    >
      {view.words(at.letter)}
    </div>
  );
}
