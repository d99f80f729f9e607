/**
 * What an export was made from, in comments at its end: a mark for the title, each block of a recap and each post, the status,
 * and how many stances and the like there were. Who brings the file back can tell by them what was changed in the file and
 * what was changed here since. [BI1]
 */
import type { ExportDocument, ExportKind } from '../model/export-document';
import type { RichText } from '../model/rich-text';
import { blockMark, MARK_FORM } from './block-mark';
import { stanceCount } from './export-sections';
import { type CanonicalText, type Normalise, normaliseRichText } from './normalise';
import { oneLine } from './normalise-inline';
import { pointComment, readPointComment } from './point-comments';

export interface BaseBlock {
  /** Of a point or a post; '' for other blocks. */
  readonly id: string;
  readonly mark: string;
}

export interface ExportBase {
  /** The mark of the title. */
  readonly title: string;
  /** The blocks of our recap in their order; null where it was not exported, as is everything else. */
  readonly recap: readonly BaseBlock[] | null;
  /** Of recaps of single participants, by their id. */
  readonly own: ReadonlyMap<string, readonly BaseBlock[]>;
  readonly posts: readonly BaseBlock[] | null;
  /** What is written for readers and not read back; null in files from before it was noted. */
  readonly parts: BaseParts | null;
}

/** How many of each stand in the file. */
export const COUNTED_PARTS = ['stance', 'signoff', 'reaction', 'aside'] as const;
export type CountedPart = (typeof COUNTED_PARTS)[number];

export interface BaseParts {
  readonly status: string;
  readonly counts: Readonly<Record<CountedPart, number>>;
}

/** Of a line: editors grow slow with very long ones. */
const PER_LINE = 50;
const LINE = /^<!--base [a-z]/;

export const titleMark = (title: string): string => blockMark([{ type: 'text', text: oneLine(title) ?? '' }]);

/** A recap's blocks by their ids and marks. */
export const recapMarks = (recap: RichText): readonly BaseBlock[] => baseBlocks(normaliseRichText(recap));

function baseBlocks(recap: CanonicalText): BaseBlock[] {
  return (recap.content ?? []).map((node) => ({
    id: node.type === 'point' ? String(node.attrs?.id) : '',
    mark: blockMark([node]),
  }));
}

export const bodyMark = (body: RichText, normalise: Normalise = normaliseRichText): string =>
  blockMark(normalise(body).content ?? []);

function lines(word: string, blocks: readonly BaseBlock[], attrs: Record<string, string> = {}): string[] {
  const found: string[] = [];
  // An empty list says that there was nothing.
  for (let at = 0; at === 0 || at < blocks.length; at += PER_LINE) {
    const part = blocks.slice(at, at + PER_LINE);
    const are = part.map(({ id, mark }) =>
      id === '' ? mark : `${encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD'))}:${mark}`,
    );
    found.push(pointComment('base', word, { ...attrs, are: are.join(' ') }));
  }
  return found;
}

function partsLine(document: ExportDocument, kind: ExportKind, withOwn: boolean): string {
  const { posts, parts, status } = document;
  const there = new Set(kind === 'recap' ? [] : posts.flatMap(({ id, deleted }) => (deleted ? [] : [id])));
  const isThere = ({ post }: { readonly post: string }): boolean => there.has(post);
  const counts: Record<CountedPart, number> = {
    stance: kind === 'thread' ? 0 : stanceCount(document, withOwn),
    signoff: kind === 'thread' ? 0 : parts.signoffs.length,
    reaction: parts.reactions.filter(isThere).length,
    aside: parts.aside.filter(isThere).length,
  };
  const some = COUNTED_PARTS.flatMap((part) => (counts[part] === 0 ? [] : [[part, String(counts[part])] as const]));
  return pointComment('base', 'parts', { status, ...Object.fromEntries(some) });
}

/** @param withOwn the recaps of single participants are in the file */
export function baseLines(document: ExportDocument, kind: ExportKind, withOwn: boolean, normalise: Normalise): string {
  const { title, recap, posts, parts } = document;
  const all = [
    pointComment('base', 'title', { form: MARK_FORM, is: titleMark(title) }),
    partsLine(document, kind, withOwn),
  ];
  if (kind !== 'thread') {
    all.push(...lines('recap', baseBlocks(normalise(recap))));
    if (withOwn)
      for (const own of parts.recaps)
        all.push(...lines('own', baseBlocks(normalise(own.recap)), { person: own.person }));
  }
  if (kind !== 'recap') {
    const there = posts.filter((post) => !post.deleted);
    all.push(
      ...lines(
        'posts',
        there.map(({ id, body }) => ({ id, mark: bodyMark(body, normalise) })),
      ),
    );
  }
  return `${all.join('\n')}\n`;
}

export const isBaseLine = (line: string): boolean => LINE.test(line);

function readParts(attrs: Readonly<Record<string, string>>): BaseParts {
  const count = (part: CountedPart): number => (/^\d{1,6}$/.test(attrs[part] ?? '') ? Number(attrs[part]) : 0);
  return {
    status: attrs.status ?? '',
    counts: {
      stance: count('stance'),
      signoff: count('signoff'),
      reaction: count('reaction'),
      aside: count('aside'),
    },
  };
}

function readBlock(entry: string): BaseBlock[] {
  const cut = entry.lastIndexOf(':');
  const mark = entry.slice(cut + 1);
  if (!/^[0-9a-f]{12}$/.test(mark)) return [];
  try {
    return [{ id: cut < 0 ? '' : decodeURIComponent(entry.slice(0, cut)), mark }];
  } catch {
    return [];
  }
}

/** Into the same list: a file may have any number of lines. */
function joined(known: BaseBlock[] | null, found: readonly BaseBlock[]): BaseBlock[] {
  const all = known ?? [];
  for (const one of found) all.push(one);
  return all;
}

/** From the lines that `isBaseLine` knows; null when there are none, or they are of another form. */
export function readBase(all: readonly string[]): ExportBase | null {
  let title: string | null = null;
  let recap: BaseBlock[] | null = null;
  let posts: BaseBlock[] | null = null;
  let parts: BaseParts | null = null;
  const own = new Map<string, BaseBlock[]>();
  for (const line of all) {
    const comment = readPointComment(line);
    if (comment?.name !== 'base') continue;
    const { word, attrs } = comment;
    const found = (attrs.are ?? '').split(' ').flatMap(readBlock);
    if (word === 'title' && attrs.form === MARK_FORM) title = attrs.is ?? '';
    else if (word === 'parts') parts = readParts(attrs);
    else if (word === 'recap') recap = joined(recap, found);
    else if (word === 'posts') posts = joined(posts, found);
    else if (word === 'own' && attrs.person) own.set(attrs.person, joined(own.get(attrs.person) ?? null, found));
  }
  return title === null ? null : { title, recap, own, posts, parts };
}
