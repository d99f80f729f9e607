/** The end of a command in words for people. */
import type { CommandEnd } from '../../shared/command-line/lines';

const ENDS: Record<CommandEnd['outcome'], string> = {
  done: 'Done',
  some: 'Done in part',
  wrong: 'Nothing was touched',
  nothing: 'Nothing could be done',
  busy: 'Nothing was touched',
  cancelled: 'Cancelled',
};

export function wordsOf({ outcome, counts }: CommandEnd): string {
  const parts = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
  return parts.length === 0 ? `${ENDS[outcome]}.` : `${ENDS[outcome]}: ${parts.join(', ')}.`;
}
