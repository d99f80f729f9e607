/** Whether a text is an export of ours, told from its first lines. */
import { readFrontMatter } from '../markdown';
import { EXPORT_KINDS, EXPORT_LIMITS } from '../model/export-document';
import { lineFeeds } from './lines';

/** Longer than the front matter that is read. */
const HEAD = 80_000;

/** The id of the discussion that was exported, or null. */
export function exportedFrom(text: string): string | null {
  const data = readFrontMatter(lineFeeds(text.slice(0, HEAD)).join('\n'))?.data;
  if (data === undefined || !EXPORT_KINDS.some((kind) => kind === data.exported)) return null;
  const { id } = data;
  return typeof id === 'string' && id !== '' && id.length <= EXPORT_LIMITS.id ? id : null;
}
