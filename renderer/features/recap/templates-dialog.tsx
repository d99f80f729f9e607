/** All templates, to put one into the recap, to begin a discussion with one, and to look after one’s own. */
import { type FormEvent, useId, useRef, useState } from 'react';
import type { OwnTemplate } from '../../../shared/recap/templates';
import { TEMPLATE_LIMITS } from '../../../shared/recap/templates';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import type { OfferedTemplate } from './templates-list';
import { TemplateOutline } from './templates-outline';
import './templates.css';

export interface TemplatesDialogProps {
  readonly title: string;
  readonly lede: string;
  readonly confirm: string;
  readonly templates: readonly OfferedTemplate[];
  readonly onUse: (template: OfferedTemplate) => void;
  readonly onRename: (template: OwnTemplate, name: string) => void;
  readonly onRemove: (template: OwnTemplate) => void;
  readonly onClose: () => void;
}

export function TemplatesDialog(props: TemplatesDialogProps) {
  const { templates, onUse, onClose } = props;
  const [chosenId, setChosen] = useState(templates[0]?.id);
  const chosen = templates.find((one) => one.id === chosenId) ?? templates[0];
  const name = useId();
  const first = useRef<HTMLInputElement>(null);
  if (chosen === undefined) return null;
  const use = (): void => {
    onClose();
    onUse(chosen);
  };
  return (
    <Dialog
      wide
      fit
      title={props.title}
      lede={props.lede}
      onClose={onClose}
      initialFocus={first}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={use}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <div className="tpl-choice">
        <fieldset className="tpl-options" onDoubleClick={use}>
          <legend className="sr-only">Templates</legend>
          {templates.map((one) => (
            <label key={one.id} className={classNames('tpl-option', one === chosen && 'tpl-option-on')}>
              <input
                ref={one === chosen ? first : undefined}
                type="radio"
                className="sr-only"
                name={name}
                value={one.id}
                checked={one === chosen}
                onChange={() => setChosen(one.id)}
                onKeyDown={(event) => event.key === 'Enter' && use()}
              />
              {one.name}
            </label>
          ))}
        </fieldset>
        <section className="tpl-look" aria-label={`About ${chosen.name}`} aria-live="polite">
          <p>{chosen.description}</p>
          <TemplateOutline body={chosen.make()} />
          {chosen.own !== null && <Keep key={chosen.id} own={chosen.own} {...props} />}
        </section>
      </div>
    </Dialog>
  );
}

function Keep({ own, onRename, onRemove }: TemplatesDialogProps & { readonly own: OwnTemplate }) {
  const [renaming, setRenaming] = useState(false);
  const [name, setName] = useState(own.name);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') {
      field.current?.focus();
      return;
    }
    onRename(own, name.trim());
    setRenaming(false);
  };
  if (renaming) {
    return (
      <form className="tpl-keep" onSubmit={submit}>
        <TextField
          ref={field}
          label="Name"
          autoFocus
          value={name}
          maxLength={TEMPLATE_LIMITS.name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit">Keep this name</Button>
      </form>
    );
  }
  return (
    <div className="tpl-keep">
      <Button onClick={() => setRenaming(true)}>Rename template</Button>
      <Button onClick={() => onRemove(own)}>Delete template</Button>
    </div>
  );
}
