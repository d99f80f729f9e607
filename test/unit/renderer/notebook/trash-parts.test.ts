/** Pictures, citations and fields of points that are deleted, brought back and written in by people who hear of each other late. */
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { recapOf } from '../../../../shared/model/discussion-doc';
import { noteMerge } from '../../../../shared/model/discussion-parts';
import { knownOf, noteMoved } from '../../../../shared/model/moved-notes';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { meet, type TrashPerson, trashPeople } from '../../../support/trash-person';
import { img, li, p, quote, task, tasks, ul } from '../../shared/markdown/build';
import { cite, point } from '../../shared/recap/build-points';

function two(...parts: RichTextNode[]): [TrashPerson, TrashPerson] {
  return trashPeople([point('takeaway', 'a', 'Ask first', {}, ...parts), p('end')], 'renee', 'chris') as [
    TrashPerson,
    TrashPerson,
  ];
}

function add(person: TrashPerson, ...parts: RichTextNode[]): void {
  const { state } = person.editor;
  const nodes = parts.map((part) => state.schema.nodeFromJSON(part));
  person.editor.dispatch(state.tr.insert(state.doc.child(person.indexOf('Ask first')).nodeSize - 1, nodes));
}

function pictures(person: TrashPerson): string[] {
  const found: string[] = [];
  person.editor.state.doc.descendants((node) => {
    if (node.type.name === 'image') found.push(String(node.attrs.src));
  });
  return found.toSorted();
}

const HOLDERS: readonly (readonly [string, (words: string, src: string) => RichTextNode])[] = [
  ['a quotation', (words, src) => quote(p(words), img(src))],
  ['a list', (words, src) => ul(li(p(words), img(src)))],
  ['a list of tasks in a quotation', (words, src) => quote(tasks(task(true, p(words), img(src))))],
];

describe.each(HOLDERS)('a picture in %s with words', (_, holder) => {
  test('[TR5] is there once when the words of one of two who delete the point apart become a note', async () => {
    const [renee, chris] = two(holder('see both', 'asset:both'));
    add(renee, holder('see mine', 'asset:renee'));
    add(chris, holder('see yours', 'asset:chris'));
    for (const person of [renee, chris]) await person.remove('Ask first');
    await meet(renee, chris);
    renee.putBack('a');
    await meet(renee, chris);
    expect(pictures(chris)).toEqual(['asset:both', 'asset:chris', 'asset:renee']);
    for (const words of ['see both', 'see mine', 'see yours']) expect(chris.texts[0]).toContain(words);
  });

  test('[TR5] is there once when one of two who delete the point apart brings it back by undo', async () => {
    const [renee, chris] = two(holder('see both', 'asset:both'));
    add(chris, holder('see yours', 'asset:chris'));
    for (const person of [renee, chris]) await person.remove('Ask first');
    renee.undo.undo();
    await Promise.resolve();
    await meet(renee, chris);
    expect(pictures(renee)).toEqual(['asset:both', 'asset:chris']);
    expect(renee.texts[0]).toContain('see yours');
    expect(renee.inTrash).toEqual([]);
  });
});

test.each(['put back', 'undo'])(
  '[TR5] what one of two who delete a point apart had cited or filled in is there after %s',
  async (way) => {
    const [renee, chris] = two(cite('p1'));
    const { tr } = chris.editor.state;
    tr.setNodeAttribute(0, 'due', '2026-12-01');
    tr.setNodeAttribute(0, 'ownerName', 'Chris');
    chris.editor.dispatch(tr);
    add(chris, cite('p2'));
    for (const person of [renee, chris]) await person.remove('Ask first');
    if (way === 'undo') renee.undo.undo();
    await Promise.resolve();
    await meet(renee, chris);
    if (way !== 'undo') renee.putBack('a');
    await meet(renee, chris);
    const [back] = chris.blocks;
    expect(back?.attrs).toMatchObject({ due: '2026-12-01', ownerName: 'Chris' });
    expect(back?.content?.map(({ type, attrs }) => attrs?.post ?? type)).toEqual(['paragraph', 'p1', 'p2']);
  },
);

test('[LW3] [LW7] a picture that finds no place in the point into which its block was merged stands behind that', async () => {
  const blocks = [point('takeaway', 'a', 'Ask first'), point('takeaway', 'b', 'Listen', {}, quote(p('see'))), p('end')];
  const [renee, chris] = trashPeople(blocks, 'renee', 'chris') as [TrashPerson, TrashPerson];
  const recap = recapOf(renee.doc);
  const [into, from] = recap.toArray() as [Y.XmlElement, Y.XmlElement];
  const known = knownOf(from);
  // As one of two points that say the same is taken into the other.
  renee.doc.transact(() => {
    recap.delete(1, 1);
    noteMoved(renee.doc, from, into, known, { merged: true });
    noteMerge(renee.doc, { kept: 'a', gone: 'b', by: 'renee', recap: 'ours' });
  });
  let behind = 0;
  const { doc, schema, tr: change } = chris.editor.state;
  doc.descendants((node, at) => {
    if (node.isTextblock && node.textContent === 'see') behind = at + node.nodeSize;
  });
  chris.editor.dispatch(change.insert(behind, schema.nodeFromJSON(img('asset:chris'))));
  await meet(renee, chris);
  expect(pictures(renee)).toEqual(['asset:chris']);
  expect(renee.blocks.map(({ type }) => type)).toEqual(['point', 'image', 'paragraph']);
});
