import type { ComponentProps } from 'react';
import { classNames } from '../../ui/class-names';

export interface WhenFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  readonly type: 'date' | 'datetime-local';
  /** The value as it is said elsewhere in the app; the control's own spelling shows while it has the focus. */
  readonly words: string;
}

export function WhenField({ words, className, ...rest }: WhenFieldProps) {
  return (
    <span className="imp-when">
      <input className={classNames('ui-input', 'imp-when-input', className)} {...rest} />
      <span className="imp-when-words" aria-hidden="true">
        {words}
      </span>
    </span>
  );
}
