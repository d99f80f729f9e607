import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { participantsOf, readDiscussion, summarise } from '../../../../shared/model/catalog-doc';
import {
  addAsset,
  addPost,
  initDiscussion,
  metaOf,
  peopleOf,
  postsOf,
  readAsset,
  readPosts,
  recapOf,
  titleOf,
} from '../../../../shared/model/discussion-doc';
import type { RichText } from '../../../../shared/model/rich-text';
import { readRichText, unknownContent, writeRichText } from '../../../../shared/model/rich-text-yjs';
import type { DiscussionId, ParticipantId } from '../../../../shared/util/brand';

const text = (value: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }],
});
const renee = 'p-renee' as ParticipantId;
const chris = 'p-chris' as ParticipantId;

function discussion(): Y.Doc {
  const doc = new Y.Doc();
  initDiscussion(doc, { title: 'Cultures of collaboration', createdAt: 1000 });
  return doc;
}

function post(doc: Y.Doc, author: ParticipantId, value: string, at: number) {
  return doc.transact(() =>
    addPost(doc, { author, addedBy: author, body: text(value), replyTo: null, at, createdAt: at, addedAt: at }),
  );
}

function sync(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
}

describe('rich text in a document', () => {
  const rich: RichText = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Key takeaways' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'a ' },
          { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' link', marks: [{ type: 'link', attrs: { href: 'https://example.org' } }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'end' },
        ],
      },
      { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [{ type: 'paragraph' }] }] },
    ],
  };

  test('reads back as it was written, and reading changes nothing', () => {
    const doc = new Y.Doc();
    writeRichText(recapOf(doc), rich);
    const before = Y.encodeStateAsUpdate(doc);
    expect(readRichText(recapOf(doc))).toEqual(rich);
    expect(unknownContent(recapOf(doc))).toEqual([]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test('names nodes and marks that a newer version made, without touching them', () => {
    const doc = new Y.Doc();
    writeRichText(recapOf(doc), {
      type: 'doc',
      content: [
        { type: 'takeaway', content: [{ type: 'text', text: 'x' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'y', marks: [{ type: 'citation' }] }] },
      ],
    });
    const before = Y.encodeStateAsUpdate(doc);
    expect(unknownContent(recapOf(doc))).toEqual(['citation', 'takeaway']);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});

describe('two copies of a discussion', () => {
  test('posts written by several people at once are all there, in the same order', () => {
    const [a, b] = [discussion(), new Y.Doc()];
    sync(a, b);
    for (let index = 0; index < 20; index++) {
      post(a, renee, `r${index}`, 2000 + (index % 5));
      post(b, chris, `c${index}`, 2000 + (index % 5));
    }
    sync(a, b);
    const order = (doc: Y.Doc) => readPosts(doc).map(({ id }) => id);
    expect(order(a)).toHaveLength(40);
    expect(order(a)).toEqual(order(b));
  });

  test('a title changed on both sides keeps every word', () => {
    const [a, b] = [discussion(), new Y.Doc()];
    sync(a, b);
    titleOf(a).insert(0, 'SMCHAT: ');
    titleOf(b).insert(titleOf(b).length, ' (part two)');
    sync(a, b);
    expect(titleOf(a).toString()).toBe('SMCHAT: Cultures of collaboration (part two)');
    expect(titleOf(b).toString()).toBe(titleOf(a).toString());
  });

  test('give the same export and the same summary', () => {
    const [a, b, catalog] = [discussion(), new Y.Doc(), new Y.Doc()];
    participantsOf(catalog).set(renee, { name: 'Renee', colour: 1 });
    peopleOf(a).set(chris, { name: 'Chris', colour: 2 });
    post(a, renee, 'first', 2000);
    post(a, chris, 'second', 3000);
    sync(a, b);
    const read = (doc: Y.Doc) => readDiscussion('d' as DiscussionId, doc, catalog, 'N');
    expect(read(a)).toEqual(read(b));
    expect(read(a).participants).toEqual(['Renee', 'Chris']);
    expect(summarise(b)).toMatchObject({
      postCount: 2,
      peopleCount: 2,
      activeAt: 3000,
      activeBy: chris,
      title: 'Cultures of collaboration',
    });
  });

  test('what is no post is not shown and harms nothing', () => {
    const doc = discussion();
    post(doc, renee, 'first', 2000);
    (postsOf(doc) as Y.Map<unknown>).set('evil', 'not a post');
    (postsOf(doc) as Y.Map<unknown>).set('worse', new Y.Map([['author', 7]]));
    expect(readPosts(doc)).toHaveLength(1);
  });
});

describe('what a peer may have written', () => {
  test.each([1e308, Number.NaN, Number.POSITIVE_INFINITY, -9e15, 'soon', null])(
    'a time of %s does not break a post or a summary',
    (time) => {
      const doc = discussion();
      const id = post(doc, renee, 'x', 2000);
      for (const key of ['createdAt', 'editedAt', 'addedAt', 'at']) postsOf(doc).get(id)?.set(key, time);
      metaOf(doc).set('createdAt', time);
      metaOf(doc).set('recapEdited', { at: time, by: renee });
      const [read] = readPosts(doc);
      for (const value of [
        read?.createdAt,
        read?.editedAt,
        read?.at,
        summarise(doc).activeAt,
        summarise(doc).createdAt,
      ]) {
        expect(() => new Date(value ?? 0).toISOString()).not.toThrow();
      }
    },
  );

  test('a recap of 20,000 nested lists is read without overflowing, and never bound', () => {
    const doc = discussion();
    let inner: Y.XmlElement = new Y.XmlElement('paragraph');
    doc.transact(() => {
      let at: Y.XmlFragment = recapOf(doc);
      for (let level = 0; level < 20_000; level++) {
        inner = new Y.XmlElement('blockquote');
        at.insert(0, [inner]);
        at = inner;
      }
    });
    expect(unknownContent(recapOf(doc))).toContain('nesting');
    expect(readRichText(recapOf(doc)).content).toHaveLength(1);
    expect(readDiscussion('d' as DiscussionId, doc, new Y.Doc(), 'N').contributors).toEqual([]);
  });
});

describe('pictures', () => {
  const bytes = Uint8Array.of(137, 80, 78, 71);

  test('are kept once by their hash', () => {
    const doc = discussion();
    const address = addAsset(doc, bytes, 'image/png');
    expect(addAsset(doc, bytes, 'image/png')).toBe(address);
    expect(readAsset(doc, address.slice('asset:'.length))).toMatchObject({ mime: 'image/png', bytes });
  });

  test.each([
    ['too large', new Uint8Array(10 * 1024 * 1024 + 1), 'image/png', 'asset/too-large'],
    ['no picture', bytes, 'image/svg+xml', 'asset/not-an-image'],
  ])('that are %s are refused', (_name, data, mime, code) => {
    expect(() => addAsset(discussion(), data, mime)).toThrow(expect.objectContaining({ code }));
  });
});
