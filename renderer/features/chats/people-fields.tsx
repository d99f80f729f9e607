/** Who the people of the chat are: by name, as participants of the notebook, or the same as somebody else in it. */
import { memo, useMemo, useState } from 'react';
import type { ImportChoices, PersonChoice } from '../../../shared/chats/into-discussions/choices';
import { amount } from '../../../shared/chats/into-discussions/report';
import type { ChatPerson } from '../../../shared/chats/types';
import type { Participant } from '../../notebook/types';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';

/** Those who said most come first; the others are one press away. */
const SHOWN = 12;
/** More to choose from is no choice: whoever has said most stands first. */
const MOST_SAME = 200;

interface Option {
  readonly value: string;
  readonly label: string;
}

export interface PeopleFieldsProps {
  /** Those who said most first. */
  readonly people: readonly ChatPerson[];
  readonly participants: readonly Participant[];
  readonly me: string;
  readonly choices: ImportChoices;
  readonly onChange: (people: ImportChoices['people']) => void;
}

export function PeopleFields({ people, participants, me, choices, onChange }: PeopleFieldsProps) {
  const [all, setAll] = useState(false);
  const options = useMemo(
    (): readonly Option[] => [
      { value: 'guest', label: 'Not in this notebook' },
      ...participants.map(({ id, name }) => ({ value: `is:${id}`, label: id === me ? `${name} (you)` : name })),
      ...people.slice(0, MOST_SAME).map(({ key, name }) => ({ value: `same:${key}`, label: `Same as ${name}` })),
    ],
    [participants, me, people],
  );
  const hasKnown = Object.values(choices.people).some(({ kind }) => kind === 'participant');
  const shown = all ? people : people.slice(0, SHOWN);
  return (
    <>
      {hasKnown && (
        <p className="chat-soft">
          Whoever has the name of a participant of this notebook is taken for them. Check whether they are.
        </p>
      )}
      <ul className="chat-people" aria-label="People of the chat">
        {shown.map((person) => (
          <PersonRow
            key={person.key}
            person={person}
            choice={choices.people[person.key] ?? { kind: 'guest', name: person.name }}
            options={options}
            onChoice={(choice) => onChange({ ...choices.people, [person.key]: choice })}
          />
        ))}
      </ul>
      {!all && people.length > SHOWN && (
        <Button look="link" className="chat-more" onClick={() => setAll(true)}>
          Show {amount(people.length - SHOWN, 'more person', 'more people')}
        </Button>
      )}
    </>
  );
}

interface PersonRowProps {
  readonly person: ChatPerson;
  readonly choice: PersonChoice;
  readonly options: readonly Option[];
  readonly onChoice: (choice: PersonChoice) => void;
}

function optionOf(choice: PersonChoice): string {
  if (choice.kind === 'guest') return 'guest';
  return choice.kind === 'same' ? `same:${choice.as}` : `is:${choice.id}`;
}

const PersonRow = memo(function PersonRow({ person, choice, options, onChoice }: PersonRowProps) {
  const own = useMemo(() => options.filter(({ value }) => value !== `same:${person.key}`), [options, person.key]);
  const choose = (value: string): void => {
    const label = own.find((option) => option.value === value)?.label ?? person.name;
    if (value.startsWith('is:')) {
      const id = value.slice(3) as Extract<PersonChoice, { kind: 'participant' }>['id'];
      onChoice({ kind: 'participant', id, name: label.replace(/ \(you\)$/, '') });
    } else if (value.startsWith('same:')) onChoice({ kind: 'same', as: value.slice(5) });
    else onChoice({ kind: 'guest', name: person.name });
  };
  return (
    <li className="chat-person">
      {choice.kind === 'guest' ? (
        <input
          className="ui-input chat-person-name"
          aria-label={`Name of ${person.name}`}
          maxLength={80}
          value={choice.name}
          onChange={(event) => onChoice({ kind: 'guest', name: event.target.value })}
          onBlur={() => choice.name.trim() === '' && onChoice({ kind: 'guest', name: person.name })}
        />
      ) : (
        <span className="chat-person-name">{person.name}</span>
      )}
      <span className="chat-soft">{amount(person.messages, 'message')}</span>
      <Select
        label={`Who ${person.name} is`}
        className="chat-person-who"
        value={optionOf(choice)}
        options={own}
        onChange={choose}
      />
    </li>
  );
});
