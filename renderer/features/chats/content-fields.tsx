/** What of the chat comes in, and how it is arranged. */
import type { ChatOverview, ChatPreview, ImportChoices } from '../../../shared/chats/into-discussions/choices';
import { DIVISIONS } from '../../../shared/chats/into-discussions/divide';
import { amount } from '../../../shared/chats/into-discussions/report';
import { Button } from '../../ui/button';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { DIVISION_WORDS } from './chat-words';

export interface ContentFieldsProps {
  readonly overview: ChatOverview;
  readonly choices: ImportChoices;
  readonly preview: ChatPreview | null;
  readonly onChange: (choices: ImportChoices) => void;
}

const KINDS = [
  { kind: 'presence', words: 'Who came and left' },
  { kind: 'notice', words: 'What the program said' },
  { kind: 'repost', words: 'Reposts of the same words' },
] as const;

export function Conversations({ overview, choices, onChange }: ContentFieldsProps) {
  const without = new Set(choices.without);
  const set = (keys: readonly string[]): void => onChange({ ...choices, without: keys });
  return (
    <section className="chat-section" aria-labelledby="chat-conversations">
      <div className="chat-section-head">
        <h3 id="chat-conversations">Conversations</h3>
        <Button look="link" disabled={without.size === 0} onClick={() => set([])}>
          All
        </Button>
        <Button
          look="link"
          disabled={without.size === overview.facts.conversations.length}
          onClick={() => set(overview.facts.conversations.map(({ key }) => key))}
        >
          None
        </Button>
      </div>
      <ul className="chat-conversations" aria-label="Conversations">
        {overview.facts.conversations.map(({ key, name, messages }) => (
          <li key={key}>
            <label className="chat-check">
              <input
                type="checkbox"
                checked={!without.has(key)}
                onChange={(event) =>
                  set(event.target.checked ? choices.without.filter((one) => one !== key) : [...choices.without, key])
                }
              />
              <span className="chat-cut">{name}</span>
              <span className="chat-soft">{messages.toLocaleString('en')}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ContentFields({ overview, choices, preview, onChange }: ContentFieldsProps) {
  const { kinds } = overview.facts;
  const isTimed = preview !== null && preview.first !== null;
  const grouped = preview !== null && preview.questions > 0;
  const there = KINDS.filter(({ kind }) => kinds[kind] > 0);
  if (there.length === 0 && !isTimed && !grouped) return null;
  return (
    <section className="chat-section" aria-labelledby="chat-content">
      <h3 id="chat-content">What comes in</h3>
      {isTimed && (
        <div className="chat-days">
          <TextField
            label="From"
            type="date"
            value={choices.from}
            onChange={(event) => onChange({ ...choices, from: event.target.value })}
          />
          <TextField
            label="To"
            type="date"
            value={choices.to}
            onChange={(event) => onChange({ ...choices, to: event.target.value })}
          />
          <p className="chat-soft">Empty: from the first message to the last.</p>
        </div>
      )}
      {there.map(({ kind, words }) => (
        <Switch
          key={kind}
          label={`${words} (${kinds[kind].toLocaleString('en')})`}
          checked={choices.keep[kind]}
          onChange={(keep) => onChange({ ...choices, keep: { ...choices.keep, [kind]: keep } })}
        />
      ))}
      {grouped && (
        <Switch
          label={`Grouped by question (${amount(preview.questions, 'numbered question')}), with a recap that begins with them`}
          checked={choices.byQuestion}
          onChange={(byQuestion) => onChange({ ...choices, byQuestion })}
        />
      )}
    </section>
  );
}

const DIVIDING = DIVISIONS.map((value) => ({ value, label: DIVISION_WORDS[value] }));

/** Shown where there is something to choose: a chat that would fit into one discussion can be divided too. */
export function DivisionFields({ choices, preview, onChange }: ContentFieldsProps) {
  if (preview === null) return null;
  const { discussions, count } = preview;
  return (
    <section className="chat-section" aria-labelledby="chat-division">
      <h3 id="chat-division">Discussions</h3>
      <div className="chat-row">
        <p>
          {count === 1 ? 'All of it becomes one discussion.' : `It becomes ${amount(count, 'discussion')}.`}{' '}
          {choices.division === null && preview.division !== 'whole' && (
            <span className="chat-soft">Very long threads are hard to read, so long ones are divided.</span>
          )}
        </p>
        <Select
          label="Divide it"
          value={preview.division}
          options={DIVIDING}
          onChange={(division) => onChange({ ...choices, division })}
        />
      </div>
      {count > 1 && (
        <ol className="chat-planned" aria-label="Discussions that are made" {...scrollByKeyboard}>
          {discussions.map(({ title, posts }, index) => (
            // The list has no order of its own but its place.
            <li key={`${String(index)} ${title}`}>
              <span className="chat-cut">{title}</span>
              <span className="chat-soft">{amount(posts, 'post')}</span>
            </li>
          ))}
          {count > discussions.length && (
            <li className="chat-soft">and {amount(count - discussions.length, 'more discussion')}</li>
          )}
        </ol>
      )}
    </section>
  );
}
