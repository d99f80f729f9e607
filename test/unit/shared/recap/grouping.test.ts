import { describe, expect, it } from 'vitest';
import { type ChatPost, groupByQuestion } from '../../../../shared/recap/grouping';
import type { ParticipantId, PostId } from '../../../../shared/util/brand';

/** `who: text`, or `who > place: text` for a reply to the post at that place. */
function chat(...lines: string[]): ChatPost[] {
  return lines.map((line, at) => {
    const [, author = '', replied, text = ''] = /^(\w+)(?: > (\d+))?: (.*)$/s.exec(line) ?? [];
    return {
      id: String(at),
      author,
      text,
      replyTo: replied === undefined ? null : replied,
    } as unknown as ChatPost;
  });
}

/** `1 "text" ?question a answers…` */
const told = (...lines: string[]) =>
  groupByQuestion(chat(...lines)).groups.map(
    ({ number, question, text, answers }) =>
      `${String(number)} ${question?.id ?? '-'} “${text}” ${answers.map((one) => one.id).join(' ')}`,
  );

describe('a chat by questions', () => {
  it('[TM6] is read at once, whatever signs somebody puts in a row', () => {
    const texts = [
      '@__'.repeat(200),
      '@a-'.repeat(200),
      `@${'_'.repeat(5_000)}`,
      ' '.repeat(50_000),
      `A${' '.repeat(50_000)}`,
    ];
    const posts = texts.map(
      (text, at): ChatPost => ({
        id: `p${String(at)}` as PostId,
        author: 'a' as ParticipantId,
        text: `${text}!`,
        replyTo: null,
      }),
    );
    expect(groupByQuestion(posts).groups).toEqual([]);
  });

  it.each([
    'Q1 Who needs which?',
    'q1: Who needs which?',
    'Q1) Who needs which?',
    'Q 1. Who needs which?',
    'Q.1 – Who needs which?',
    'Q#1 Who needs which?',
    '(Q1) Who needs which?',
    '[Q1]: Who needs which?',
    '**Q1**: Who needs which?',
    'Question 1: Who needs which?',
    '“Q1: Who needs which?',
    'Q01 Who needs which?',
    '@all Q1: Who needs which?',
    'Q1\nWho needs which?',
  ])('[TM6] is asked by %j', (text) => {
    expect(told(`mod: ${text}`)).toEqual(['1 0 “Who needs which?” ']);
  });

  it.each([
    'A1 Both.',
    'a1: Both.',
    'A 1 - Both.',
    'A.1 Both.',
    'Answer 1: Both.',
    'Ans 1: Both.',
    'Answer to Q1: Both.',
    'A to Q1: Both.',
    '@Renee A1: Both.',
    'Re: A1 Both.',
    'RT @Renee: A1 Both.',
    '(A1) Both.',
    '> A1: Both.',
  ])('[TM6] is answered by %j', (text) => {
    expect(told('mod: Q1 Who?', `chris: ${text}`)).toEqual(['1 0 “Who?” 1']);
  });

  it.each([
    'A4 paper is fine',
    'Quite 1 of a kind',
    'Also 2 things',
    'A100 is a road',
    'Q2009 was good',
    'Q0: none',
    'A1b',
    'I say A1',
  ])('[TM6] has nothing to do with %j', (text) => {
    expect(told(`chris: ${text}`)).toEqual([]);
  });

  it('[TM7] has the answers under their question, however late they came', () => {
    expect(
      told(
        'mod: Q1 Who?',
        'chris: A1 Us',
        'mod: Q2 When?',
        'renee: A2 Now',
        'lurker: A1 Them',
        'renee: A10 Odd',
        'mod: Q10 Last?',
      ),
    ).toEqual(['1 0 “Who?” 1 4', '2 2 “When?” 3', '10 6 “Last?” 5']);
  });

  it('[TM7] counts a plain reply to the question as an answer, once', () => {
    expect(
      told('mod: Q1 Who?', 'chris > 0: Us, I think', 'renee > 0: A1 Me', 'renee > 0: A2 Soon', 'lurker > 1: Why?'),
    ).toEqual(['1 0 “Who?” 1 2', '2 - “” 3']);
  });

  it('[TM8] takes the moderator’s question where others repeat it', () => {
    const posts = chat(
      'chris: Q1 Who needs which? good one',
      'mod: Q1 Who needs which?',
      'mod: Q2 When?',
      'chris: A1 Us',
    );
    const { moderator, groups } = groupByQuestion(posts);
    expect(moderator).toBe('mod');
    expect(groups[0]?.question?.id).toBe('1');
    expect(groupByQuestion(chat('chris: hello')).moderator).toBeNull();
  });

  it('[TM9] does not take a repetition for an answer, and keeps a number without its question', () => {
    expect(
      told(
        'mod: Q1 Who needs which?',
        'renee: Q1: who needs which??',
        'mod: Q1 Who needs which? (again)',
        'chris: A3 Late',
      ),
    ).toEqual(['1 0 “Who needs which?” ', '3 - “” 3']);
  });
});
