/** What was found in the chat: its first messages, and what could not be read. */
import type { ChatPreview } from '../../../shared/chats/into-discussions/choices';
import { amount, PROBLEM_WORDS, placeWords } from '../../../shared/chats/into-discussions/report';
import type { ChatProblem } from '../../../shared/chats/types';
import { UNKNOWN_AUTHOR } from '../../../shared/model/unknown-author';
import { fullTime } from '../../ui/date-words';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';

export function FirstMessages({ preview }: { readonly preview: ChatPreview | null }) {
  if (preview === null || preview.sample.length === 0) return null;
  return (
    <section className="chat-section" aria-labelledby="chat-sample">
      <h3 id="chat-sample">First messages</h3>
      <ol className="chat-sample" aria-labelledby="chat-sample" {...scrollByKeyboard}>
        {preview.sample.map(({ key, name, at, text }) => (
          <li key={key}>
            <p className="chat-said">
              <b>{name === '' ? UNKNOWN_AUTHOR : name}</b>{' '}
              {at !== null && <time className="chat-soft">{fullTime(at)}</time>}
            </p>
            <p className="chat-words">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

export interface ProblemListProps {
  readonly problems: readonly ChatProblem[];
  /** With those that are not kept one by one. */
  readonly count: number;
}

/** On screen; the copied report has all that are kept. */
const MOST_SHOWN = 100;

export function ProblemList({ problems, count }: ProblemListProps) {
  if (count === 0) return null;
  const shown = problems.slice(0, MOST_SHOWN);
  return (
    <details className="chat-problems">
      <summary>{amount(count, 'problem was', 'problems were')} found; the rest is not affected</summary>
      <ul aria-label="Problems" {...scrollByKeyboard}>
        {shown.map((problem, index) => (
          <li key={`${String(index)} ${problem.file} ${problem.place}`}>
            <span>{PROBLEM_WORDS[problem.code]}</span> <span className="chat-soft">({placeWords(problem)})</span>
            {problem.excerpt !== '' && <q className="chat-excerpt">{problem.excerpt}</q>}
          </li>
        ))}
        {count > shown.length && <li className="chat-soft">and {amount(count - shown.length, 'more', 'more')}</li>}
      </ul>
    </details>
  );
}
