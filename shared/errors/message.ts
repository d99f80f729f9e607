/** Every failure that a person can meet: what happened, that nothing was lost, what to do next. */
export interface PersonMessage {
  readonly what: string;
  readonly kept: string;
  readonly next: string;
}

export const NOTHING_CHANGED = 'Nothing was changed.';
export const ALL_KEPT = 'Everything you wrote is still here.';
