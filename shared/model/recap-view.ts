/** How a person looks at the recaps of one discussion. Kept on the device, never shared. */

export const RECAP_LAYOUTS = ['one', 'beside', 'lanes'] as const;
export type RecapLayout = (typeof RECAP_LAYOUTS)[number];

export interface RecapView {
  readonly layout: RecapLayout;
  /** `ours`, or the participant whose recap is shown. */
  readonly tab: string;
  /** Whose recap stands beside ours; '' for whichever there is. */
  readonly beside: string;
}

export const FIRST_RECAP_VIEW: RecapView = { layout: 'one', tab: 'ours', beside: '' };

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value.slice(0, 200) : otherwise;

/** What was kept; anything else gives the first view. */
export function readRecapView(value: unknown): RecapView {
  if (typeof value !== 'object' || value === null) return FIRST_RECAP_VIEW;
  const { layout, tab, beside } = value as Record<string, unknown>;
  return {
    layout: RECAP_LAYOUTS.find((name) => name === layout) ?? 'one',
    tab: text(tab, 'ours'),
    beside: text(beside, ''),
  };
}
