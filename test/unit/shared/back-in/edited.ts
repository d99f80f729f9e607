/** A discussion, its export, and that export edited in another program. */
import * as Y from 'yjs';
import {
  applyBack,
  type BackChange,
  type BackChoice,
  type BackFile,
  planBack,
  readBackFile,
  type UnreadEdit,
  unreadHere,
} from '../../../../shared/back-in';
import { digestOf } from '../../../../shared/exchange/digest';
import { exportMarkdown } from '../../../../shared/markdown';
import { readDiscussion } from '../../../../shared/model/catalog-doc';
import {
  addPost,
  authorsOf,
  initDiscussion,
  peopleOf,
  postsOf,
  recapOf,
} from '../../../../shared/model/discussion-doc';
import { recapsOf } from '../../../../shared/model/discussion-parts';
import type { ExportKind } from '../../../../shared/model/export-document';
import { blockText } from '../../../../shared/model/point';
import type { RichText, RichTextNode } from '../../../../shared/model/rich-text';
import { readRichText, writeRichText } from '../../../../shared/model/rich-text-yjs';
import { UNKNOWN_AUTHOR } from '../../../../shared/model/unknown-author';
import { stretchesOf } from '../../../../shared/recap/attribution';
import type { DiscussionId, ParticipantId, PostId } from '../../../../shared/util/brand';
import { toHex } from '../../../../shared/util/hex';
import { detail, doc, h, li, p, point, ul } from '../markdown/build';

export { edited } from '../../../support/edited-text';

export const ME = 'u-ann' as ParticipantId;
export const OTHER = 'u-bob' as ParticipantId;

export const RECAP = doc(
  h(1, 'What we learned'),
  p('The group met every Wednesday evening for two years.'),
  point('takeaway', { id: 't1' }, p('Small groups learn faster than large ones.')),
  point('decision', { id: 'd1' }, p('We meet weekly.'), detail('why', 'It worked.')),
  point('action', { id: 'a1', ownerName: 'Ann', due: '2026-12-01' }, p('Find a room')),
  ul(li(p('one')), li(p('two'))),
  p('Thanks to everybody who came.'),
);

/** `by` wrote everything in it. */
export function discussion(recap: RichText = RECAP, by: ParticipantId = OTHER): Y.Doc {
  const made = new Y.Doc();
  authorsOf(made).set(String(made.clientID), by);
  for (const [id, name] of [
    [ME, 'Ann'],
    [OTHER, 'Bob'],
  ] as const)
    peopleOf(made).set(id, { name, colour: 0 });
  initDiscussion(made, { title: 'Wednesdays', createdAt: 0, recap });
  made.transact(() => {
    const add = (id: string, author: ParticipantId, at: number, text: string, replyTo: string | null) =>
      addPost(made, {
        id: id as PostId,
        author,
        addedBy: author,
        body: doc(p(text)),
        replyTo: replyTo as PostId | null,
        at,
        createdAt: at,
        addedAt: at,
      });
    add('p1', ME, 60_000, 'Shall we go on next year?', null);
    add('p2', OTHER, 120_000, 'Yes, gladly.', 'p1');
    add('p3', ME, 180_000, 'Then it is agreed.', null);
  });
  return made;
}

/** Another copy of it, whose session is this person's. */
export function copyOf(made: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(made));
  authorsOf(copy).set(String(copy.clientID), ME);
  return copy;
}

export function exported(made: Y.Doc, kind: ExportKind = 'discussion'): string {
  const document = readDiscussion('disc-1' as DiscussionId, made, new Y.Doc(), 'Ours');
  return exportMarkdown(document, kind, { imageUrl: (src) => src });
}

export function fileOf(markdown: string): BackFile {
  const file = readBackFile(markdown);
  if (file === null) throw new Error('not ours');
  return file;
}

const nameOf = (person: string): string =>
  ({ [ME]: 'Ann', [OTHER]: 'Bob' })[person] ?? (person.replace(/^guest:/, '') || UNKNOWN_AUTHOR);

export const unreadIn = (made: Y.Doc, markdown: string): readonly UnreadEdit[] => unreadHere(made, fileOf(markdown));

export const changesOf = (made: Y.Doc, markdown: string): readonly BackChange[] =>
  planBack(made, fileOf(markdown), ME, { nameOf }).changes;

/** `kind what: before → after`, and what happens by itself. */
export const told = (changes: readonly BackChange[]): string[] =>
  changes.map(
    ({ where, kind, what, before, after, otherwise, refused }) =>
      `${where} ${kind} ${what}: ${[before, after].filter(Boolean).join(' → ')} (${refused ?? otherwise})`,
  );

export const NOW = Date.UTC(2026, 10, 30, 12);

/** Takes what is taken by itself, or what `choose` says. */
export function bringBack(
  made: Y.Doc,
  markdown: string,
  choose: (change: BackChange) => BackChoice = ({ otherwise }) => otherwise,
  origin: unknown = 'back-in',
): number {
  const choices = new Map(changesOf(made, markdown).map((one) => [one.key, choose(one)]));
  const authorFor = (name: string | undefined) => (name === 'Ann' ? ME : (`guest:${name ?? ''}` as ParticipantId));
  return applyBack(made, fileOf(markdown), choices, { me: ME, now: NOW, nameOf, authorFor }, origin);
}

export const recapIn = (made: Y.Doc): readonly RichTextNode[] => readRichText(recapOf(made)).content ?? [];

export function bodyIn(made: Y.Doc, id: string): RichText {
  const body = postsOf(made).get(id)?.get('body');
  return readRichText(body as Y.XmlFragment);
}

export function startOwn(made: Y.Doc, person: string, recap: RichText): void {
  made.transact(() => {
    const fragment = new Y.XmlFragment();
    recapsOf(made).set(person, fragment);
    writeRichText(fragment, recap);
  });
}

export const texts = (from: Y.Doc): string[] => recapIn(from).map((node) => blockText(node));
export const digest = (from: Y.Doc): string => toHex(digestOf(from));

/** The element of our recap whose text begins so. */
export function elementWith(from: Y.Doc, text: string): Y.XmlElement {
  const at = texts(from).findIndex((one) => one.startsWith(text));
  const element = recapOf(from).get(at);
  if (!(element instanceof Y.XmlElement)) throw new Error(`no ${text}`);
  return element;
}

export function lineOf(element: Y.XmlElement): Y.XmlText {
  const [first] = element.toArray();
  if (first instanceof Y.XmlText) return first;
  if (first instanceof Y.XmlElement) return lineOf(first);
  throw new Error('no text');
}

export function rewrite(from: Y.Doc, text: string, next: string): void {
  const line = lineOf(elementWith(from, text));
  from.transact(() => {
    line.delete(0, line.length);
    line.insert(0, next);
  });
}

/** `Ann: words | Bob: words` */
export function authorsOfText(line: Y.XmlText): string {
  const name = (by: string): string => (by === ME ? 'Ann' : by === OTHER ? 'Bob' : by);
  const authors = line.doc?.getMap('authors');
  let at = 0;
  const words = line
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('');
  return stretchesOf(line, (client) => String(authors?.get(String(client)) ?? ''))
    .map(({ length, by }) => {
      at += length;
      return `${name(by)}: ${words.slice(at - length, at)}`;
    })
    .join(' | ');
}
