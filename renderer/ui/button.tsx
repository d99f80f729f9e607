import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import './button.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `quiet` has no frame, `link` reads as text. */
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'link';
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={classNames('ui-button', `ui-button-${look}`, className)} {...rest} />;
}

export interface IconButtonProps extends ComponentProps<'button'> {
  /** The accessible name; shown as the native tooltip too. */
  readonly label: string;
}

export function IconButton({ label, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={classNames('ui-icon-button', className)}
      {...rest}
    />
  );
}
