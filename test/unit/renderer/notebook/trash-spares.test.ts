/** Points of which several copies stand, each of which goes for the sake of another one. */
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { removeBlock } from '../../../../renderer/editor/handle/block-changes';
import { recapOf } from '../../../../shared/model/discussion-doc';
import { DAY_MS, trashOf } from '../../../../shared/model/trash';
import { hears, meet, TrashPerson, trashPeople } from '../../../support/trash-person';
import { p } from '../../shared/markdown/build';
import { point } from '../../shared/recap/build-points';

const START = [p('first'), p('second'), point('action', 'b', 'Write it down'), p('end')];

afterEach(() => {
  vi.useRealTimers();
});

test('[TR5] a point whose copies all went, each for the sake of another one, lies in the trash with what a third wrote in it', async () => {
  const [renee, chris, ann] = trashPeople(START, 'renee', 'chris', 'ann') as [TrashPerson, TrashPerson, TrashPerson];
  ann.type(' always', 'Write it down');
  await chris.remove('Write it down');
  chris.putBack('b');
  await renee.move('Write it down', 0);
  const before = Y.encodeStateAsUpdate(chris.doc);
  await hears(chris, Y.encodeStateAsUpdate(renee.doc));
  await renee.remove('Write it down');
  await hears(renee, before);
  await meet(renee, chris);
  for (const { texts, inTrash } of [renee, chris]) {
    expect(texts.join()).not.toContain('Write it down');
    expect(inTrash).toEqual(['Write it down']);
  }
  await meet(renee, chris, ann);
  expect(renee.putBack('b')).toBe(true);
  await meet(renee, chris, ann);
  const [back, ...more] = chris.texts.filter((text) => text.includes('Write it down'));
  expect(back).toContain('Write it down always');
  expect(more).toEqual([]);
  expect(chris.inTrash).toEqual([]);
});

test('[TR5] a point that stands twice lies in the trash when each of two deletes another one of them', async () => {
  const [renee, chris] = trashPeople(
    [point('action', 'a', 'Ask first'), point('action', 'a', 'Ask first', { due: '2026-12-01' })],
    'renee',
    'chris',
  ) as [TrashPerson, TrashPerson];
  for (const [{ editor }, at] of [
    [renee, 0],
    [chris, 1],
  ] as const) {
    const { tr } = editor.state;
    removeBlock(tr, at);
    editor.dispatch(tr);
    await Promise.resolve();
  }
  await meet(renee, chris);
  expect([renee.inTrash, chris.inTrash]).toEqual([['Ask first'], ['Ask first']]);
});

test('[TR5] what is kept of a copy that went shows nowhere as long as the point stands, and is gone after 30 days', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const [renee, chris] = trashPeople(START, 'renee', 'chris') as [TrashPerson, TrashPerson];
  await renee.remove('Write it down');
  await meet(renee, chris);
  for (const person of [renee, chris]) person.putBack('b');
  await meet(renee, chris);
  const opened = (): TrashPerson => new TrashPerson('ann', 30, Y.encodeStateAsUpdate(renee.doc));
  expect(opened().inTrash).toEqual([]);
  expect(trashOf(opened().doc).size).toBe(1);
  // Two whose ids were one get an id of their own.
  for (const block of recapOf(renee.doc).toArray())
    if (block instanceof Y.XmlElement && block.nodeName === 'point') block.setAttribute('id', 'other');
  expect(opened().inTrash).toEqual([]);
  vi.setSystemTime(Date.now() + 30 * DAY_MS);
  const later = opened();
  await meet(later);
  expect(trashOf(later.doc).size).toBe(0);
});

const RESTARTED: readonly (readonly [string, (person: TrashPerson, to: number) => unknown])[] = [
  ['put back', (person) => person.putBack('b')],
  ['moved', (person, to) => person.move('Write it down', to)],
];

test.each(RESTARTED)(
  '[TR5] a point that two %s apart is there once, also when both end the app before they meet',
  async (how, act) => {
    for (const isOpen of [true, false]) {
      const [renee, chris] = trashPeople(START, 'renee', 'chris') as [TrashPerson, TrashPerson];
      if (how === 'put back') await renee.remove('Write it down');
      await meet(renee, chris);
      await act(renee, 0);
      await act(chris, 4);
      const [one, other] = [renee, chris].map(({ doc }) => Y.encodeStateAsUpdate(doc)) as [Uint8Array, Uint8Array];
      const again = [
        new TrashPerson('renee', 30, isOpen ? one : Y.mergeUpdates([one, other])),
        new TrashPerson('chris', 20, isOpen ? other : Y.mergeUpdates([one, other])),
      ];
      await meet(...again);
      for (const { texts, inTrash } of again) {
        expect(texts.filter((text) => text === 'Write it down')).toHaveLength(1);
        expect(inTrash).toEqual([]);
      }
    }
  },
);
