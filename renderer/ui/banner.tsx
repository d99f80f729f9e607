import type { ReactNode } from 'react';
import { Button } from './button';
import './banner.css';

export interface BannerProps {
  /** What happened. */
  readonly what: string;
  /** That nothing was lost, and what to do next. */
  readonly more: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** A message that stays in the page until it is dealt with. */
export function Banner({ what, more, action }: BannerProps) {
  return (
    <div className="ui-banner" role="alert">
      <p>
        <b>{what}</b> {more}
      </p>
      {action !== undefined && <Button onClick={action.run}>{action.label}</Button>}
    </div>
  );
}
