/** Small texts of a thread. Pure. */
import type { RichTextNode } from '../../../shared/model/rich-text';
import type { PostId } from '../../../shared/util/brand';
import type { Post } from '../../notebook/types';
import { momentWords } from '../../ui/date-words';

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

/** Nodes that hold text and show nothing without it. */
const HOLDERS = new Set([
  'doc',
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'blockquote',
  'codeBlock',
  'hardBreak',
]);

/** True when a reader would see nothing: no word, no picture, no line, no table. */
export function isBlank(body: RichTextNode): boolean {
  if (body.text !== undefined) return body.text.trim() === '';
  return HOLDERS.has(body.type) && (body.content ?? []).every(isBlank);
}

/** In place of a post that is in the trash, or was deleted for ever. */
export function deletedWords({ author, gone }: Pick<Post, 'author' | 'gone'>, now: number): string {
  if (gone === null || gone.by === null) return `${author.name} deleted a post`;
  const whose = gone.by.id === author.id ? 'a post' : `a post of ${author.name}`;
  return `${gone.by.name} deleted ${whose} for ever, ${momentWords(gone.at, now)}`;
}

/** Where a reader goes on after `id` was deleted: the next post that is there, else the one before, else its own line. */
export function goOnAt(posts: readonly { readonly id: PostId; readonly deleted: boolean }[], id: PostId): PostId {
  const at = posts.findIndex((post) => post.id === id);
  const alive = (post: { readonly deleted: boolean }): boolean => !post.deleted;
  const next = posts.slice(at + 1).find(alive) ?? posts.slice(0, Math.max(0, at)).findLast(alive);
  return next?.id ?? id;
}
