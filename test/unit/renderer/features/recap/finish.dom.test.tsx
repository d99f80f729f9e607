import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecapUndo } from '../../../../../renderer/editor';
import { finishFlow, openFinish } from '../../../../../renderer/features/recap/finish-flow';
import { FinishPanel } from '../../../../../renderer/features/recap/finish-panel';
import { SignoffStrip } from '../../../../../renderer/features/recap/signoff-strip';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../../renderer/notebook/types';
import { createStore } from '../../../../../renderer/ui/store';
import { readPoints } from '../../../../../shared/model/point';
import { coverageCounter } from '../../../../../shared/recap/coverage';
import { MemoryStore } from '../../../../support/memory-store';
import { clearScreen, press, putOnScreen, settled } from '../../../../support/on-screen';
import { doc, h, p } from '../../../shared/markdown/build';
import { point } from '../../../shared/recap/build-points';

let notebook: OpenNotebook;
let discussion: Discussion;
const shownPosts = vi.fn();
const shownPoints = vi.fn();
const closed = vi.fn();

beforeEach(async () => {
  const entry = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];
  notebook = await OpenNotebook.open(
    entry,
    { participantId: 'renee', name: 'Renee', colour: 0 },
    { store: new MemoryStore(), recapUndo: createRecapUndo },
  );
  const id = await notebook.createDiscussion({
    posts: [{ body: doc(p('Start with one group.')), authorName: 'Lurker', createdAt: 1 }],
    recap: doc(h(2, 'Next'), point('action', 'a', 'Book the room'), point('question', 'q', '')),
  });
  discussion = await notebook.open(id);
});

afterEach(() => {
  clearScreen();
  finishFlow.set(null);
  vi.clearAllMocks();
});

function show(): void {
  const { parts, posts } = discussion;
  const coverage = createStore(
    coverageCounter()({
      discussion: discussion.id,
      posts: posts.get(),
      ours: readPoints(parts.ours.read()),
      own: [],
      aside: parts.aside.get(),
    }),
  );
  putOnScreen(
    <>
      <FinishPanel
        discussion={discussion}
        coverage={coverage}
        onStatus={(status) => discussion.setStatus(status)}
        onShowPost={shownPosts}
        onShowPoint={shownPoints}
        onClosed={closed}
      />
      <SignoffStrip discussion={discussion} onShowPoint={shownPoints} onCarryOver={() => undefined} />
    </>,
  );
}

const page = (): string => document.body.textContent ?? '';
const strip = (): string => document.querySelector('[aria-label="Review and sign-offs"]')?.textContent ?? '';

describe('the way to the end', () => {
  it('[FI6] [FI7] begins at what is missing, with its heading in focus, and leads to each place', async () => {
    show();
    expect(page()).toBe('');
    act(() => openFinish(discussion.id, 'open'));
    expect(document.activeElement?.textContent).toBe('3 things to look at first');
    expect(page()).toContain('1 post not in the recapNot heard at all: Lurker');
    await press('Lurker');
    expect(shownPosts).toHaveBeenCalledWith(discussion.posts.get()[0]?.id);
    await press('Book the room');
    expect(shownPoints).toHaveBeenLastCalledWith('a');
    await press('Open question below “Next”');
    expect(shownPoints).toHaveBeenLastCalledWith('q');
  });

  it('[FI6] says nothing of a recap in which nothing is written but that it is empty', async () => {
    discussion = await notebook.open(await notebook.createDiscussion());
    show();
    act(() => openFinish(discussion.id, 'open'));
    expect(document.activeElement?.textContent).toBe('The recap is empty');
    expect(page()).toContain('Nobody has written anything yet');
  });

  it('[FI8] ends all the same, and says by whom and what was left out', async () => {
    show();
    act(() => openFinish(discussion.id, 'open'));
    await press('Finish all the same');
    expect(finishFlow.get()).toBeNull();
    expect(strip()).toContain('Finished by you, just now. Left out: 1 post, 1 person not heard and 1 unclear action.');
  });

  it('[FI9] asks for review, shows who signed, and goes with Esc', async () => {
    show();
    act(() => openFinish(discussion.id, 'open'));
    await press('Go on to review');
    expect(document.activeElement?.textContent).toBe('Let everybody look it over');
    await press('Ask for review');
    expect(strip()).toContain('You asked for review. Nobody signed off yet.');
    await press('Sign off');
    expect(strip()).toContain('You signed off.');
    act(() => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    });
    expect(closed).toHaveBeenCalledOnce();
    expect(page()).not.toContain('Let everybody look it over');
  });

  it('[FI11] is over when somebody else finished it', async () => {
    show();
    act(() => openFinish(discussion.id, 'review'));
    act(() => discussion.setStatus('finished'));
    await settled();
    expect(page()).not.toContain('Let everybody look it over');
    expect(finishFlow.get()).toBeNull();
    expect(closed).toHaveBeenCalledOnce();
  });
});
