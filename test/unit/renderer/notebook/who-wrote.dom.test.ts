import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../renderer/notebook/types';
import { authorsOf } from '../../../../shared/model/discussion-doc';
import { timesOf } from '../../../../shared/model/discussion-parts';
import { writtenTime } from '../../../../shared/recap/attribution';
import { MemoryStore } from '../../../support/memory-store';

const ENTRY = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];
const MINUTE = 60_000;

let discussion: Discussion;
let text: Y.XmlText;

/** Types at a time, minutes after the first. */
async function type(words: string, minutes: number): Promise<void> {
  vi.setSystemTime(minutes * MINUTE);
  text.insert(text.length, words);
  await Promise.resolve();
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const notebook = await OpenNotebook.open(
    ENTRY,
    { participantId: 'renee', name: 'Renee', colour: 0 },
    { store: new MemoryStore(), recapUndo: createRecapUndo },
  );
  discussion = await notebook.open(await notebook.createDiscussion({ title: 'Weak ties' }));
  vi.setSystemTime(10 * MINUTE);
  text = new Y.XmlText();
  const block = new Y.XmlElement('paragraph');
  discussion.recap.insert(0, [block]);
  block.insert(0, [text]);
  await Promise.resolve();
});
afterEach(() => vi.useRealTimers());

describe('a session that writes in the recap', () => {
  it('[WH6] notes when, once in two minutes of writing', async () => {
    const before = timesOf(discussion.doc).size;
    for (const minutes of [10, 10.5, 11, 11.9]) await type('word ', minutes);
    expect(timesOf(discussion.doc).size).toBe(before);
    await type('later ', 12.5);
    await type('on ', 200);
    expect(timesOf(discussion.doc).size).toBe(before + 2);
    const { clientID } = discussion.doc;
    const timeOf = (words: string): number | null => {
      for (let item = text._start; item !== null; item = item.right) {
        const at = item.content instanceof Y.ContentString ? item.content.str.indexOf(words) : -1;
        if (at >= 0) return writtenTime(timesOf(discussion.doc), clientID, item.id.clock + at);
      }
      return null;
    };
    expect(['word', 'later', 'on'].map(timeOf)).toEqual([10 * MINUTE, 12.5 * MINUTE, 200 * MINUTE]);
  });

  it('[WH1] says once whose session it is', async () => {
    await type('word', 10);
    expect(authorsOf(discussion.doc).get(String(discussion.doc.clientID))).toBe('renee');
  });

  it('[WH6] notes the same for a recap of one’s own, and nothing for a post', async () => {
    vi.setSystemTime(20 * MINUTE);
    const before = timesOf(discussion.doc).size;
    discussion.addPost({ body: { type: 'doc', content: [{ type: 'paragraph' }] } });
    await Promise.resolve();
    expect(timesOf(discussion.doc).size).toBe(before);
    discussion.parts.startMine().fragment.insert(0, [new Y.XmlElement('paragraph')]);
    await Promise.resolve();
    expect(timesOf(discussion.doc).size).toBe(before + 1);
  });
});
