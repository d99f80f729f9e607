/** The real discussion: text to posts, recapped, out as Markdown, and in again on a device that knows nothing of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { NewDiscussion } from '../../../../renderer/notebook/types';
import { splitText, toNewPosts, toParts, toRecap } from '../../../../shared/import';
import { exportMarkdown, plainText } from '../../../../shared/markdown';
import { recapOf } from '../../../../shared/model/discussion-doc';
import type { ExportDocument } from '../../../../shared/model/export-document';
import { textMark } from '../../../../shared/model/point';
import type { RichText } from '../../../../shared/model/rich-text';
import { writeRichText } from '../../../../shared/model/rich-text-yjs';
import { MemoryStore } from '../../../support/memory-store';
import { agreed, answeredBy, cite, detail, doc, h, p, point } from '../../shared/markdown/build';

const open = (participantId: string, name: string): Promise<OpenNotebook> =>
  OpenNotebook.open(
    { ...newEntry('SMCHAT', 1), id: 'n1' },
    { participantId, name, colour: 1 },
    { store: new MemoryStore(), recapUndo: (fragment) => new Y.UndoManager(fragment) },
  );

function fromText(text: string): NewDiscussion {
  const draft = splitText(text);
  return {
    title: draft.title,
    posts: toNewPosts(draft, { withRecap: false }),
    recap: toRecap(draft) ?? undefined,
    parts: toParts(draft) ?? undefined,
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
    .replace(/^contributors:(?: \[\]|\n(?: {2}- .*\n)*)/m, '')
    .replace(/^id: .*$/m, '')
    .replace(/ person="[^"]*"/g, '')
    .replace(/<a id="recap-[\w-]+">/g, '');

test('a discussion that was recapped and exported is the same on a new device', async () => {
  const here = await open('renee', 'Renee');
  const made = await here.open(
    await here.createDiscussion(fromText(readFileSync('test/fixtures/smchat-discussion.txt', 'utf8'))),
  );
  const { posts } = made.export();
  expect(posts.length).toBeGreaterThanOrEqual(11);
  made.doc.transact(() => {
    writeRichText(recapOf(made.doc), recap(posts));
    made.parts.startMine();
  });
  writeRichText(made.parts.startMine().fragment, doc(point('takeaway', { id: 'm1' }, p('Mine: begin small.'))));
  made.parts.setStance('d1', 'disagree', 'Two groups\nwould be better.');
  made.parts.setAside(posts[10]?.id as never, 'thanks only');
  made.parts.react(posts[0]?.id as never, '👍', true);
  made.setStatus('finished');
  made.parts.ending.signOff(true);
  const out = exportMarkdown(made.export(), 'discussion', { imageUrl: (src) => src });

  const there = await open('paul', 'Paul');
  const back = await there.open(await there.createDiscussion(fromText(out)));
  const again = exportMarkdown(back.export(), 'discussion', { imageUrl: (src) => src });
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
  expect(back.parts.ending.signedBlocks(signed?.version ?? '')).toHaveLength(7);
  expect(back.parts.own.get().map((one) => one.owner?.name)).toEqual(['Renee']);
});
