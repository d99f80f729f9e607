import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Reactions } from '../../../../../renderer/features/thread/reactions';
import { reactionKey, reactionsOf, readReactions } from '../../../../../shared/model/discussion-parts';
import type { PostId } from '../../../../../shared/util/brand';
import { button, clearScreen, press, putOnScreen, settled } from '../../../../support/on-screen';
import { openParts } from '../../../../support/parts';

afterEach(clearScreen);

const POST = 'post' as PostId;

function postOnScreen() {
  const { doc, discussion } = openParts();
  putOnScreen(<Reactions post={POST} discussion={discussion} />);
  return doc;
}

async function choose(name: string): Promise<void> {
  await press('React');
  const choice = document.querySelector<HTMLElement>(`[role="menuitemcheckbox"][aria-label^="${name}"]`);
  act(() => choice?.click());
  await settled();
}

describe('reactions on a post', () => {
  it('[RE2] are given from the board and taken back on the post', async () => {
    const doc = postOnScreen();
    await choose('Thumbs up');
    expect(readReactions(doc)).toMatchObject([{ post: POST, person: 'renee', emoji: '👍' }]);
    await press('👍 1 by you; press to take yours back');
    expect(readReactions(doc)).toEqual([]);
  });

  it('say who gave them, and whether this person did', async () => {
    const doc = postOnScreen();
    const other = new Y.Doc();
    reactionsOf(other).set(reactionKey(POST, 'chris', '👍'), 1);
    act(() => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other)));
    await settled();
    expect(button('👍 1 by Chris; press to add yours').getAttribute('aria-pressed')).toBe('false');
    await press('👍 1 by Chris');
    const mine = button('👍 2 by Chris and you; press to take yours back');
    expect(mine.getAttribute('aria-pressed')).toBe('true');
    expect(mine.textContent).toBe('👍 2');
  });
});
