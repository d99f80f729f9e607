import { describe, expect, test } from 'vitest';
import { readIrcLine } from '../../../../shared/chats/formats/irc/irc-line';
import { fileOf, lines, open, timeWords } from './sample';

const shown = (line: string): string => {
  const read = readIrcLine(line);
  if (read === null || read.kind === 'nothing') return String(read?.kind ?? null);
  if (read.kind === 'day') return `day ${read.year}-${read.month}-${read.day}`;
  const action = read.kind === 'said' && read.action ? ' action' : '';
  return `${read.kind}${action} ${read.nick}: ${read.text}`;
};

describe('[CH6] lines of IRC', () => {
  test.each([
    ['[20:14] <ann> hello', 'said ann: hello'],
    ['[20:14:33] <@ann> hello: all', 'said ann: hello: all'],
    ['20:14 < ann> hello', 'said ann: hello'],
    ['20:14:33 <ann>\thello', 'said ann: hello'],
    ['2009-08-12T20:14:33  <ann> hello', 'said ann: hello'],
    ['[2009-08-12 20:14:33] <ann> hello', 'said ann: hello'],
    ['Aug 12 20:14:33 <ann>\thello', 'said ann: hello'],
    ['Aug 12 20:14:33 *\tann waves', 'said action ann: waves'],
    ['[20:14] * ann waves', 'said action ann: waves'],
    ['[20:14] * ann has left the building', 'said action ann: has left the building'],
    ['[20:14] * ann (~a@b) has joined #chan', 'presence ann: ann (~a@b) has joined #chan'],
    ['[20:14] * ann has left #chan', 'presence ann: ann has left #chan'],
    ['[20:14] * ann is now known as ann_', 'presence ann: ann is now known as ann_'],
    ['[20:14] * ann sets mode: +o bob', 'notice null: ann sets mode: +o bob'],
    ['[20:14] *** Quits: ann (a@b) (bye)', 'presence ann: Quits: ann (a@b) (bye)'],
    ['[20:14] *** ann changes topic to "x: y"', 'notice null: ann changes topic to "x: y"'],
    ['20:14 -!- Irssi: Join to #chan was synced', 'notice null: Irssi: Join to #chan was synced'],
    ['20:14 -!- bob was kicked from #chan by ann [x]', 'presence bob: bob was kicked from #chan by ann [x]'],
    ['[20:14] -NickServ- identify', 'said NickServ: identify'],
    ['\u000304[20:14]\u0003 <\u0002ann\u0002> \u001Dhi\u000F', 'said ann: hi'],
    ['--- Log opened Wed Aug 12 20:00:00 2009', 'day 2009-8-12'],
    ['--- Day changed Do 13 Aug 2009', 'day 2009-8-13'],
    ['**** BEGIN LOGGING AT Wed Aug 12 20:14:33 2009', 'day 2009-8-12'],
    ['Session Start: Wed Aug 12 20:14:33 2009', 'day 2009-8-12'],
    ['Session Ident: #chan', 'nothing'],
    ['', 'nothing'],
    ['[20:14] ann: hello', 'null'],
    ['[25:14] <ann> hello', 'null'],
    ['Note: nothing', 'null'],
  ])('%j', (line, expected) => {
    expect(shown(line)).toBe(expected);
  });
});

test('[CH8] the day goes on at midnight, and from the day that the log says', async () => {
  const text = [
    '**** BEGIN LOGGING AT Wed Aug 12 23:58:00 2009',
    'Aug 12 23:58:00 <ann>\ta',
    '**** BEGIN LOGGING AT Fri Jan  1 00:00:10 2010',
    'Jan 01 00:00:20 <bob>\tb',
  ].join('\n');
  const chat = await open([fileOf('chan.log', text)]);
  expect(chat.messages.map(timeWords)).toEqual(['2009-08-12 23:58:00', '2010-01-01 00:00:20']);
});

test('[CH8] a time with its zone is a moment', async () => {
  const chat = await open([fileOf('chan.log', '2009-08-12T20:14:33+0200 <ann> a\n2009-08-12T20:14:33Z <bob> b\n')]);
  expect([chat.messages.map(timeWords), lines(chat)]).toEqual([
    ['2009-08-12T18:14:33Z', '2009-08-12T20:14:33Z'],
    ['ann: a', 'bob: b'],
  ]);
});
