/** YAML front matter of exports and imports. */
import { parse, stringify } from 'yaml';
import type { ExportDocument, ExportKind } from '../model/export-document';
import { oneLine } from './normalise-inline';
import { isoTime } from './time-text';

/** Longer front matter is not read: it is text. */
const MAX_LENGTH = 65_536;

/** The block between `---` lines, with the line feed at its end. The same on every machine: no time of export, sorted names. */
export function frontMatter(document: ExportDocument, kind: ExportKind): string {
  const names = (list: readonly string[]) => list.flatMap((name) => oneLine(name) ?? []);
  const write = (data: object) => stringify(data, { lineWidth: 0, compat: 'yaml-1.1' });
  return [
    '---\n',
    write({ title: oneLine(document.title) ?? '', notebook: oneLine(document.notebookName) ?? '' }),
    // Without quotes, so that readers of YAML 1.1 see a date.
    `date: ${isoTime(document.createdAt)}\n`,
    write({
      status: document.status,
      participants: names(document.participants),
      contributors: [...new Set(names(document.contributors))].sort(),
      exported: kind,
    }),
    '---\n',
  ].join('');
}

/**
 * Parts a text (line feeds only) from the front matter at its very beginning. `source` is that block with both its
 * `---` lines, `data` what it says; null when there is none or it is not a YAML mapping.
 */
export function readFrontMatter(
  text: string,
): { source: string; data: Readonly<Record<string, unknown>>; body: string } | null {
  if (!text.startsWith('---\n')) return null;
  const end = text.slice(0, MAX_LENGTH).search(/\n(?:---|\.\.\.)[ \t]*(?:\n|$)/);
  if (end < 0) return null;
  const stop = text.indexOf('\n', end + 1);
  const source = stop < 0 ? text : text.slice(0, stop + 1);
  try {
    const data: unknown = parse(text.slice(4, end + 1), { maxAliasCount: 0 });
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
    return { source, data: data as Record<string, unknown>, body: text.slice(source.length) };
  } catch {
    return null;
  }
}
