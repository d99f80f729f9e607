/** Between the text of a block as changes know it (`visibleText`) and the places in the editor. */
import type { Node } from '@tiptap/pm/model';

export interface BlockPlaces {
  readonly text: string;
  /** The place before a character; `end` for the one behind the last. */
  at(offset: number): number;
}

/** `start` is where the block's node begins. */
export function blockPlaces(block: Node, start: number): BlockPlaces {
  const places: number[] = [];
  let text = '';
  let lines = 0;
  let end = start + 1;
  const line = (node: Node, from: number): void => {
    if (lines > 0) {
      text += '\n';
      places.push(end);
    }
    lines += 1;
    node.forEach((child, offset) => {
      const words = child.isText ? (child.text ?? '') : child.type.name === 'hardBreak' ? '\n' : '';
      for (let step = 0; step < words.length; step += 1) places.push(from + offset + step);
      text += words;
    });
    end = from + node.content.size;
  };
  if (block.isTextblock) line(block, start + 1);
  else {
    block.descendants((node, offset) => {
      if (node.isTextblock) line(node, start + 1 + offset + 1);
      return !node.isTextblock;
    });
  }
  return { text, at: (offset) => places[offset] ?? end };
}
