import { describe, expect, test } from 'vitest';
import {
  dropPost,
  type ImportDraft,
  mergeWithPrevious,
  restorePost,
  setAuthor,
  setText,
  setTime,
  setTitle,
  splitPost,
  splitText,
  toNewPosts,
} from '../../../../shared/import';
import { br, doc, h, li, ol, p, ul } from '../markdown/build';

const draft = splitText('One\n\nTwo\nmore\n\n:) three');
const texts = (value: ImportDraft) => value.posts.map((post) => post.text);

describe('editing a draft', () => {
  test('splits a post at an offset and gives the new one an id of its own', () => {
    const after = splitPost(draft, 'p2', 4);
    expect(texts(after)).toEqual(['One', 'Two', 'more', ':) three']);
    expect(new Set(after.posts.map((post) => post.id)).size).toBe(4);
    expect(texts(draft)).toEqual(['One', 'Two\nmore', ':) three']);
  });

  test.each([0, -1, 999])('does not split at %i', (offset) => {
    expect(splitPost(draft, 'p1', offset)).toBe(draft);
  });

  test('the signature goes with its part', () => {
    const signed = setAuthor(setText(draft, 'p1', 'Hello.\nBye.\n:) ann'), 'p1', 'ann');
    const after = splitPost(signed, 'p1', 7);
    expect(after.posts.slice(0, 2).map((post) => post.author)).toEqual([null, 'ann']);
  });

  test('merges with the nearest post that is kept', () => {
    const after = mergeWithPrevious(dropPost(draft, 'p2'), 'p3');
    expect(after.posts.map((post) => [post.text, post.furniture])).toEqual([
      ['One\n\n:) three', false],
      ['Two\nmore', true],
    ]);
    expect(mergeWithPrevious(draft, 'p1')).toBe(draft);
  });

  test.each([
    ['a space', 'One and two', 4],
    ['inside a word', 'One', 1],
    ['a line break', 'One\ntwo', 3],
    ['blank lines', 'One\n\n\n  two', 5],
  ])('split and merge at %s give back the same text', (_, text, at) => {
    const one = setText(draft, 'p1', text);
    const parted = splitPost(one, 'p1', at);
    expect(mergeWithPrevious(parted, parted.posts[1]?.id ?? '').posts).toEqual(one.posts);
  });

  test('parts of parts go together again in any order', () => {
    const one = setText(draft, 'p1', 'a b\nc');
    const two = splitPost(one, 'p1', 3);
    const three = splitPost(two, 'p1', 1);
    expect(texts(three).slice(0, 3)).toEqual(['a', 'b', 'c']);
    const [, b, c] = three.posts.map((post) => post.id);
    const left = mergeWithPrevious(mergeWithPrevious(three, b ?? ''), c ?? '');
    const right = mergeWithPrevious(mergeWithPrevious(three, c ?? ''), b ?? '');
    expect([left.posts[0]?.text, right.posts[0]?.text]).toEqual(['a b\nc', 'a b\nc']);
  });

  test('a part that goes to another post is a paragraph of its own', () => {
    const parted = splitPost(setText(draft, 'p1', 'One and two'), 'p1', 4);
    expect(mergeWithPrevious(dropPost(parted, parted.posts[1]?.id ?? ''), 'p2').posts[0]?.text).toBe(
      'One\n\nTwo\nmore',
    );
  });

  test('drops and restores', () => {
    const dropped = dropPost(draft, 'p2');
    expect(toNewPosts(dropped)).toHaveLength(2);
    expect(restorePost(dropped, 'p2')).toEqual(draft);
  });

  test('sets author, time, text and title', () => {
    const after = setTitle(setText(setTime(setAuthor(draft, 'p1', ' Ann '), 'p1', 5), 'p1', 'Eins'), 'T');
    expect(after).toMatchObject({ title: 'T', posts: [{ author: 'Ann', createdAt: 5, text: 'Eins' }, {}, {}] });
    expect(setAuthor(after, 'p1', ' ').posts[0]?.author).toBeNull();
    expect(setTime(after, 'p1', Number.NaN).posts[0]?.createdAt).toBeNull();
    expect(setText(draft, 'nobody', 'x')).toBe(draft);
  });

  test('the mark of the recap stays with its post', () => {
    const marked: ImportDraft = { ...draft, recapPostIndex: 1 };
    expect(splitPost(marked, 'p1', 2).recapPostIndex).toBe(2);
    expect(mergeWithPrevious(marked, 'p2').recapPostIndex).toBe(0);
    expect(mergeWithPrevious(marked, 'p3').recapPostIndex).toBe(1);
  });
});

describe('new posts', () => {
  test('of plain text have paragraphs and line breaks, and no Markdown', () => {
    const text = splitText('1) One\n- two\n*three*\n---\nFour\n\nFive');
    expect(toNewPosts(text)).toEqual([
      { createdAt: null, replyToIndex: null, body: doc(p('1) One', br, '- two', br, '*three*')) },
      { createdAt: null, replyToIndex: null, body: doc(p('Four'), p('Five')) },
    ]);
  });

  test('of Markdown are read as such and keep their numbers', () => {
    const text = splitText('# T\n\n3) a\n4) b\n\n- c', { fileName: 'x.md' });
    expect(toNewPosts(text)[0]?.body).toEqual(doc(h(1, 'T'), ol(3, li(p('a')), li(p('b'))), ul(li(p('c')))));
  });

  test('with equal times stay in order', () => {
    const text = splitText(
      '## A · 2009-08-12 20:14 UTC\n\na\n\n## B · 2009-08-12 20:14 UTC\n\nb\n\n## C · 2009-08-12 20:14 UTC\n\nc',
    );
    const start = Date.UTC(2009, 7, 12, 20, 14);
    expect(toNewPosts(text).map((post) => post.createdAt)).toEqual([start, start + 1, start + 2]);
  });
});
