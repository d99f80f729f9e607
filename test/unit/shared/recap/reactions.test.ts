import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Reaction, reactionKey, reactionsOf, readReactions } from '../../../../shared/model/discussion-parts';
import { MOST_EMOJI, reactionsByPost, reactionsOn } from '../../../../shared/recap/reactions';
import type { ParticipantId, PostId } from '../../../../shared/util/brand';

const POST = 'post' as PostId;
const gave = (person: string, emoji: string, at: number, post: PostId = POST): Reaction => ({
  post,
  person: person as ParticipantId,
  emoji,
  at,
});

describe('reactions on a post', () => {
  it('[RE1] are grouped by emoji, the first given first, with everybody in order', () => {
    const index = reactionsByPost([gave('c', '🎉', 2), gave('b', '👍', 3), gave('a', '👍', 1), gave('c', '👍', 3)]);
    expect(reactionsOn(index, POST)).toEqual([
      { emoji: '👍', people: ['a', 'b', 'c'] },
      { emoji: '🎉', people: ['c'] },
    ]);
    expect(reactionsOn(index, 'other' as PostId)).toEqual([]);
  });

  it('[RE1] keep their list when another post got one', () => {
    const before = reactionsByPost([gave('a', '👍', 1)]);
    const after = reactionsByPost([gave('a', '👍', 1), gave('a', '👍', 2, 'other' as PostId)], before);
    expect(reactionsOn(after, POST)).toBe(reactionsOn(before, POST));
  });

  it.each([
    ['a thumb', '👍', true],
    ['a heart in colour', '❤️', true],
    ['a family with skin tones', '👨🏽‍👩🏽‍👧🏽‍👦🏽', true],
    ['a flag', '🇪🇺', true],
    ['a flag of tags', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', true],
    ['a key cap', '1️⃣', true],
    ['words', 'pay me', false],
    ['words behind an emoji', '👍 http://x.example', false],
    ['what turns the writing round', '👍\u202E', false],
    ['a digit', '7', false],
    ['nothing', '', false],
    ['nothing to see', '\u200D\uFE0F', false],
    ['a row too long', '👍'.repeat(17), false],
  ])('[RE3] are emoji: %s', (_, emoji, isOne) => {
    const doc = new Y.Doc();
    reactionsOf(doc).set(reactionKey(POST, 'renee', emoji), 1);
    expect(readReactions(doc)).toHaveLength(isOne ? 1 : 0);
  });

  it('[RE3] of 100,000 people and of 1,000 kinds are shown without comparing each with each', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => gave(`p${String(at)}`, '👍', at));
    expect(reactionsOn(reactionsByPost(many), POST)[0]?.people).toHaveLength(100_000);
    const kinds = Array.from({ length: 1_000 }, (_, at) => gave('a', String.fromCodePoint(0x1f300 + at), at));
    expect(reactionsOn(reactionsByPost(kinds), POST)).toHaveLength(MOST_EMOJI);
  });

  it('[RE2] given and taken back apart leave what the others gave', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()];
    const both = (): void => {
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
      Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    };
    reactionsOf(a).set(reactionKey(POST, 'renee', '👍'), 1);
    reactionsOf(b).set(reactionKey(POST, 'chris', '👍'), 2);
    both();
    expect(reactionsOn(reactionsByPost(readReactions(b)), POST)).toEqual([{ emoji: '👍', people: ['renee', 'chris'] }]);
    reactionsOf(a).delete(reactionKey(POST, 'renee', '👍'));
    both();
    expect(reactionsOn(reactionsByPost(readReactions(b)), POST)).toEqual([{ emoji: '👍', people: ['chris'] }]);
  });
});
