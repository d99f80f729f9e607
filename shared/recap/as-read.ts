/** What a reader sees of a block, to tell whether two are alike: whose letters they are, and which id it has, is left out. */
import type { RichTextNode } from '../model/rich-text';

interface Seen {
  readonly type: string;
  text: string;
  readonly looks: string;
  readonly content: readonly Seen[];
}

function seen(node: RichTextNode): Seen {
  const { id: _id, ...attrs } = node.attrs ?? {};
  const marks = (node.marks ?? [])
    .filter((mark) => mark.type !== 'author')
    .map((mark) => JSON.stringify([mark.type, Object.entries(mark.attrs ?? {}).sort()]))
    .sort();
  const content: Seen[] = [];
  for (const child of (node.content ?? []).map(seen)) {
    const last = content.at(-1);
    // An author's mark parts a text that reads as one.
    if (child.type === 'text' && last?.type === 'text' && last.looks === child.looks) last.text += child.text;
    else content.push(child);
  }
  return {
    type: node.type,
    text: node.text ?? '',
    looks: JSON.stringify([Object.entries(attrs).sort(), marks]),
    content,
  };
}

/** Equal for blocks that read alike, whatever they are made of. */
export function asRead(node: RichTextNode): string {
  return JSON.stringify(seen(node));
}
