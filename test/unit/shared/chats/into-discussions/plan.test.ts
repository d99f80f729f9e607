import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ChatBuilder } from '../../../../../shared/chats/into-discussions/build';
import type { ImportChoices } from '../../../../../shared/chats/into-discussions/choices';
import { planOf, previewOf, questionsIn } from '../../../../../shared/chats/into-discussions/plan';
import { type ImportReport, reportText } from '../../../../../shared/chats/into-discussions/report';
import type { Chat } from '../../../../../shared/chats/types';
import { plainText } from '../../../../../shared/markdown/plain-text';
import { peopleOf, readPerson, readPosts, recapOf, titleOf } from '../../../../../shared/model/discussion-doc';
import { readReactions } from '../../../../../shared/model/discussion-parts';
import { readPoints } from '../../../../../shared/model/point';
import { readRichText } from '../../../../../shared/model/rich-text-yjs';
import type { ParticipantId } from '../../../../../shared/util/brand';
import { choose, instant, MINUTE, madeChat, START } from './made-chat';

const RENEE = { id: 'renee' as ParticipantId, name: 'Renee', colour: 2 };

interface Made {
  readonly docs: readonly Y.Doc[];
  readonly report: ImportReport;
}

function make(chat: Chat, choices: ImportChoices): Made {
  const label = (name: string, at: number | null): string => `${name}, ${String(at)}`;
  const builder = new ChatBuilder(choices, planOf(chat, choices), { by: RENEE, at: START * 2, label });
  const docs = [...builder.discussions()].map(({ update }) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    return doc;
  });
  return { docs, report: builder.report() };
}

/** `2 Ann: words <1`: place, author, words, and the place of the post that is answered. */
function lines(doc: Y.Doc): string[] {
  const posts = readPosts(doc);
  const place = new Map(posts.map(({ id }, index) => [id, index]));
  return posts.map(({ author, body, replyTo }, index) => {
    const name = readPerson(peopleOf(doc).get(author))?.name ?? author;
    const to = replyTo === null ? '' : ` <${String(place.get(replyTo))}`;
    return `${String(index)} ${name}: ${plainText(readRichText(body)).replaceAll('\n', ' | ')}${to}`;
  });
}

const titles = (chat: Chat, choices: ImportChoices): string[] => planOf(chat, choices).parts.map(({ title }) => title);

describe('a chat becomes discussions', () => {
  test('with authors, times, replies and reactions', () => {
    const chat = madeChat([
      { says: 'one', reactions: [{ emoji: '👍', people: ['bob'], count: 3 }] },
      { says: 'two', author: 'bob', replyTo: 'm0', editedAt: START + MINUTE },
      { says: 'three', author: null, time: null },
    ]);
    const { docs, report } = make(chat, choose(chat));
    const [doc = new Y.Doc()] = docs;
    expect(titleOf(doc).toString()).toBe('Team');
    expect(lines(doc)).toEqual(['0 Ann: one | Reactions: 👍 2', '1 Bob: two <0', '2 Unknown author: three']);
    expect(readPosts(doc).map(({ createdAt, editedAt, addedBy }) => [createdAt, editedAt, addedBy])).toEqual([
      [START, null, 'renee'],
      [START + MINUTE, START + MINUTE, 'renee'],
      [null, null, 'renee'],
    ]);
    expect(readReactions(doc).map(({ emoji }) => emoji)).toEqual(['👍']);
    expect(report).toMatchObject({ posts: 3, people: 3, replies: 1, reactions: 1, lost: { reactions: 2 } });
  });

  test('[CD3] with people renamed, merged, and as participants of the notebook', () => {
    const chat = madeChat([
      { says: 'one' },
      { says: 'two', author: 'ann2', reactions: [{ emoji: '🎉', people: ['ann', 'ann2'], count: 2 }] },
      { says: 'three', author: 'bob', replyTo: 'm0' },
      { says: 'four', author: 'chris' },
    ]);
    const people = {
      ann: { kind: 'participant', id: RENEE.id, name: 'Renee' },
      ann2: { kind: 'same', as: 'ann' },
      bob: { kind: 'guest', name: ' Robert ' },
      chris: { kind: 'same', as: 'chris' },
    } as const;
    const { docs, report } = make(chat, choose(chat, { people }));
    const [doc = new Y.Doc()] = docs;
    expect(lines(doc)).toEqual(['0 Renee: one', '1 Renee: two', '2 Robert: three <0', '3 Chris: four']);
    expect(readPosts(doc)[1]?.author).toBe('renee');
    expect(readReactions(doc)).toHaveLength(1);
    expect(report.people).toBe(3);
  });

  test('[CD1] [CD3] [CD4] one for each conversation and month, and a reply across them begins with a line of what it answers', () => {
    const chat = madeChat([
      { says: 'in general', conversation: 'general' },
      { says: 'in random', conversation: 'random' },
      { says: 'later', conversation: 'general', author: 'bob', replyTo: 'm0', time: instant(Date.UTC(2009, 9, 1)) },
    ]);
    const choices = choose(chat, { division: 'month' });
    expect(titles(chat, choices)).toEqual([
      'general, August 2009 · Team',
      'general, October 2009 · Team',
      'random, August 2009 · Team',
    ]);
    const { docs, report } = make(chat, choices);
    expect(docs.map(lines)).toEqual([['0 Ann: in general'], ['0 Bob: Ann: in general | later'], ['0 Ann: in random']]);
    expect(report).toMatchObject({ discussions: 3, replies: 0, lost: { quoted: 1 } });
    // One person is one in all of them.
    const ids = docs.map((doc) => readPosts(doc)[0]?.author);
    expect(ids[0]).toBe(ids[2]);
  });

  test('[CD5] without what was not wanted, which is counted', () => {
    const chat = madeChat([
      { says: 'came', kind: 'presence' },
      { says: 'topic', kind: 'notice' },
      { says: 'again', kind: 'repost' },
      { says: 'off', conversation: 'off' },
      { says: 'early', time: instant(Date.UTC(2009, 7, 11, 21, 59)) },
      { says: 'in' },
      { says: 'late', time: instant(Date.UTC(2009, 7, 12, 22, 0)) },
    ]);
    const choices = choose(chat, { without: ['off'], from: '2009-08-12', to: '2009-08-12' });
    const { docs, report } = make(chat, choices);
    expect(docs.flatMap(lines)).toEqual(['0 Ann: in']);
    expect(report.left).toEqual({ conversations: 1, days: 2, presence: 1, notice: 1, repost: 1 });
    const keep = { presence: true, notice: true, repost: true };
    expect(make(chat, choose(chat, { keep })).report.posts).toBe(7);
  });

  test('[CD2] a recording counts from the start that was given, and has no times without one', () => {
    const chat = madeChat([
      { says: 'one', time: { kind: 'offset', seconds: 1 } },
      { says: 'two', time: { kind: 'offset', seconds: 62.5 } },
    ]);
    const times = (start: number | null): unknown[] =>
      make(chat, choose(chat, { start })).docs.flatMap((doc) => readPosts(doc).map(({ createdAt }) => createdAt));
    expect(times(START)).toEqual([START + 1000, START + 62_500]);
    expect(times(null)).toEqual([null, null]);
  });

  test('the preview tells how it will be', () => {
    const chat = madeChat([
      { says: 'one' },
      { says: '', author: 'bob', attachments: [{ name: 'a.jpg', url: null, missing: true }] },
    ]);
    expect(previewOf(planOf(chat, choose(chat, { people: { ann: { kind: 'guest', name: 'Anna' } } })), 0)).toEqual({
      discussions: [{ title: 'Team', posts: 2 }],
      count: 1,
      posts: 2,
      division: 'whole',
      questions: 0,
      sample: [
        { key: 'm0', name: 'Anna', at: START, text: 'one' },
        { key: 'm1', name: 'Bob', at: START + MINUTE, text: 'a.jpg' },
      ],
      first: START,
      last: START + MINUTE,
    });
  });
});

