/** What is said while the last words are saved. Pure. */
import type { Unsaved } from '../notebook/types';

const nameOf = ({ title }: Unsaved): string =>
  title === null
    ? 'the list of discussions'
    : title.trim() === ''
      ? 'a discussion without a title'
      : `“${title.trim()}”`;

/** `“One”, “Two” and 3 more` */
function names(all: readonly Unsaved[]): string {
  const shown = all.slice(0, 3).map(nameOf);
  if (all.length > shown.length) return `${shown.join(', ')} and ${String(all.length - shown.length)} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** One line for each of the places where something is missing. */
export function waitingLines(unsaved: readonly Unsaved[]): readonly string[] {
  const nowhere = unsaved.filter(({ storage, journal }) => storage && journal);
  const journal = unsaved.filter((one) => one.journal && !one.storage);
  const storage = unsaved.filter((one) => one.storage && !one.journal);
  if (unsaved.length === 0) return ['Everything you wrote is stored. The app is leaving things in order.'];
  return [
    ...(nowhere.length > 0 ? [`Not stored yet: what you wrote last in ${names(nowhere)}.`] : []),
    ...(journal.length > 0
      ? [`Still being written to the journal: ${names(journal)}. In the app’s storage it is already.`]
      : []),
    ...(storage.length > 0
      ? [`Still being written to the app’s storage: ${names(storage)}. In the journal it is already.`]
      : []),
  ];
}

/** What it costs to quit now. */
export function riskWords(unsaved: readonly Unsaved[]): string {
  const nowhere = unsaved.filter(({ storage, journal }) => storage && journal);
  if (nowhere.length > 0)
    return `What you wrote last in ${names(nowhere)} is stored nowhere yet. If you quit now, it is lost.`;
  if (unsaved.length === 0)
    return 'Everything you wrote is stored twice. If you quit now, nothing is lost; the next start takes a little longer.';
  return unsaved.some(({ journal }) => journal)
    ? `What you wrote last in ${names(unsaved)} is in the app’s storage only. If you quit now, the next start copies it to the journal; it would be lost only if the power failed in the next seconds, or if that storage were damaged before.`
    : `What you wrote last in ${names(unsaved)} is in the journal only. If you quit now, the next start copies it to the app’s storage; it would be lost only if the journal were deleted or damaged before.`;
}
