/** What is exported, and as which files. */
import { type RefObject, useId } from 'react';
import { type ExportChoice, type ExportForm, settled } from '../../../shared/export/choice';
import type { ExportKind } from '../../../shared/model/export-document';
import './export.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

export interface OptionsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  /** The control that is chosen, to be focused first. */
  readonly chosen?: RefObject<HTMLInputElement | null>;
}

/** One of a few, each with a line about it. */
export function Options<T extends string>({ label, value, options, onChange, chosen }: OptionsProps<T>) {
  const name = useId();
  return (
    <fieldset className="exp-options">
      <legend className="ui-field-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="exp-option">
          <input
            ref={option.value === value ? chosen : undefined}
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            aria-describedby={option.hint === undefined ? undefined : `${name}-${option.value}`}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
          {option.hint !== undefined && (
            <span className="exp-hint" id={`${name}-${option.value}`} aria-hidden="true">
              {option.hint}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

const KINDS: readonly Option<ExportKind>[] = [
  { value: 'discussion', label: 'Recap and thread' },
  { value: 'recap', label: 'Recap' },
  { value: 'thread', label: 'Thread' },
];

function forms(kind: ExportKind): readonly Option<ExportForm>[] {
  return [
    { value: 'file', label: 'One file', hint: 'Pictures go into a folder beside it.' },
    {
      value: 'files',
      label: 'Two files',
      hint: 'Recap and thread apart; citations lead from one to the other.',
      disabled: kind !== 'discussion',
    },
    {
      value: 'folder',
      label: 'A folder',
      hint: kind === 'discussion' ? 'recap.md and thread.md, with the pictures.' : `${kind}.md, with the pictures.`,
    },
  ];
}

export interface ChoiceFieldsProps {
  readonly choice: ExportChoice;
  /** Of many discussions each is what is chosen. */
  readonly many?: boolean;
  readonly onChange: (choice: ExportChoice) => void;
  readonly chosen?: RefObject<HTMLInputElement | null>;
}

export function ChoiceFields({ choice, many = false, onChange, chosen }: ChoiceFieldsProps) {
  return (
    <>
      <Options
        label={many ? 'What of each' : 'What'}
        value={choice.kind}
        options={KINDS}
        chosen={chosen}
        onChange={(kind) => onChange(settled({ kind, form: choice.form }))}
      />
      <Options
        label={many ? 'Each as' : 'As'}
        value={choice.form}
        options={forms(choice.kind)}
        onChange={(form) => onChange({ ...choice, form })}
      />
    </>
  );
}
