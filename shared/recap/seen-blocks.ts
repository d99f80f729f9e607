/** The blocks of a recap as somebody last saw them: plain data that is kept on the device. Pure. */
import { pointKind, readPoint } from '../model/point';
import type { RichText, RichTextNode } from '../model/rich-text';

/** What can change about a block beside its words. */
export const FACTS = [
  'kind',
  'level',
  'owner',
  'due',
  'done',
  'author',
  'link',
  'agreed',
  'credit',
  'cites',
  'picture',
  'ticked',
] as const;
export type FactName = (typeof FACTS)[number];

export interface SeenBlock {
  /** Names the block as long as its node lives, on every device and over restarts. */
  readonly key: string;
  /** The point's id; '' for other blocks. */
  readonly id: string;
  /** The type of its node, of a point its kind. */
  readonly kind: string;
  /** Everything that can be read in it, one line for each of its texts. */
  readonly text: string;
  /** What it says beside its words, for reading; what is not said is left out. */
  readonly facts: Readonly<Partial<Record<FactName, string>>>;
}

/** Longer texts, and more blocks, are not compared: nobody reads them in a list of changes. [SL12] */
export const SEEN_LIMITS = { blocks: 5_000, block: 20_000, text: 2_000_000 } as const;

/** Of what is kept on the device; what does not fit would make all of it unreadable. */
export const SEEN_FIELDS = { key: 64, id: 500, kind: 64, fact: 4_000 } as const;

/** The nodes that hold a line of text. */
const LINES: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'detail']);
export const isLine = (type: string): boolean => LINES.has(type);

function inline(node: RichTextNode): string {
  if (node.type === 'text') return node.text ?? '';
  return node.type === 'hardBreak' ? '\n' : '';
}

function linesOf(node: RichTextNode, lines: string[]): void {
  if (isLine(node.type)) lines.push((node.content ?? []).map(inline).join(''));
  else for (const child of node.content ?? []) linesOf(child, lines);
}

/** The words of a block with its details, as they stand in the editor: offsets in it are offsets there. */
export function visibleText(node: RichTextNode): string {
  const lines: string[] = [];
  linesOf(node, lines);
  return lines.join('\n');
}

function ticked(node: RichTextNode): string {
  const all = (node.content ?? []).filter((child) => child.type === 'taskItem');
  const done = all.filter((child) => child.attrs?.['checked'] === true).length;
  return done === 0 ? '' : `${String(done)} of ${String(all.length)}`;
}

function factsOf(node: RichTextNode): Partial<Record<FactName, string>> {
  const attrs = node.attrs ?? {};
  const known = (value: unknown): string => (typeof value === 'string' ? value : '');
  switch (node.type) {
    case 'heading':
      return { level: String(attrs['level'] ?? 1) };
    case 'image':
      return { picture: known(attrs['alt']) || known(attrs['src']) };
    case 'taskList':
      return { ticked: ticked(node) };
    case 'point': {
      const point = readPoint(node, 0, '');
      const names = (role: string): string =>
        point.credits.flatMap((one) => (one.role === role ? [one.name || one.person] : [])).join(', ');
      return {
        kind: point.kind,
        owner: point.ownerName || (point.owner ?? ''),
        due: point.due,
        done: point.done ? 'done' : '',
        author: point.author,
        link: point.link,
        agreed: names('agreed'),
        credit: names('credit'),
        cites: point.cites.map((one) => one.label || one.post).join('; '),
      };
    }
    default:
      return {};
  }
}

const KNOWN = new WeakMap<RichTextNode, SeenBlock>();

function seenBlock(node: RichTextNode, key: string): SeenBlock {
  const known = KNOWN.get(node);
  if (known?.key === key) return known;
  const facts = Object.fromEntries(
    Object.entries(factsOf(node))
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, value.slice(0, SEEN_FIELDS.fact)]),
  );
  const id = node.type === 'point' ? node.attrs?.['id'] : '';
  const made: SeenBlock = {
    key,
    id: typeof id === 'string' ? id.slice(0, SEEN_FIELDS.id) : '',
    kind: node.type === 'point' ? pointKind(node.attrs?.['kind']) : node.type.slice(0, SEEN_FIELDS.kind),
    text: visibleText(node).slice(0, SEEN_LIMITS.block),
    facts,
  };
  KNOWN.set(node, made);
  return made;
}

/** The recap's blocks; `keys` names them in the same order. An unchanged node gives the same block as before. */
export function seenBlocks(recap: RichText, keys: readonly string[]): readonly SeenBlock[] {
  return (recap.content ?? []).slice(0, SEEN_LIMITS.blocks).map((node, at) => seenBlock(node, keys[at] ?? ''));
}

export function sameBlock(a: SeenBlock, b: SeenBlock): boolean {
  return a === b || (a.kind === b.kind && a.text === b.text && FACTS.every((name) => a.facts[name] === b.facts[name]));
}

/** Nothing that could be read: an empty line. */
export const saysNothing = (block: SeenBlock): boolean =>
  block.text.trim() === '' &&
  block.kind !== 'horizontalRule' &&
  FACTS.every((name) => name === 'kind' || name === 'level' || block.facts[name] === undefined);
