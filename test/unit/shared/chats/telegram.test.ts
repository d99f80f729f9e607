import { describe, expect, test } from 'vitest';
import { chatFacts, chatToPosts, DEFAULT_SELECTION, recogniseChat } from '../../../../shared/chats';
import { filesOf, lines, open, problems } from './sample';

const chat = (...messages: unknown[]) => ({ name: 'Team', type: 'private_group', id: 5, messages });
const said = (id: number, from: string, text: unknown, more: object = {}) => ({
  id,
  type: 'message',
  date: '2026-01-01T10:00:00',
  date_unixtime: String(1_767_261_600 + id),
  from,
  from_id: `user${from}`,
  text,
  ...more,
});
const result = (value: unknown) => filesOf({ 'result.json': JSON.stringify(value, null, 1) }, 7);

describe('Telegram', () => {
  test('a chat with text as a string and as stretches', async () => {
    const read = await open(result(chat(said(1, 'Ann', ['Hi ', { type: 'bold', text: 'all' }]), said(2, 'Bob', 'ok'))));
    expect([lines(read), problems(read), read.title]).toEqual([['Ann: Hi all', 'Bob: ok'], [], 'Team']);
  });

  test('what is no message is told with its place, the rest is there', async () => {
    const read = await open(result(chat(said(1, 'Ann', 'a'), 5, said(3, 'Bob', 'b'))));
    expect([lines(read), problems(read)]).toEqual([['Ann: a', 'Bob: b'], ['malformed message 2']]);
  });

  test('becomes posts', async () => {
    const read = await open(result(chat(said(1, 'Ann', 'a'), said(2, 'Bob', 'b', { reply_to_message_id: 1 }))));
    const times = { zone: { kind: 'fixed', minutes: 0 }, start: 0 } as const;
    const posts = [...chatToPosts(read, { selection: DEFAULT_SELECTION, times })];
    expect(posts.map(({ authorName, replyToKey }) => [authorName, replyToKey])).toEqual([
      ['Ann', null],
      ['Bob', '5/1'],
    ]);
    expect(chatFacts(read).needs).toEqual({ zone: false, start: null, dateOrder: false });
  });

  test('other data is no chat', async () => {
    expect(await recogniseChat(filesOf({ 'a.json': '{"name":"x","type":"y","messages":[]}' }))).toBe(null);
  });
});
