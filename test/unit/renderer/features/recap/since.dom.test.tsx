import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../../renderer/editor';
import type { ChangesHost } from '../../../../../renderer/editor/changes/types';
import { Announcements } from '../../../../../renderer/features/recap/announcements';
import { Away } from '../../../../../renderer/features/recap/away';
import { type SinceView, useSince } from '../../../../../renderer/features/recap/since';
import { SinceBar } from '../../../../../renderer/features/recap/since-bar';
import { SinceTools } from '../../../../../renderer/features/recap/since-tools';
import { sinceItems, stepFrom } from '../../../../../renderer/features/recap/since-walk';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import type { OpenRecap } from '../../../../../renderer/notebook/recap-document';
import type { Discussion } from '../../../../../renderer/notebook/types';
import { stanceKey, stancesOf } from '../../../../../shared/model/discussion-parts';
import { ORIGIN } from '../../../../../shared/model/origins';
import { insertNodes } from '../../../../../shared/model/rich-text-yjs';
import { QUIET_MS } from '../../../../../shared/recap/announcing';
import type { PostId } from '../../../../../shared/util/brand';
import { MemoryStore } from '../../../../support/memory-store';
import { button, clearScreen, press, putOnScreen, settled, words } from '../../../../support/on-screen';
import { doc, p } from '../../../shared/markdown/build';
import { point } from '../../../shared/recap/build-points';

const ENTRY = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: true } as Parameters<typeof OpenNotebook.open>[0];
const open = (name: string) =>
  OpenNotebook.open(
    ENTRY,
    { participantId: name.toLowerCase(), name, colour: 0 },
    { store: new MemoryStore(), recapUndo: createRecapUndo },
  );

let me: Discussion;
let chris: Discussion;

async function arrive(): Promise<void> {
  await Promise.resolve();
  await act(async () => {
    me.doc.transact(() => {
      Y.applyUpdate(me.doc, Y.encodeStateAsUpdate(chris.doc, Y.encodeStateVector(me.doc)), ORIGIN.exchange);
    }, ORIGIN.exchange);
    (me.parts.ours as OpenRecap).content.settle();
    await Promise.resolve();
  });
  await settled();
}

beforeEach(async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  const [mine, theirs] = await Promise.all([open('Me'), open('Chris')]);
  const id = await mine.createDiscussion({
    title: 'Weak ties',
    recap: doc(p('The sky is blue'), point('action', 'a', 'Book')),
  });
  Y.applyUpdate(theirs.catalog, Y.encodeStateAsUpdate(mine.catalog));
  [me, chris] = [await mine.open(id), await theirs.open(id)];
  Y.applyUpdate(chris.doc, Y.encodeStateAsUpdate(me.doc));
});
afterEach(() => {
  clearScreen();
  vi.restoreAllMocks();
  vi.clearAllMocks();
  vi.useRealTimers();
});

const theyWrite = (): void =>
  chris.doc.transact(() => insertNodes(chris.recap, 1, [point('decision', 'd', 'Go to the sea')]));

let view: SinceView;
let shownPost: PostId | null = null;
const onClosed = vi.fn();

function Shown() {
  const keys = { nextChange: 'F7', changeSeen: 'F9' };
  view = useSince(
    me,
    {
      post: (post) => {
        shownPost = post;
      },
      ours: () => false,
    },
    undefined,
  );
  return (
    <>
      <SinceTools discussion={me} view={view} keys={keys} />
      <Away discussion={me} view={view} onClosed={onClosed} />
      <SinceBar discussion={me} view={view} keys={keys} onClosed={onClosed} />
    </>
  );
}

