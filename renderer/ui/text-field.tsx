import type { ComponentProps } from 'react';
import { useId } from 'react';
import { classNames } from './class-names';
import './text-field.css';

export interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  /** With aria-invalid it says what is wrong, and is announced. */
  readonly hint?: string;
}

/** A labelled one-line field; the label is its accessible name. */
export function TextField({ label, hint, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className={classNames('ui-field', className)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="ui-input"
        type="text"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...rest}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="ui-field-hint" role={rest['aria-invalid'] === true ? 'alert' : undefined}>
          {hint}
        </p>
      )}
    </div>
  );
}
