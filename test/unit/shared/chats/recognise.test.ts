import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recogniseChat } from '../../../../shared/chats';
import type { ChatFile } from '../../../../shared/chats/types';
import { fixture } from './fixtures';
import { fileOf } from './sample';

const renamed = (files: readonly ChatFile[]): ChatFile[] =>
  files.map((file, index) => ({ ...file, path: `file-${index}` }));

describe('[CH1] content tells what a chat is from', () => {
  test.each([
    ['slack', 'slack'],
    ['discord', 'discord'],
    ['telegram/result.json', 'telegram'],
    ['telegram/account', 'telegram'],
    ['whatsapp/_chat.txt', 'whatsapp'],
    ['whatsapp-android', 'whatsapp'],
    ['webvtt/zoom.vtt', 'webvtt'],
    ['webvtt/teams.vtt', 'webvtt'],
    ['irc/irssi.log', 'irc'],
    ['irc/znc', 'irc'],
    ['irc/weechat.log', 'irc'],
    ['irc/latin1.log', 'irc'],
    ['twitter', 'twitter'],
    ['mbox', 'mbox'],
  ])('%s is %s, whatever its files are called', async (name, format) => {
    expect(await recogniseChat(fixture(name))).toBe(format);
    expect(await recogniseChat(renamed(fixture(name)))).toBe(format);
  });

  const prose = readFileSync(resolve(import.meta.dirname, '../../../fixtures/smchat-discussion.txt'), 'utf8');
  test.each([
    ['the discussion of the fixture', prose],
    [
      'an export of ours',
      '---\ntitle: Cake\nexported: discussion\n---\n\n# Cake\n\n### Ann · 2009-08-12 20:14 UTC\n\n[20:14] <bob> quoted\n',
    ],
    ['a README', '# Title\n\nSome text: with a colon.\n\n- 12:30 lunch\n- 13:30 work\n'],
    [
      'a memo with a date in front',
      '12.08.2009 20:14 - Meeting: we talked\n\nand went home, each on their own\n\nin the dark\n\nfor long.\n',
    ],
    ['a letter that begins with From', 'From here on: nothing.\n\nFrom Ann with love.\n'],
    ['other JSON', '{"messages": [{"id": 1, "text": "x"}], "type": "something"}'],
    ['a list of things with a time', '[{"type": "event", "ts": "1250108040.000100"}]'],
    ['settings', '{"guild": 5, "channel": "x", "messages": []}'],
    ['a script', 'window.YTD = {}; // tweets'],
    ['likes of an archive', 'window.YTD.like.part0 = [ {"like": {"tweetId": "1"}} ]'],
    ['subtitles of another kind', '1\n00:00:01,000 --> 00:00:02,000\nAnn: hello\n'],
    ['a programme of a day', '20:14 doors open\n20:30 Ann: welcome\n21:00 cake\n'],
    ['nothing', ''],
  ])('%s is no chat', async (_, text) => {
    expect(await recogniseChat([fileOf('_chat.txt', text)])).toBe(null);
  });

  test('files that cannot be read are no chat', async () => {
    const broken: ChatFile = {
      path: 'x',
      size: null,
      // A generator that fails before its first piece.
      async *bytes() {
        yield* [];
        throw new Error('gone');
      },
    };
    expect(await recogniseChat([broken])).toBe(null);
  });
});
