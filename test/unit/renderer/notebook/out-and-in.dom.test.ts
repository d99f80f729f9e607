/** The real discussion: text to posts, recapped, out as Markdown, and in again on a device that knows nothing of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { namePictures } from '../../../../renderer/notebook/reading/pictures';
import { read } from '../../../../renderer/notebook/reading/reading';
import type { NewDiscussion } from '../../../../renderer/notebook/types';
import { splitText } from '../../../../shared/import';
import { exportMarkdown, plainText } from '../../../../shared/markdown';
import { recapOf } from '../../../../shared/model/discussion-doc';
import type { ExportDocument, FilePicture } from '../../../../shared/model/export-document';
import { textMark } from '../../../../shared/model/point';
import type { RichText } from '../../../../shared/model/rich-text';
import { writeRichText } from '../../../../shared/model/rich-text-yjs';
import { contentDigest, contentOf } from '../../../support/content-digest';
import { MemoryStore } from '../../../support/memory-store';
import { agreed, answeredBy, cite, detail, doc, h, img, p, point } from '../../shared/markdown/build';

/** Its first bytes are enough here. */
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

const open = (participantId: string, name: string): Promise<OpenNotebook> =>
  OpenNotebook.open(
    { ...newEntry('SMCHAT', 1), id: 'n1' },
    { participantId, name, colour: 1 },
    { store: new MemoryStore(), recapUndo: (fragment) => new Y.UndoManager(fragment) },
  );

/** As the app makes a discussion of a text, with the pictures that stand beside it. */
async function fromText(text: string, pictures: readonly FilePicture[] = []): Promise<NewDiscussion> {
  const draft = splitText(text);
  const named = namePictures(pictures);
  const { posts, recap, parts } = await read({ kind: 'content', draft, addresses: named.addresses, source: '' });
  return {
    title: draft.title,
    posts,
    recap: recap ?? undefined,
    parts: parts ?? undefined,
    pictures: [...named.byHash.values()],
  };
}

function recap(posts: ExportDocument['posts']): RichText {
  const [first, second, third] = posts.map((post) => ({ id: post.id, text: plainText(post.body) }));
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few posts');
  const words = second.text.slice(0, 40);
  return doc(
    h(1, 'What we learned'),
    point('takeaway', { id: 't1' }, p('Learn by doing.'), cite(first.id, 'A post', { seen: textMark(first.text) })),
    point('quote', { id: 'q1' }, p(words), cite(second.id, 'Somebody', { passage: words })),
    point('decision', { id: 'd1' }, p('We start with one group.'), detail('why', 'It spreads.'), agreed('u1', 'Renee')),
    point('question', { id: 'k1' }, p('Who begins?'), detail('answer', 'Connectors.'), answeredBy(third.id, 'Ann')),
    point('action', { id: 'a1', ownerName: 'Renee', due: '2009-09-01' }, p('Find them')),
    point('source', { id: 's1', author: 'Gladwell', link: 'https://example.org' }, p('The Tipping Point')),
  );
}

/** Who wrote the recap, and under which id it and somebody is known, are of the device. */
const withoutDevice = (markdown: string): string =>
  markdown
    .replace(/^id: .*$/m, '')
    .replace(/^contributors:(?: \[\]|\n(?: {2}- .*\n)*)/m, '')
    .replace(/^id: .*$/m, '')
    .replace(/ person="[^"]*"/g, '')
    .replace(/<a id="recap-[\w-]+">/g, '');

test('a discussion that was recapped and exported is the same on a new device', async () => {
  const here = await open('renee', 'Renee');
  const made = await here.open(
    await here.createDiscussion(await fromText(readFileSync('test/fixtures/smchat-discussion.txt', 'utf8'))),
  );
  const { posts } = made.export();
  expect(posts.length).toBeGreaterThanOrEqual(11);
  const picture = made.addAsset(PICTURE, 'image/png');
  made.doc.transact(() => {
    writeRichText(recapOf(made.doc), doc(...(recap(posts).content ?? []), img(picture, 'a map')));
    made.parts.startMine();
  });
  writeRichText(made.parts.startMine().fragment, doc(point('takeaway', { id: 'm1' }, p('Mine: begin small.'))));
  made.parts.setStance('d1', 'disagree', 'Two groups\nwould be better.');
  made.parts.setAside(posts[10]?.id as never, 'thanks only');
  made.parts.react(posts[0]?.id as never, '👍', true);
  made.setStatus('finished');
  made.parts.ending.signOff(true);
  const imageUrl = (src: string) => src.replace(/^asset:(.{8}).*$/, 'all.assets/$1.png');
  const out = exportMarkdown(made.export(), 'discussion', { imageUrl });

  const there = await open('paul', 'Paul');
  const beside = { address: imageUrl(picture), mime: 'image/png', bytes: PICTURE };
  const back = await there.open(await there.createDiscussion(await fromText(out, [beside])));
  expect(contentOf(back.export())).toEqual(contentOf(made.export()));
  expect(contentDigest(back.export())).toBe(contentDigest(made.export()));
  expect(back.assets().map(({ hash }) => `asset:${hash}`)).toEqual([picture]);
  const again = exportMarkdown(back.export(), 'discussion', { imageUrl });
  expect(withoutDevice(again)).toBe(withoutDevice(out));
  expect(back.export().posts.map((post) => post.id)).toEqual(posts.map((post) => post.id));
  expect(back.parts.ours.points.get().map((one) => one.cites.map((cited) => cited.post))).toEqual(
    made.parts.ours.points.get().map((one) => one.cites.map((cited) => cited.post)),
  );
  expect(back.parts.stances.get()).toMatchObject([
    { point: 'd1', stance: 'disagree', reason: 'Two groups\nwould be better.' },
  ]);
  const [signed] = back.export().parts.signoffs;
  expect(signed?.changed).toBe(false);
  expect(back.parts.ending.signedBlocks(signed?.version ?? '')).toHaveLength(8);
  expect(back.parts.own.get().map((one) => one.owner?.name)).toEqual(['Renee']);
});
