import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { Tooltip } from './tooltip';
import './button.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `quiet` has no frame, `link` reads as text. */
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'link';
  /** What it began is still going on: it keeps the focus, and does nothing. */
  readonly busy?: boolean;
}

export function Button({ look = 'plain', busy = false, className, type = 'button', ...rest }: ButtonProps) {
  const waits = busy ? { 'aria-disabled': true, onClick: undefined } : {};
  return (
    <button type={type} className={classNames('ui-button', `ui-button-${look}`, className)} {...rest} {...waits} />
  );
}

export interface IconButtonProps extends ButtonProps {
  /** The accessible name; shown on hover and focus too. */
  readonly label: string;
}

/** A button with a sign in place of words. */
export function IconButton({ label, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Button look={look} aria-label={label} className={classNames('ui-icon-button', className)} {...rest} />
    </Tooltip>
  );
}
