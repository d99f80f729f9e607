import { describe, expect, it } from 'vitest';
import {
  type Announcing,
  collapse,
  dueAt,
  heard,
  MOST_MS,
  type News,
  QUIET_MS,
  REPEAT_MS,
  SILENT,
  speak,
  TYPING_MS,
} from '../../../../shared/recap/announcing';

const NAMES: Readonly<Record<string, string>> = { r: 'Renee', c: 'Chris', l: 'Lurker', e: 'Educator' };
const nameOf = (person: string): string => NAMES[person] ?? 'Someone';
const writing = (person: string, section = 'Key takeaways'): News => ({ kind: 'writing', person, section });
const added = (person: string, what = 'decision'): News => ({ kind: 'added', person, what });
const post = (person: string): News => ({ kind: 'post', person });

describe('what is told of the others', () => {
  it.each<[readonly News[], string]>([
    [[], ''],
    [[writing('r'), writing('r'), added('c')], 'Renee is writing under Key takeaways. Chris added a decision.'],
    [[writing('r'), writing('r', 'Decisions')], 'Renee is writing in the recap.'],
    [[writing('r'), writing('c')], 'Renee and Chris are writing under Key takeaways.'],
    [[writing('r'), added('r'), added('r')], 'Renee added 2 decisions.'],
    [
      [added('r', 'action'), { kind: 'removed', person: 'r', what: 'paragraph' }],
      'Renee added an action and removed text.',
    ],
    [[added('r', 'action'), added('r', 'paragraph')], 'Renee added 2 blocks.'],
    [[post('c'), post('c'), post('c')], 'Chris wrote 3 posts.'],
    [[{ kind: 'stance', person: 'l', stance: 'disagree' }], 'Lurker disagrees with a point.'],
    [
      [
        { kind: 'stance', person: 'l', stance: 'unsure' },
        { kind: 'stance', person: 'c', stance: 'unsure' },
      ],
      'Lurker and Chris are unsure about a point.',
    ],
    [
      [
        { kind: 'stance', person: 'l', stance: 'agree' },
        { kind: 'stance', person: 'l', stance: 'unsure' },
      ],
      'Lurker said what they think of points.',
    ],
    [[post('r'), post('c'), post('l'), post('e')], '4 people changed something.'],
  ])('[SL18] is one short sentence for each', (news, words) => {
    expect(collapse(news, nameOf)).toBe(words);
  });

  it('[SL19] waits for quiet, but not for ever', () => {
    const once = heard(SILENT, [writing('r')], 0);
    expect(dueAt(once)).toBe(QUIET_MS);
    expect(speak(once, QUIET_MS - 1, nameOf).words).toBe('');
    let going: Announcing = once;
    for (let at = 1000; at < MOST_MS; at += 1000) going = heard(going, [writing('r')], at);
    expect(dueAt(going)).toBe(MOST_MS);
    expect(speak(going, MOST_MS, nameOf).words).toBe('Renee is writing under Key takeaways.');
  });

  it('[SL19] never speaks into the person’s own typing', () => {
    const typing = { ...heard(SILENT, [post('c')], 0), lastKey: QUIET_MS };
    expect(speak(typing, QUIET_MS, nameOf).words).toBe('');
    expect(speak(typing, QUIET_MS + TYPING_MS, nameOf).words).toBe('Chris wrote a post.');
  });

  it('[SL20] does not say the same sentence again within a minute', () => {
    const first = speak(heard(SILENT, [writing('r')], 0), QUIET_MS, nameOf);
    expect(first.words).not.toBe('');
    const again = speak(heard(first.state, [writing('r')], 10_000), 10_000 + QUIET_MS, nameOf);
    expect(again.words).toBe('');
    expect(dueAt(again.state)).toBeNull();
    const other = speak(heard(again.state, [added('r')], 20_000), 20_000 + QUIET_MS, nameOf);
    expect(other.words).toBe('Renee added a decision.');
    const late = REPEAT_MS + QUIET_MS + 1;
    expect(speak(heard(again.state, [writing('r')], late), late + QUIET_MS, nameOf).words).toBe(first.words);
  });
});
