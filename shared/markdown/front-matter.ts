/** YAML front matter of exports and imports. */
import { parse, stringify } from 'yaml';
import type { ExportDocument, ExportKind } from '../model/export-document';
import { readPoints } from '../model/point';
import { linkAddress } from './addresses';
import { oneLine } from './normalise-inline';
import { isoTime } from './time-text';

/** Longer front matter is not read: it is text. */
const MAX_LENGTH = 65_536;

/** What the recap's points say of where it comes from: author, title and address in a line each. */
function sourcesOf({ recap }: ExportDocument): string[] {
  return readPoints(recap).flatMap(({ kind, author, text, link }) =>
    kind === 'source' ? (oneLine([author, text, linkAddress(link)].filter(Boolean).join(', ')) ?? []) : [],
  );
}

/** The block between `---` lines, with the line feed at its end. The same on every machine: no time of export, sorted names. */
export function frontMatter(document: ExportDocument, kind: ExportKind): string {
  const names = (list: readonly string[]) => list.flatMap((name) => oneLine(name) ?? []);
  const { finished, signoffs } = document.parts;
  const sources = kind === 'thread' ? [] : sourcesOf(document);
  const write = (data: object) => stringify(data, { lineWidth: 0, compat: 'yaml-1.1' });
  return [
    '---\n',
    write({
      title: oneLine(document.title) ?? '',
      notebook: oneLine(document.notebookName) ?? '',
      id: oneLine(document.id) ?? '',
    }),
    // Without quotes, so that readers of YAML 1.1 see a date.
    `date: ${isoTime(document.createdAt)}\n`,
    write({
      status: document.status,
      participants: names(document.participants),
      contributors: [...new Set(names(document.contributors))].sort(),
    }),
    ...(finished === null
      ? []
      : [`finished: ${isoTime(finished.at)}\n`, write({ 'finished-by': oneLine(finished.name) ?? '' })]),
    write({
      ...(signoffs.length === 0 ? {} : { 'signed-off': names(signoffs.map(({ name }) => name)) }),
      ...(sources.length === 0 ? {} : { sources }),
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
