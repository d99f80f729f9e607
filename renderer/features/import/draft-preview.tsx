import type { Ref } from 'react';
import { type DraftShape, setFirstDay, setTitle, splitText } from '../../../shared/import';
import { dayWords, fromLocalInput } from '../../ui/date-words';
import { Select } from '../../ui/select';
import { suggestedAuthors } from './draft-facts';
import type { DraftHistory } from './draft-history';
import { placeMark } from './draft-place';
import { DraftPosts, type DraftPostsProps } from './draft-posts';
import { FirstDayField } from './first-day-field';

export interface DraftPreviewProps extends Pick<DraftPostsProps, 'onStep' | 'goTo'> {
  readonly history: DraftHistory;
  readonly nameField: Ref<HTMLInputElement>;
  /** The text as it came, and its file's name. */
  readonly source: string;
  readonly name: string;
}

const SHAPES: readonly { readonly value: DraftShape; readonly label: string }[] = [
  { value: 'thread', label: 'a thread' },
  { value: 'recap', label: 'a recap' },
];

/** The name of the discussion, the day of its times where the text has none, and its posts. */
export function DraftPreview({ history, nameField, source, name, onStep, goTo }: DraftPreviewProps) {
  const draft = history.now;
  const shape: DraftShape = draft.recapPostIndex === undefined ? 'thread' : 'recap';
  return (
    <>
      <div className="imp-top">
        <div className="ui-field imp-name">
          <label htmlFor="imp-name">Name of the discussion</label>
          <input
            id="imp-name"
            ref={nameField}
            className="ui-input"
            type="text"
            maxLength={300}
            value={draft.title}
            onChange={(event) => onStep(setTitle(draft, event.target.value), 'title')}
            data-step="title"
            {...placeMark('title')}
          />
        </div>
        {draft.format === 'markdown' && draft.parts === undefined && (
          <div className="ui-field">
            <span className="ui-field-label" aria-hidden="true">
              It becomes
            </span>
            <Select
              label="It becomes"
              value={shape}
              options={SHAPES}
              onChange={(next) => {
                const made = splitText(source, { fileName: name, shape: next });
                onStep({ ...made, title: draft.title }, null);
              }}
            />
          </div>
        )}
        {draft.firstDay !== undefined && (
          <FirstDayField
            day={draft.firstDay}
            words={dayWords(fromLocalInput(`${draft.firstDay}T12:00`) ?? 0, Date.now())}
            onDay={(day) => onStep(setFirstDay(draft, day), 'day')}
          />
        )}
      </div>
      <DraftPosts draft={draft} authors={suggestedAuthors(draft, history.field)} onStep={onStep} goTo={goTo} />
    </>
  );
}
