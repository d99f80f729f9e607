/** Small texts of a thread. Pure. */
import type { RichTextNode } from '../../../shared/model/rich-text';

/** The first words of a rich text on one line, for telling which post a reply is to. */
export function excerpt(body: RichTextNode, most = 60): string {
  let text = '';
  const read = (node: RichTextNode): void => {
    if (text.length > most) return;
    if (node.text !== undefined) text += node.text;
    else if (node.type === 'hardBreak') text += ' ';
    else if (node.type === 'image') text += 'picture ';
    node.content?.forEach(read);
    if (node.content !== undefined && node.type !== 'doc' && !text.endsWith(' ')) text += ' ';
  };
  read(body);
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  const space = line[most] === ' ' ? most : cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
