/**
 * The words of a post as they stand on the page, character by character the same as `plainText` of its body, so that
 * a selection becomes the exact words and the exact words become a stretch of the page again.
 */

interface Piece {
  readonly node: Text;
  /** Where its first character is in the whole text. */
  readonly start: number;
}

export interface ShownText {
  readonly text: string;
  /** The part of the text that a range covers, without blanks around it; '' when it covers no words. */
  passage(range: Range): string;
  /** Where words stand; null when they are not there. */
  find(passage: string): Range | null;
  /** The range from one character to another. */
  range(from: number, to: number): Range | null;
  /** Where a point of the page is in the text. */
  at(node: Node, offset: number): number;
}

const TEXT_BLOCKS = 'p, h1, h2, h3, h4, h5, h6, pre';
const SKIPPED = 'label, .rich-note';

/** One line of the text, and between its neighbours a line feed, a tab between cells, a blank inside a cell. */
function blocksOf(root: Element): Element[] {
  return [...root.querySelectorAll(`${TEXT_BLOCKS}, img`)].filter((one) => one.closest(SKIPPED) === null);
}

function joint(before: Element | undefined, next: Element): string {
  if (before === undefined) return '';
  const [a, b] = [before.closest('td, th'), next.closest('td, th')];
  if (a === null || b === null || a.closest('tr') !== b.closest('tr')) return '\n';
  return a === b ? ' ' : '\t';
}

export function shownText(root: Element): ShownText {
  const pieces: Piece[] = [];
  let text = '';
  let before: Element | undefined;
  for (const block of blocksOf(root)) {
    if (block instanceof HTMLImageElement) {
      if (block.alt === '') continue;
      text += joint(before, block) + block.alt;
      before = block;
      continue;
    }
    text += joint(before, block);
    before = block;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const empty = block.textContent === '';
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text) {
        pieces.push({ node, start: text.length });
        text += node.data;
      } else if (node instanceof HTMLBRElement && !empty) text += '\n';
    }
  }

  const end = (piece: Piece): number => piece.start + piece.node.data.length;
  const at = (node: Node, offset: number): number => {
    const inside = pieces.find((piece) => piece.node === node);
    if (inside !== undefined) return inside.start + Math.min(offset, inside.node.data.length);
    // An element's boundary: the first words that stand after it, else the end of the last before it.
    const mark = document.createRange();
    mark.setStart(node, offset);
    const next = pieces.find((piece) => mark.comparePoint(piece.node, 0) >= 0);
    return next?.start ?? (pieces.length === 0 ? 0 : end(pieces.at(-1) as Piece));
  };
  const range = (from: number, to: number): Range | null => {
    const first = pieces.find((piece) => from < end(piece) && piece.start < to);
    const last = pieces.findLast((piece) => piece.start < to && from < end(piece));
    if (first === undefined || last === undefined) return null;
    const made = document.createRange();
    made.setStart(first.node, Math.max(0, from - first.start));
    made.setEnd(last.node, Math.min(last.node.data.length, to - last.start));
    return made;
  };
  return {
    text,
    at,
    range,
    passage(selected) {
      const [from, to] = [
        at(selected.startContainer, selected.startOffset),
        at(selected.endContainer, selected.endOffset),
      ];
      return text.slice(from, to).trim();
    },
    find(passage) {
      const from = passage === '' ? -1 : text.indexOf(passage);
      return from < 0 ? null : range(from, from + passage.length);
    },
  };
}

/** Sentences with where they begin and end, blanks left out; what ends no sentence ends with its line. */
export function sentencesOf(text: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(/[^\s].*?(?:[.!?…]+["”’)\]]*(?=\s|$)|$)/gm)) {
    found.push({ from: match.index, to: match.index + match[0].trimEnd().length });
  }
  return found;
}
