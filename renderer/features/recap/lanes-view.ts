/** Which recaps are on screen, and what they are called. Pure. */
import type { RecapView } from '../../../shared/model/recap-view';
import { OURS } from '../../../shared/recap/coverage';

/** One that can be shown: ours, this person's own (there or not yet), another's. */
export interface RecapTab {
  readonly key: string;
  readonly label: string;
}

interface Named {
  readonly key: string;
  readonly owner: { readonly name: string } | null;
}

export const ownersWords = (name: string): string => `${name === '' ? 'Somebody' : name}’s`;

export function recapTabs(own: readonly Named[], me: string): readonly RecapTab[] {
  const others = own.filter((one) => one.key !== me);
  return [
    { key: OURS, label: 'Our recap' },
    { key: me, label: 'Mine' },
    ...others.map((one) => ({ key: one.key, label: ownersWords(one.owner?.name ?? '') })),
  ];
}

/** The keys of those on screen, in their order. A recap that is not there any more gives way to one that is. */
export function shownRecaps(view: RecapView, tabs: readonly RecapTab[], me: string): readonly string[] {
  const there = (key: string): boolean => tabs.some((one) => one.key === key);
  switch (view.layout) {
    case 'lanes':
      return tabs.map(({ key }) => key);
    case 'beside': {
      const wanted = [view.beside, view.tab].find((key) => key !== OURS && there(key));
      return [OURS, wanted ?? me];
    }
    case 'one':
      return [there(view.tab) ? view.tab : OURS];
  }
}

/** The view in which this recap is on screen; the same when it is already. */
export function viewWith(view: RecapView, tabs: readonly RecapTab[], me: string, key: string): RecapView {
  if (shownRecaps(view, tabs, me).includes(key)) return view;
  return view.layout === 'beside' ? { ...view, beside: key } : { ...view, tab: key };
}

/** Pixels of a tab: its padding, and of a letter. Generous: what does not fit goes into a menu, what is cut off is lost. */
const TAB = 26;
const LETTER = 7.5;
const MORE = 84;

/** As many tabs as fit into a width; the chosen one always does. At least three stay. */
export function fittingTabs(tabs: readonly RecapTab[], chosen: string, width: number): readonly RecapTab[] {
  const size = ({ label }: RecapTab): number => TAB + LETTER * label.length;
  const total = tabs.reduce((sum, tab) => sum + size(tab), 0);
  if (total <= width) return tabs;
  let left = width - MORE;
  const kept: RecapTab[] = [];
  for (const tab of tabs) {
    left -= size(tab);
    if (left < 0 && kept.length >= 2) break;
    kept.push(tab);
  }
  const active = tabs.find((tab) => tab.key === chosen);
  if (active === undefined || kept.includes(active)) return kept;
  return kept.length > 2 ? [...kept.slice(0, -1), active] : [...kept, active];
}
