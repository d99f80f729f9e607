import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type AuthorshipView, useAuthorship } from '../../../../../renderer/features/recap/authorship';
import { AuthorBar } from '../../../../../renderer/features/recap/authorship-bar';
import { Contributors } from '../../../../../renderer/features/recap/contributors';
import type { Discussion, Post } from '../../../../../renderer/notebook/types';
import { createStore } from '../../../../../renderer/ui/store';
import { authorsOf, recapOf } from '../../../../../shared/model/discussion-doc';
import { stanceKey, stancesOf, timesOf } from '../../../../../shared/model/discussion-parts';
import { writeRichText } from '../../../../../shared/model/rich-text-yjs';
import { clearScreen, putOnScreen, settled, words } from '../../../../support/on-screen';
import { openParts } from '../../../../support/parts';
import { doc, p } from '../../../shared/markdown/build';
import { point } from '../../../shared/recap/build-points';

afterEach(clearScreen);

/** A discussion in which Chris wrote the recap. */
function written(): Discussion {
  const open = openParts('renee');
  const chris = new Y.Doc();
  chris.clientID = 2;
  writeRichText(recapOf(chris), doc(p('Weak ties cross the organisation'), point('takeaway', 'one', 'Start small')));
  authorsOf(chris).set('2', 'chris');
  stancesOf(chris).set(stanceKey('one', 'lurker'), { stance: 'agree', reason: '', at: 1 });
  timesOf(chris).set('2.0', new Date(2020, 7, 12, 20, 14).getTime());
  Y.applyUpdate(open.doc, Y.encodeStateAsUpdate(chris));
  const posts: readonly Pick<Post, 'id' | 'author' | 'deleted'>[] = [
    { id: 'a' as Post['id'], author: open.discussion.parts.person('chris'), deleted: false },
  ];
  const views = { posts: createStore(posts), meta: createStore({}) };
  return { ...open.discussion, ...views } as unknown as Discussion;
}

function shown(discussion: Discussion): AuthorshipView {
  const seen: { view?: AuthorshipView } = {};
  const Shown = () => {
    const view = useAuthorship(discussion);
    seen.view = view;
    return (
      <>
        <AuthorBar view={view} />
        <Contributors discussion={discussion} authorship={view} anchor={document.body} onClose={() => undefined} />
      </>
    );
  };
  putOnScreen(<Shown />);
  if (seen.view === undefined) throw new Error('nothing on screen');
  return seen.view;
}

describe('who wrote what', () => {
  it.each([
    [{ by: 'chris', movedBy: null, client: 2, clock: 5 }, 'Chris, about 12 Aug 2020 20:14'],
    [{ by: 'lurker', movedBy: 'chris', client: 2, clock: 5 }, 'Lurker; moved here by Chris about 12 Aug 2020 20:14'],
    [{ by: 'renee', movedBy: null, client: 7, clock: 0 }, 'You'],
    [{ by: '', movedBy: null, client: 7, clock: 0 }, 'Author not known'],
  ])('[WH6] is told in words: %o', (place, expected) => {
    expect(shown(written()).words(place)).toBe(expected);
  });

  it('has a key to the looks only while it is shown, with everybody who wrote', async () => {
    const view = shown(written());
    const key = () => document.querySelector('[aria-label="Who wrote what"]')?.textContent;
    expect(key()).toBeUndefined();
    act(() => view.shown.set(true));
    await settled();
    expect(key()).toBe('ChrisRenee');
    expect(view.host.look('chris')).not.toBe(view.host.look('renee'));
    expect(view.host.authorOf(2)).toBe('chris');
    expect([view.host.knows('chris'), view.host.knows('stranger')]).toEqual([true, false]);
  });

  it('[WH8] lists who contributed what', () => {
    shown(written());
    expect(words()).toContain('Chris7 words in our recap · 1 point · 1 post');
    expect(words()).toContain('Lurker1 stance');
  });
});
