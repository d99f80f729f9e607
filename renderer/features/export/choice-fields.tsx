/** What is exported, and as which files. */
import type { RefObject } from 'react';
import { type ExportChoice, type ExportForm, settled } from '../../../shared/export/choice';
import type { ExportKind } from '../../../shared/model/export-document';
import { type Option, Options } from '../../ui/options';

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