describe('what was not seen yet', () => {
  it('[SL8] is counted in the head of the recap and listed by person, with a button for each', async () => {
    putOnScreen(<Shown />);
    expect(button('Nothing changed since you looked')).toBeTruthy();
    theyWrite();
    chris.addPost({ body: doc(p('Did you see?')) });
    await arrive();
    await press('2 changes since you looked');
    expect(words()).toContain('Chris 1 new post, 1 new point');
    expect(words()).toContain('added a decision');
    await press('Mark as seen');
    expect(me.newPosts.get().size).toBe(0);
    await press('Mark what Chris did as seen');
    expect(me.since.changes.get()).toEqual([]);
    expect(button('Nothing changed since you looked')).toBeTruthy();
  });

  it('is walked, the thread first, and accepted on the way', async () => {
    putOnScreen(<Shown />);
    theyWrite();
    const post = chris.addPost({ body: doc(p('Did you see?')) });
    await arrive();
    act(() => view.step(1));
    expect(shownPost).toBe(post);
    expect(words()).toContain('1 of 2 Chris wrote in the thread');
    act(() => view.accept());
    await settled();
    expect(words()).toContain('1 of 1 Chris added a decision: Go to the sea');
    const marks: ChangesHost['shown'] = view.host.shown;
    expect(marks.get()).toMatchObject([{ type: 'added', at: 1, label: 'Chris added a decision', current: true }]);
    act(() => view.accept());
    await settled();
    expect(words()).toContain('Everything is seen');
    act(() => view.step(1));
    expect(words()).toContain('Nothing changed since you looked');
  });

  it.each([
    [null, 1, 0],
    [null, -1, 2],
    [{ id: 'post c', index: 2 }, 1, 0],
    [{ id: 'post a', index: 0 }, -1, 2],
    [{ id: 'gone', index: 1 }, 1, 1],
    [{ id: 'gone', index: 1 }, -1, 0],
  ] as const)('goes on from %o by %i', (at, step, index) => {
    const items = sinceItems(['a', 'b', 'c'] as PostId[], []);
    expect(stepFrom(items, at, step)?.index).toBe(index);
    expect(stepFrom([], at, step)).toBeNull();
  });

  it('[SL17] is summed up after a time apart, until that is closed', async () => {
    putOnScreen(<Shown />);
    me.since.setTogether('apart', true);
    theyWrite();
    stancesOf(chris.doc).set(stanceKey('a', 'chris'), { stance: 'agree', reason: '', at: 5 });
    me.since.setTogether('meeting');
    await arrive();
    act(() => me.since.setTogether('equal'));
    await settled();
    expect(words()).toContain('Chris: 1 new point, 1 stance');
    await press('Mark all as seen');
    expect(words()).not.toContain('While you were away');
    expect(me.since.changes.get()).toEqual([]);
  });

  const apart = async (does: () => void): Promise<void> => {
    putOnScreen(<Shown />);
    me.since.setTogether('apart', true);
    does();
    me.since.setTogether('meeting');
    await arrive();
    act(() => me.since.setTogether('equal'));
    await settled();
    expect(words()).toContain('While you were away');
  };

  it('leaves the summary for the walk, and says where the focus goes on when the bar has gone too', async () => {
    await apart(theyWrite);
    button('Walk through').focus();
    await press('Walk through');
    expect(words()).not.toContain('While you were away');
    expect(words()).toContain('1 of 1 Chris added a decision');
    expect(onClosed).toHaveBeenCalledTimes(1);
    button('End going through').focus();
    await press('End going through');
    expect(onClosed).toHaveBeenCalledTimes(2);
  });

  it('sums nothing up that has been seen meanwhile', async () => {
    await apart(theyWrite);
    act(() => view.acceptAll());
    await settled();
    expect(words()).not.toContain('While you were away');
  });

  it('offers no walk where nothing can be walked through', async () => {
    await apart(() => stancesOf(chris.doc).set(stanceKey('a', 'chris'), { stance: 'agree', reason: '', at: 5 }));
    expect(words()).toContain('Chris: 1 stance');
    expect(words()).not.toContain('Walk through');
  });
});

describe('what is told aloud', () => {
  it('[SL21] stands in one hidden place, is told after some quiet, and not when that is turned off', async () => {
    const render = putOnScreen(<Announcements discussion={me} on />);
    const place = document.querySelector('[role="status"]');
    expect(place?.className).toBe('sr-only');
    vi.useFakeTimers();
    chris.addPost({ body: doc(p('Did you see?')) });
    await arrive();
    expect(place?.textContent).toBe('');
    act(() => {
      vi.advanceTimersByTime(QUIET_MS + 1);
    });
    expect(place?.textContent).toBe('Chris wrote a post.');
    render(<Announcements discussion={me} on={false} />);
    expect(place?.textContent).toBe('');
    chris.addPost({ body: doc(p('And this?')) });
    await arrive();
    act(() => {
      vi.advanceTimersByTime(QUIET_MS * 2);
    });
    expect(place?.textContent).toBe('');
  });
});