describe('a moderated chat', () => {
  const chat = madeChat([
    { says: 'Welcome', author: 'mod' },
    { says: 'Q1: What is a field?', author: 'mod' },
    { says: 'A1 Where cows are', author: 'bob' },
    { says: 'Funny', author: 'ann', replyTo: 'm2' },
    { says: 'Q2: And a recap?', author: 'mod' },
    { says: 'A2: What we keep', author: 'ann' },
    { says: 'A1: Late, but yes', author: 'ann' },
  ]);

  test('is known by its numbered questions', () => {
    expect(questionsIn(chat)).toBe(2);
    expect(questionsIn(madeChat([{ says: 'Q1: what?' }, { says: 'A1: this' }, { says: 'A4 paper' }]))).toBe(0);
  });

  test('[CD6] comes in by question: answers below theirs as replies, and a recap with a section for each', () => {
    const { docs, report } = make(chat, choose(chat, { byQuestion: true }));
    const [doc = new Y.Doc()] = docs;
    expect(lines(doc)).toEqual([
      '0 Mod: Welcome',
      '1 Mod: Q1: What is a field?',
      '2 Bob: A1 Where cows are <1',
      '3 Ann: Funny <2',
      '4 Ann: A1: Late, but yes <1',
      '5 Mod: Q2: And a recap?',
      '6 Ann: A2: What we keep <5',
    ]);
    expect(report.replies).toBe(4);
    const points = readPoints(readRichText(recapOf(doc)));
    const cited = points.flatMap(({ cites }) => cites.map(({ post }) => post));
    const posts = readPosts(doc);
    expect(cited).toEqual([posts[1]?.id, posts[5]?.id]);
    expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
  });

  test('comes in as it was said when that is wanted', () => {
    const { docs } = make(chat, choose(chat));
    expect(lines(docs[0] ?? new Y.Doc()).at(-1)).toBe('6 Ann: A1: Late, but yes');
    expect(readRichText(recapOf(docs[0] ?? new Y.Doc())).content).toEqual([]);
  });
});

test('the report says what arrived, what did not, and where', () => {
  const chat = madeChat(
    [
      {
        says: 'one',
        time: { kind: 'wall', clock: { year: 2009, month: 8, day: 12, hour: 20, minute: 14, second: 0 } },
      },
      { kind: 'presence' },
    ],
    { problems: [{ code: 'malformed', file: 'a.txt', place: 'line 3', excerpt: 'x' }], problemCount: 5 },
  );
  expect(reportText(make(chat, choose(chat)).report)).toBe(
    [
      'Team (Telegram export)',
      '',
      'Arrived',
      '- 1 post by 1 person in 1 discussion',
      '- Times were read as those of Europe/Berlin',
      '',
      'Left out or changed',
      '- 1 line about who came and left',
      '',
      'Problems',
      '- This could not be read as a message, and was left out (a.txt, line 3): “x”',
      '- and 4 more',
      '',
    ].join('\n'),
  );
});
