/** Makes a template of the recap that is open. */
import { type FormEvent, useRef, useState } from 'react';
import type { RichText } from '../../../shared/model/rich-text';
import { asTemplate, readTemplateBody, TEMPLATE_LIMITS } from '../../../shared/recap/templates';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { TemplateOutline } from './templates-outline';
import './templates.css';

export interface SaveTemplateProps {
  readonly recap: RichText;
  /** False when it was refused: too many templates. */
  readonly onSave: (name: string, body: RichText) => boolean;
  readonly onClose: () => void;
}

export function SaveTemplate({ recap, onSave, onClose }: SaveTemplateProps) {
  const [name, setName] = useState('');
  const [keepText, setKeepText] = useState(false);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const body = asTemplate(recap, keepText);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem('A name is needed, so that it can be found again.');
      field.current?.focus();
    } else if (readTemplateBody(body) === null) {
      setProblem(
        (body.content ?? []).length === 0
          ? 'The recap is empty. Write its headings and points first.'
          : 'The recap is too long for a template. Save it without its texts.',
      );
    } else if (onSave(name.trim(), body)) onClose();
    else setProblem(`A notebook has at most ${String(TEMPLATE_LIMITS.templates)} templates. Delete one first.`);
  };
  return (
    <Dialog
      title="Save as template"
      lede="Everybody who has this notebook can begin a recap with it. Citations, names and dates are left behind."
      onClose={onClose}
      initialFocus={field}
    >
      <form className="tpl-save" onSubmit={submit}>
        <TextField
          ref={field}
          label="Name"
          value={name}
          maxLength={TEMPLATE_LIMITS.name}
          autoComplete="off"
          {...(problem !== '' && { hint: problem, 'aria-invalid': true })}
          onChange={(event) => {
            setName(event.target.value);
            setProblem('');
          }}
        />
        <Switch
          label="Keep the texts, not only headings and kinds of points"
          checked={keepText}
          onChange={setKeepText}
        />
        <TemplateOutline body={body} />
        <div className="ui-dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Save template
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
