/** Which points that a change took away are taken for deleted, and which only stand elsewhere now. */
import { expect, test } from 'vitest';
import { removeBlock, TEXT_FORMS, turnInto } from '../../../../renderer/editor/handle/block-changes';
import { meet, type TrashPerson, trashPeople } from '../../../support/trash-person';
import { img, p } from '../../shared/markdown/build';
import { cite, detail, point } from '../../shared/recap/build-points';

test.each([
  ['is a part of', 'we go now'],
  ['is one of', 'we say no to that'],
  ['ends', 'we say no'],
])('[TR1] a point lies in the trash also when what it says %s what comes in the same change', async (_how, words) => {
  const [renee] = trashPeople([point('takeaway', 'a', 'no'), p('end')], 'renee') as [TrashPerson];
  const { tr, schema, doc } = renee.editor.state;
  renee.editor.dispatch(tr.replaceWith(0, doc.child(0).nodeSize, schema.node('paragraph', null, schema.text(words))));
  await Promise.resolve();
  expect(renee.texts).toEqual([words, 'end']);
  expect(renee.inTrash).toEqual(['no']);
});

test('[TR1] a point lies in the trash when it goes while other words come, whatever says the same elsewhere', async () => {
  const [renee] = trashPeople([point('takeaway', 'a', 'no'), p('end'), p('no')], 'renee') as [TrashPerson];
  const { tr, schema, doc } = renee.editor.state;
  const other = schema.node('paragraph', null, schema.text('something else'));
  renee.editor.dispatch(tr.replaceWith(0, doc.child(0).nodeSize, other));
  await Promise.resolve();
  expect(renee.inTrash).toEqual(['no']);
});

test.each(TEXT_FORMS)(
  '[TR2] a point is not in the trash when it was turned into $label, however little it says',
  async ({ value }) => {
    const said = point('action', 'a', 'no', { ownerName: 'Chris' }, detail('why', '1'), cite('p1', { label: 'Renee' }));
    const [renee] = trashPeople(
      [point('question', 'b', 'OK', {}, cite('p1', { label: 'Ann (her)' })), said, p('end')],
      'renee',
    ) as [TrashPerson];
    const { tr } = renee.editor.state;
    for (const index of [1, 0]) turnInto(tr, index, value);
    renee.editor.dispatch(tr);
    await Promise.resolve();
    expect(renee.lines).toEqual(['OK (Ann (her))', 'no', 'Why: 1 (Chris; Renee)', 'end']);
    expect(renee.inTrash).toEqual([]);
  },
);

test('[TR1] a point lies in the trash with nothing but a picture in it, and [TR2] not when that stands there as text', async () => {
  const picture = point('takeaway', 'a', '', {}, img('asset:a'));
  const [renee] = trashPeople([picture, p('end')], 'renee') as [TrashPerson];
  await renee.remove('');
  expect(renee.trash.items.get()).toMatchObject([{ id: 'a', words: '' }]);
  renee.putBack('a');
  const { tr } = renee.editor.state;
  turnInto(tr, 0, 'text');
  renee.editor.dispatch(tr);
  await Promise.resolve();
  expect(renee.blocks.map(({ type }) => type)).toEqual(['paragraph', 'image', 'paragraph']);
  expect(renee.trash.items.get()).toEqual([]);
});

test('[TR5] of two that both put back apart and wrote in, the one that is deleted lies in the trash with what only it says', async () => {
  const [renee, chris] = trashPeople([point('takeaway', 'a', 'Ask first'), p('end')], 'renee', 'chris') as [
    TrashPerson,
    TrashPerson,
  ];
  await renee.remove('Ask first');
  await meet(renee, chris);
  for (const [person, words] of [
    [renee, 'We go now'],
    [chris, 'no'],
  ] as const) {
    person.putBack('a');
    person.addLine(words, 'Ask first');
  }
  await meet(renee, chris);
  expect(renee.texts.filter((text) => text.includes('Ask first')).length).toBe(2);
  const { tr } = renee.editor.state;
  removeBlock(
    tr,
    renee.texts.findIndex((text) => text.includes('no') && !text.includes('now')),
  );
  renee.editor.dispatch(tr);
  await meet(renee, chris);
  expect(chris.inTrash).toEqual(['Ask first no']);
});

test('[TR1] [TR6] a point that stands in a recap although somebody deleted it for ever is deleted like any other', async () => {
  const [renee, chris] = trashPeople([point('takeaway', 'a', 'Ask first'), p('end')], 'renee', 'chris') as [
    TrashPerson,
    TrashPerson,
  ];
  await renee.remove('Ask first');
  await meet(renee, chris);
  renee.putBack('a');
  chris.trash.deleteForever('point', 'a');
  await meet(renee, chris);
  expect(chris.texts).toEqual(['Ask first', 'end']);
  await chris.remove('Ask first');
  await meet(renee, chris);
  renee.type(' now', 'end');
  await meet(renee, chris);
  expect([renee.inTrash, chris.inTrash]).toEqual([['Ask first'], ['Ask first']]);
  expect(renee.putBack('a')).toBe(true);
});

test('[TR1] a point that goes between two of one id lies in the trash, and the next edit gives one of these an id of its own', async () => {
  const blocks = [
    ['b', 'bb says'],
    ['a', 'aa says'],
    ['b', 'bb says more'],
    ['c', 'cc says'],
  ] as const;
  const [renee] = trashPeople(
    blocks.map(([id, words]) => point('takeaway', id, words)),
    'renee',
  ) as [TrashPerson];
  await renee.remove('aa says');
  expect(renee.texts).toEqual(['bb says', 'bb says more', 'cc says']);
  expect(renee.trash.items.get()).toMatchObject([{ id: 'a', words: 'aa says' }]);
  renee.type(' now', 'bb says more');
  expect(new Set(renee.blocks.map(({ attrs }) => attrs?.id)).size).toBe(3);
  expect(renee.inTrash).toEqual(['aa says']);
});
