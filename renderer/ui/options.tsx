import { type RefObject, useId } from 'react';
import './options.css';

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
    <fieldset className="ui-options">
      <legend className="ui-field-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="ui-option">
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
            <span className="ui-option-hint" id={`${name}-${option.value}`} aria-hidden="true">
              {option.hint}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
