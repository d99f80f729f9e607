/** What a chat holds, and everything that can be chosen for it, in the order in which somebody would ask. */
import type { Ref } from 'react';
import type { ImportChoices } from '../../../shared/chats/into-discussions/choices';
import type { DateOrder } from '../../../shared/chats/types';
import type { Participant } from '../../notebook/types';
import { TextField } from '../../ui/text-field';
import { FirstMessages, ProblemList } from './chat-lists';
import type { ChatState } from './chat-session';
import { factsWords } from './chat-words';
import { ContentFields, Conversations, DivisionFields } from './content-fields';
import { PeopleFields } from './people-fields';
import { hasTimeFields, TimeFields } from './time-fields';

export interface ChatPreviewStepProps {
  readonly state: Extract<ChatState, { kind: 'preview' }>;
  readonly participants: readonly Participant[];
  readonly me: string;
  readonly nameRef: Ref<HTMLInputElement>;
  readonly onChange: (choices: ImportChoices) => void;
  readonly onDateOrder: (order: DateOrder) => void;
}

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function ChatPreviewStep({ state, nameRef, onChange, onDateOrder, ...who }: ChatPreviewStepProps) {
  const { overview, choices, preview } = state;
  const fields = { overview, choices, preview, onChange };
  return (
    <div className="chat-preview">
      <TextField
        ref={nameRef}
        label="Name"
        maxLength={300}
        value={choices.title}
        hint={factsWords(overview, preview)}
        onChange={(event) => onChange({ ...choices, title: event.target.value })}
      />
      <ProblemList problems={overview.problems} count={overview.problemCount} />
      {hasTimeFields(overview) && (
        <TimeFields
          overview={overview}
          choices={choices}
          ownZone={OWN_ZONE}
          onChange={onChange}
          onDateOrder={onDateOrder}
        />
      )}
      <FirstMessages preview={preview} />
      {overview.facts.people.length > 0 && (
        <section className="chat-section" aria-labelledby="chat-people">
          <h3 id="chat-people">People</h3>
          <PeopleFields
            {...who}
            people={overview.facts.people}
            choices={choices}
            onChange={(people) => onChange({ ...choices, people })}
          />
        </section>
      )}
      {overview.facts.conversations.length > 1 && <Conversations {...fields} />}
      <ContentFields {...fields} />
      <DivisionFields {...fields} />
    </div>
  );
}
