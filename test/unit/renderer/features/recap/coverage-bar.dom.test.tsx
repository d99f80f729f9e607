import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { coverageOf } from '../../../../../renderer/app/coverage-source';
import { newEntry } from '../../../../../renderer/app/new-entry';
import { CoverageBar } from '../../../../../renderer/features/recap/coverage-bar';
import { insertPointAt } from '../../../../../renderer/features/recap/recap-writes';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../../renderer/notebook/types';
import { citeOf } from '../../../../../shared/recap/citing';
import type { PostId } from '../../../../../shared/util/brand';
import { MemoryStore } from '../../../../support/memory-store';
import { button, clearScreen, press, putOnScreen, words } from '../../../../support/on-screen';
import { doc, p } from '../../editor/support';

afterEach(clearScreen);

async function discussion(...texts: [string, string][]): Promise<Discussion> {
  const who = { participantId: 'renee', name: 'Renee', colour: 1 };
  const notebook = await OpenNotebook.open(newEntry('SMCHAT', 1), who, {
    store: new MemoryStore(),
    recapUndo: (fragment) => new Y.UndoManager(fragment),
  });
  const posts = texts.map(([authorName, text]) => ({ authorName, body: doc(p(text)) }));
  return notebook.open(await notebook.createDiscussion({ title: 'x', posts }));
}

function cite(of: Discussion, ...posts: PostId[]): void {
  const cites = posts.map((id) => citeOf({ id, author: 'x' as never, body: doc(), text: '', label: '' }, ''));
  insertPointAt(
    of.parts.ours,
    { type: 'point', attrs: { id: crypto.randomUUID() }, content: [p('x'), ...cites] },
    'end',
  );
}

const bar = () => document.querySelector('[role="progressbar"]');

it('says how much is in, follows the recap, and leads to what is missing', async () => {
  const open = await discussion(['Renee', 'one'], ['Chris', 'two'], ['Lurker', 'three']);
  const ids = open.posts.get().map((post) => post.id);
  const onShowMissing = vi.fn();
  putOnScreen(<CoverageBar discussion={open} coverage={coverageOf(open)} onShowMissing={onShowMissing} />);
  expect(bar()?.getAttribute('aria-label')).toBe('Posts in the recap');
  expect(words()).toContain('0 of 3 posts in · three people not heard yet: Renee, Chris and Lurker');

  act(() => cite(open, ids[0] as PostId, ids[1] as PostId));
  await vi.waitFor(() =>
    expect(bar()?.getAttribute('aria-valuetext')).toBe('2 of 3 posts in · one person not heard yet'),
  );
  expect([bar()?.getAttribute('aria-valuenow'), bar()?.getAttribute('aria-valuemax')]).toEqual(['2', '3']);
  await press('Show what is missing');
  expect(onShowMissing).toHaveBeenCalledOnce();

  act(() => open.parts.setAside(ids[2] as PostId, 'thanks only'));
  await vi.waitFor(() => expect(words()).toContain('2 of 3 posts in · 1 set aside · nothing is missing'));
  expect(() => button('Show what is missing')).toThrow();
});

it('counts what own recaps cite as missing from ours', async () => {
  const open = await discussion(['Renee', 'one']);
  const mine = open.parts.startMine();
  const coverage = coverageOf(open);
  const changed = vi.fn();
  const end = coverage.subscribe(changed);
  const [id] = open.posts.get().map((post) => post.id);
  expect(coverage.get().missing).toEqual([id]);
  insertPointAt(
    mine,
    {
      type: 'point',
      attrs: { id: 'm' },
      content: [citeOf({ id: id as PostId, author: 'x' as never, body: doc(), text: '', label: '' }, '')],
    },
    'end',
  );
  await vi.waitFor(() => expect(coverage.get().posts.get(id as PostId)?.own).toHaveLength(1));
  expect(coverage.get().missing).toEqual([id]);
  expect(changed).toHaveBeenCalled();
  expect(coverage.get()).toBe(coverage.get());
  end();
});

it('is not there while nothing was said', async () => {
  const open = await discussion();
  putOnScreen(<CoverageBar discussion={open} coverage={coverageOf(open)} onShowMissing={() => undefined} />);
  expect(bar()).toBeNull();
});
