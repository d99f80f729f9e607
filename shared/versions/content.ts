/**
 * What a version says, read from the document and written as lines of JSON: one for each block of a recap and each post,
 * so that two versions have most lines in common. [VE1]
 */
import * as Y from 'yjs';
import { readPosts, recapOf, statusOf, timeOrNull, titleOf } from '../model/discussion-doc';
import { readRecaps } from '../model/discussion-parts';
import { statusOrOpen } from '../model/export-document';
import type { RichTextNode } from '../model/rich-text';
import { readRichText } from '../model/rich-text-yjs';
import { type AuthorOf, authoredBlock } from '../recap/attribution';
import { VERSION_LIMITS } from './limits';
import { soundNodes } from './sound-node';
import type { VersionContent, VersionPerson, VersionPost } from './types';

export interface ContentHost {
  readonly authorOf: AuthorOf;
  personOf(id: string): VersionPerson;
}

function authorsIn(node: RichTextNode, found: Set<string>): void {
  for (const { type, attrs } of node.marks ?? []) {
    if (type === 'author' && typeof attrs?.['by'] === 'string') found.add(attrs['by']);
  }
  for (const child of node.content ?? []) authorsIn(child, found);
}

/**
 * The lines of the document as it is. Stops after each block and each post, so that a caller may go on later; if the
 * document changed meanwhile it has to begin anew.
 */
export function* readLines(doc: Y.Doc, host: ContentHost): Generator<undefined, readonly string[], undefined> {
  const lines = [JSON.stringify(['d', titleOf(doc).toString(), statusOf(doc)])];
  const people = new Set<string>();
  const recaps: (readonly [owner: string | null, fragment: Y.XmlFragment])[] = [
    [null, recapOf(doc)],
    ...[...readRecaps(doc)].sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  for (const [owner, fragment] of recaps) {
    if (owner !== null) people.add(owner);
    if (owner !== null && fragment.length === 0) lines.push(JSON.stringify(['o', owner]));
    for (const element of fragment.toArray()) {
      if (!(element instanceof Y.XmlElement)) continue;
      const block = authoredBlock(element, host.authorOf);
      authorsIn(block, people);
      lines.push(JSON.stringify(owner === null ? ['r', block] : ['o', owner, block]));
      yield;
    }
  }
  for (const { id, author, createdAt, editedAt, replyTo, deletedAt, body } of readPosts(doc)) {
    people.add(author);
    const content = readRichText(body).content ?? [];
    lines.push(JSON.stringify(['p', id, author, createdAt, editedAt, replyTo, deletedAt === null ? 0 : 1, content]));
    yield;
  }
  for (const id of [...people].sort()) {
    const { name, colour } = host.personOf(id);
    lines.push(JSON.stringify(['w', id, name, colour]));
  }
  return lines;
}

/** `readLines` in one go. */
export function versionLines(doc: Y.Doc, host: ContentHost): readonly string[] {
  const reading = readLines(doc, host);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

const words = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');
const idOf = (value: unknown): string => words(value, VERSION_LIMITS.id);

function parsed(line: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function readPostLine([, id, author, createdAt, editedAt, replyTo, deleted, body]: readonly unknown[]): VersionPost {
  return {
    id: idOf(id),
    author: idOf(author),
    createdAt: timeOrNull(createdAt),
    editedAt: timeOrNull(editedAt),
    replyTo: typeof replyTo === 'string' ? idOf(replyTo) : null,
    deleted: deleted === 1,
    body: soundNodes(body),
  };
}

/** The lines of a version as what they say; they may come from a stranger's file: what is no line of ours is left out. */
export function readContent(lines: readonly string[]): VersionContent {
  let [title, status]: [string, VersionContent['status']] = ['', 'open'];
  const recap: RichTextNode[] = [];
  const own = new Map<string, RichTextNode[]>();
  const posts: VersionPost[] = [];
  const people = new Map<string, VersionPerson>();
  for (const line of lines) {
    const row = parsed(line);
    if (row[0] === 'd') {
      title = words(row[1], 100_000);
      status = statusOrOpen(row[2]);
    } else if (row[0] === 'r') recap.push(...soundNodes([row[1]]));
    else if (row[0] === 'o') {
      const owner = idOf(row[1]);
      const blocks = own.get(owner) ?? [];
      blocks.push(...soundNodes([row[2]]));
      own.set(owner, blocks);
    } else if (row[0] === 'p') posts.push(readPostLine(row));
    else if (row[0] === 'w') {
      const colour = typeof row[3] === 'number' && Number.isFinite(row[3]) ? Math.abs(Math.trunc(row[3])) % 8 : 0;
      people.set(idOf(row[1]), { name: words(row[2], 80), colour });
    }
  }
  return { title, status, recap, own, posts, people };
}
