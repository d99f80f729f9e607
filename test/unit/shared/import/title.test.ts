import { describe, expect, test } from 'vitest';
import { splitText } from '../../../../shared/import';

const PAGE = 'Site\n\nThe Forum\n\n%\n\nViews: 3\n\nReplies to This Discussion\n\nAgreed.';

describe('the proposed name', () => {
  test.each([
    ['a phrase in capitals after "discussed"', 'Hello.\n\nWe discussed SILOS IN THE ORG at noon.', 'SILOS IN THE ORG'],
    [
      'with what stands in brackets',
      'We discussed SILOS AND TRUST: (an overview) today',
      'SILOS AND TRUST: (an overview)',
    ],
    ['after "topic"', '[20:14] Renee: Topic: LEARNING BY DOING\n[20:15] Chris: ok', 'LEARNING BY DOING'],
    ['after "about"', 'Today is about COLLABORATION.', 'COLLABORATION'],
    ['before the line of the page', PAGE.replace('%', 'We discussed SILOS AND TRUST today.'), 'SILOS AND TRUST'],
    ['abbreviations are no topic', 'It is about IT and HR.\n\nMore', 'It is about IT and HR.'],
    ['nor a word that begins in capitals', 'We talked about SMChatting today.', 'We talked about SMChatting today.'],
    ['else the line of the page', PAGE.replace('%', 'What do you think?'), 'The Forum'],
    ['else the first line', 'Our chat\n[20:14] Renee: a\n[20:15] Chris: b', 'Our chat'],
    ['which is not furniture', '[20:14] Renee: Views: 3\nStart small\n[20:15] Chris: b', 'Start small'],
    ['else the first words of the first post', '[08:00] Renee: Start small\n[08:05] Chris: ok', 'Start small'],
    ['of a single message', '[08:00] Renee: Start small', 'Start small'],
    ['of a single message with a date', '12/08/2009, 20:14 - Renee: Start small', 'Start small'],
    ['of a single message with the name first', 'Renee (20:14): Start small', 'Start small'],
    ['of messages of a form of their own', '08:00 - Renee: Start small\n\n08:05 - Chris: ok', 'Start small'],
    ['not of a message without words', '[20:14] Renee: ...\n[20:15] Chris: What now?', 'What now?'],
    ['a time in a sentence stays', '10:30 we met', '10:30 we met'],
  ])('%s', (_, text, title) => {
    expect(splitText(text).title).toBe(title);
  });

  test('of a file is its own name where the text names no topic', () => {
    expect(splitText('[08:00] Renee: a\n[08:05] Chris: b', { fileName: 'Our talk.txt' }).title).toBe('Our talk');
  });
});
