import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  addPost,
  authorsOf,
  initDiscussion,
  peopleOf,
  postsOf,
  recapOf,
} from '../../../../shared/model/discussion-doc';
import { recapsOf } from '../../../../shared/model/discussion-parts';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { insertNodes } from '../../../../shared/model/rich-text-yjs';
import type { ParticipantId } from '../../../../shared/util/brand';
import { readContent, versionLines } from '../../../../shared/versions/content';
import { hostOf } from '../../../support/made-years';

const paragraph = (text: string): RichTextNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function discussion(): Y.Doc {
  const doc = new Y.Doc();
  initDiscussion(doc, { title: 'Cultures', createdAt: 0 });
  peopleOf(doc).set('renee', { name: 'Renee', colour: 1 });
  authorsOf(doc).set(String(doc.clientID), 'renee');
  insertNodes(recapOf(doc), 0, [paragraph('ours')]);
  const mine = new Y.XmlFragment();
  recapsOf(doc).set('renee', mine);
  recapsOf(doc).set('chris', new Y.XmlFragment());
  insertNodes(mine, 0, [paragraph('mine')]);
  const by = 'renee' as ParticipantId;
  const body = { type: 'doc' as const, content: [paragraph('Hello')] };
  const id = addPost(doc, { author: by, addedBy: by, body, replyTo: null, at: 5, createdAt: 5, addedAt: 5 });
  addPost(doc, { author: by, addedBy: by, body, replyTo: id, at: 6, createdAt: null, addedAt: 6 });
  postsOf(doc).get(id)?.set('deletedAt', 9);
  return doc;
}

describe('what a version says', () => {
  test('[VE1] title, status, recaps with their authors, posts in their order, also deleted ones, and the people', () => {
    const doc = discussion();
    const { title, status, recap, own, posts, people } = readContent(versionLines(doc, hostOf(doc)));
    expect([title, status]).toEqual(['Cultures', 'open']);
    const words = (text: string) => [
      { type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'author', attrs: { by: 'renee' } }] }] },
    ];
    expect(recap).toEqual(words('ours'));
    expect([...own]).toEqual([
      ['chris', []],
      ['renee', words('mine')],
    ]);
    expect(posts.map(({ author, createdAt, deleted, body }) => [author, createdAt, deleted, body])).toEqual([
      ['renee', 5, true, [paragraph('Hello')]],
      ['renee', null, false, [paragraph('Hello')]],
    ]);
    expect(posts[1]?.replyTo).toBe(posts[0]?.id);
    expect([...people.keys()]).toEqual(['chris', 'renee']);
  });

  test('[VE1] copies of one document give equal lines', () => {
    const doc = discussion();
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(versionLines(copy, hostOf(copy))).toEqual(versionLines(doc, hostOf(doc)));
  });

  test.each([
    ['no JSON', ['{', 'x', '']],
    ['no list', ['{"a":1}', '7', 'null']],
    ['unknown lines', ['["x",1]', '[]', '[null]']],
    ['a recap of anything', ['["r"]', '["r",7]', '["r",[[]]]', '["r",{"type":7}]', '["o"]', '["o",7,{}]']],
    ['nesting without end', [`["r",${'{"type":"blockquote","content":['.repeat(5000)}${']}'.repeat(5000)}]`]],
  ])('[VE9] of what a stranger wrote nothing is taken that no view could show: %s', (_, lines) => {
    const depth = (nodes: readonly RichTextNode[]): number =>
      nodes.reduce((most, node) => Math.max(most, 1 + depth(node.content ?? [])), 0);
    const { recap, posts } = readContent(lines);
    expect(posts).toEqual([]);
    expect(depth(recap)).toBeLessThan(70);
  });

  test('[VE9] attributes, marks and people of the wrong shape are left out', () => {
    const node = { type: 'text', text: 'x', marks: [null, { type: 7 }, { type: 'bold' }], attrs: { a: {}, b: 1 } };
    const lines = [
      JSON.stringify(['r', { type: 'paragraph', content: [node, 'y', { type: 'text' }] }]),
      JSON.stringify(['w', 'renee', 7, 'x']),
      JSON.stringify(['p', 7, null, 'yesterday', 1e99, 3, 'yes', 'body']),
      JSON.stringify(['d', ['t'], 'unheard of']),
    ];
    const { title, status, recap, people, posts } = readContent(lines);
    expect([title, status]).toEqual(['', 'open']);
    expect(recap).toEqual([
      { type: 'paragraph', content: [{ type: 'text', attrs: { b: 1 }, marks: [{ type: 'bold' }], text: 'x' }] },
    ]);
    expect(people.get('renee')).toEqual({ name: '', colour: 0 });
    expect(posts).toEqual([
      { id: '', author: '', createdAt: null, editedAt: null, replyTo: null, deleted: false, body: [] },
    ]);
  });
});
