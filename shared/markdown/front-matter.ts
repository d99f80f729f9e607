/** YAML front matter of exports and imports. */
import { stringify } from 'yaml';
import type { ExportDocument, ExportKind } from '../model/export-document';
import { readPoints } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { linkAddress } from './addresses';
import { oneLine } from './normalise-inline';
import { plainText } from './plain-text';
import { readYaml, type YamlRefusal } from './read-yaml';
import { isoTime } from './time-text';

/** Written as `source`: where a file comes from, for people who have not heard of the app. */
export const APP_NAME = 'Recap Notebook';

/** Longer front matter is not read: it is text. */
const MAX_LENGTH = 65_536;

/** What the recap's points say of where it comes from: author, title and address in a line each. */
function sourcesOf({ recap }: ExportDocument): string[] {
  return readPoints(recap).flatMap(({ kind, author, text, link }) =>
    kind === 'source' ? (oneLine([author, text, linkAddress(link)].filter(Boolean).join(', ')) ?? []) : [],
  );
}

/** A word with `#` before it, not the end of an address. Obsidian and others know the word as a tag. */
const HASHTAG = /(?<![\p{L}\p{N}_&/#])#(\p{L}[\p{L}\p{N}_-]{1,49})/gu;
const MAX_TAGS = 30;

/** Whether there is anything to look for: the search itself tries every place of a long recap. */
function hasSign({ text, attrs, content = [] }: RichTextNode): boolean {
  return text?.includes('#') === true || String(attrs?.alt ?? '').includes('#') || content.some(hasSign);
}

/** The hashtags that people wrote in the title and the recap, each once. */
function tagsOf({ title, recap }: ExportDocument, withRecap: boolean): string[] {
  const found = new Map<string, string>();
  const words = withRecap && hasSign(recap) ? plainText(recap) : '';
  for (const [, tag = ''] of `${title}\n${words}`.matchAll(HASHTAG)) {
    const key = tag.toLowerCase();
    if (!found.has(key) && found.size < MAX_TAGS) found.set(key, tag);
  }
  return [...found.values()];
}

const PLAIN = /^[A-Za-z](?:[A-Za-z0-9 '’()._/-]*[A-Za-z0-9)])?$/;
const WORDS_OF_YAML = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A value as `yaml` writes it; what needs no quotes is told at once, as it takes most of the time of a short export. */
function scalar(value: string): string {
  if (PLAIN.test(value) && !WORDS_OF_YAML.test(value)) return value;
  return stringify({ k: value }, { lineWidth: 0, compat: 'yaml-1.1' }).slice(3, -1);
}

const entry = (key: string, value: string): string => `${key}: ${scalar(value)}\n`;

function entries(key: string, values: readonly string[]): string {
  if (values.length === 0) return `${key}: []\n`;
  return `${key}:\n${values.map((value) => `  - ${scalar(value)}\n`).join('')}`;
}

const unlessEmpty = (key: string, values: readonly string[]): string =>
  values.length === 0 ? '' : entries(key, values);

/** The block between `---` lines, with the line feed at its end. The same on every machine: no time of export, sorted names. */
export function frontMatter(document: ExportDocument, kind: ExportKind): string {
  const names = (list: readonly string[]) => list.flatMap((name) => oneLine(name) ?? []);
  const { finished, signoffs } = document.parts;
  return [
    '---\n',
    entry('title', oneLine(document.title) ?? ''),
    entry('notebook', oneLine(document.notebookName) ?? ''),
    entry('id', oneLine(document.id) ?? ''),
    // Without quotes, so that readers of YAML 1.1 see a date.
    `date: ${isoTime(document.createdAt)}\n`,
    entry('status', document.status),
    entries('participants', names(document.participants)),
    entries('contributors', [...new Set(names(document.contributors))].sort()),
    ...(finished === null
      ? []
      : [`finished: ${isoTime(finished.at)}\n`, entry('finished-by', oneLine(finished.name) ?? '')]),
    unlessEmpty('signed-off', names(signoffs.map(({ name }) => name))),
    unlessEmpty('sources', kind === 'thread' ? [] : sourcesOf(document)),
    unlessEmpty('tags', tagsOf(document, kind !== 'thread')),
    entry('source', APP_NAME),
    entry('exported', kind),
    '---\n',
  ].join('');
}

export type FrontMatterRefusal = YamlRefusal | 'too-long';

/** The block at the very beginning of a text, with both its `---` lines; `end`: where what it says ends. */
function blockOf(text: string): { readonly source: string; readonly end: number } | 'too-long' | null {
  if (!text.startsWith('---\n')) return null;
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/g;
  close.lastIndex = 3;
  const end = close.exec(text.slice(0, MAX_LENGTH))?.index ?? -1;
  if (end < 0) return text.length > MAX_LENGTH && close.test(text) ? 'too-long' : null;
  const stop = text.indexOf('\n', end + 1);
  return { source: stop < 0 ? text : text.slice(0, stop + 1), end };
}

/**
 * Parts a text (line feeds only) from the front matter at its very beginning. `source` is that block with both its
 * `---` lines, `data` what it says; null when there is none or it is not a YAML mapping.
 */
export function readFrontMatter(
  text: string,
): { source: string; data: Readonly<Record<string, unknown>>; body: string } | null {
  const block = blockOf(text);
  if (block === null || block === 'too-long') return null;
  const { source, end } = block;
  const read = readYaml(text.slice(4, end + 1));
  const data = 'data' in read ? read.data : null;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return { source, data: data as Record<string, unknown>, body: text.slice(source.length) };
}

/** Why what looks like front matter was read as text; null when it was not. */
export function frontMatterRefusal(text: string): FrontMatterRefusal | null {
  const block = blockOf(text);
  if (block === null || block === 'too-long') return block;
  const read = readYaml(text.slice(4, block.end + 1));
  return 'refused' in read ? read.refused : null;
}
