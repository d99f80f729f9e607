/** A text on a page: how its blocks and points look there, and which level its headings have. */
import { normaliseRichText, type PointWriting } from '../markdown';
import type { RichText, RichTextNode } from '../model/rich-text';
import { type BlockLook, blocks } from './blocks';
import { element, type Html, join, LINE, text } from './markup';
import type { Pictures } from './pictures';
import { pointFigure } from './point-figure';

export function box(checked: boolean): Html {
  return element(
    'span',
    { class: 'box', role: 'img', 'aria-label': checked ? 'done' : 'to do' },
    text(checked ? '☑' : '☐'),
  );
}

/** Wider than the page it is moved by itself; the Tab key reaches it for that. */
export function wideTable(rows: Html): Html {
  return element(
    'div',
    { class: 'wide', role: 'group', 'aria-label': 'Table', tabindex: '0' },
    element('table', null, rows),
  );
}

function levelsOf(nodes: readonly RichTextNode[], found: Set<number>): Set<number> {
  for (const node of nodes) {
    if (node.type === 'heading') found.add(Number(node.attrs?.level));
    levelsOf(node.content ?? [], found);
  }
  return found;
}

/** The levels that a text uses become the levels from `top` on, so that no level of the page is left out. */
function headingLevels(nodes: readonly RichTextNode[], top: number): (level: number) => number {
  const used = [...levelsOf(nodes, new Set())].sort((a, b) => a - b);
  return (level) => top + Math.max(0, used.indexOf(level));
}

export interface PageText {
  readonly pictures: Pictures;
  readonly points: PointWriting;
  /** The level of its highest headings. */
  readonly top: number;
}

/** A line each for the blocks of the root. */
export function pageText(body: RichText, { pictures, points, top }: PageText): Html {
  const nodes = normaliseRichText(body).content ?? [];
  const look: BlockLook = { pictures, headingLevel: headingLevels(nodes, top), box, table: wideTable };
  return join(
    nodes.map((node) => (node.type === 'point' ? pointFigure(node, points, look) : blocks([node], look))),
    LINE,
  );
}
