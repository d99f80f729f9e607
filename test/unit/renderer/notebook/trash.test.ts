/** Points that are deleted and come back, among people who hear of each other late. */
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { turnInto } from '../../../../renderer/editor/handle/block-changes';
import { authorsOf, recapOf } from '../../../../shared/model/discussion-doc';
import { mergesOf, noteMerge } from '../../../../shared/model/discussion-parts';
import { DAY_MS, readEntries } from '../../../../shared/model/trash';
import { authoredBlock } from '../../../../shared/recap/attribution';
import { meet, type TrashPerson, trashPeople } from '../../../support/trash-person';
import { h, p } from '../../shared/markdown/build';
import { cite, detail, point } from '../../shared/recap/build-points';

const START = [
  h(2, 'What we learned'),
  point('takeaway', 'a', 'Ask first', {}, detail('note', 'and listen'), cite('p1', { passage: 'ask' })),
  p('between'),
  point('action', 'b', 'Write it down', { owner: 'chris', ownerName: 'Chris', due: '2026-12-01' }),
  p('end'),
];

function two(): [TrashPerson, TrashPerson] {
  return trashPeople(START, 'renee', 'chris') as [TrashPerson, TrashPerson];
}

const three = (): [TrashPerson, TrashPerson, TrashPerson] =>
  trashPeople(START, 'renee', 'chris', 'ann') as [TrashPerson, TrashPerson, TrashPerson];

afterEach(() => {
  vi.useRealTimers();
});

const pointCalled = (person: TrashPerson, words: string): Node => person.editor.state.doc.child(person.indexOf(words));

describe('a point that is deleted', () => {
  test('[TR1] lies in the trash with who deleted it, and comes back whole to its place', async () => {
    const [renee, chris] = two();
    const before = chris.blocks;
    await renee.remove('Ask first');
    await meet(renee, chris);
    expect(chris.texts).toEqual(['What we learned', 'between', 'Write it down', 'end']);
    expect(chris.trash.items.get()).toMatchObject([
      { kind: 'point', id: 'a', by: 'renee', whose: '', words: 'Ask first' },
    ]);
    expect(chris.putBack('a')).toBe(true);
    await meet(renee, chris);
    expect(renee.blocks).toEqual(chris.blocks);
    const authored = (recapOf(chris.doc).get(1) as never) ?? null;
    const bare = JSON.stringify(renee.blocks).replaceAll(
      /,"marks":\[\{"type":"author","attrs":\{"by":"first"\}\}\]/g,
      '',
    );
    expect(JSON.parse(bare)).toEqual(before);
    expect(
      JSON.stringify(authoredBlock(authored, (client) => authorsOf(chris.doc).get(String(client)) ?? '')),
    ).not.toContain('chris');
    expect(renee.inTrash).toEqual([]);
    expect(readEntries(renee.doc)).toEqual([]);
  });

  test('[TR1] is there however it went: by a selection over several blocks, too', async () => {
    const [renee] = two();
    const { state } = renee.editor;
    renee.editor.dispatch(
      state.tr.setSelection(TextSelection.create(state.doc, 2, state.doc.content.size - 2)).deleteSelection(),
    );
    await Promise.resolve();
    expect(renee.inTrash.toSorted()).toEqual(['Ask first', 'Write it down']);
  });

  test.each([
    ['moved', (person: TrashPerson) => person.move('Ask first', 4)],
    [
      'turned into text',
      async ({ editor }: TrashPerson) => {
        const { tr } = editor.state;
        turnInto(tr, 1, 'text');
        editor.dispatch(tr);
      },
    ],
  ])('[TR2] is not in the trash when it was %s', async (_name, act) => {
    const [renee] = two();
    await act(renee);
    await Promise.resolve();
    expect(renee.texts.join()).toContain('Ask first');
    expect(renee.inTrash).toEqual([]);
  });

  test('[TR2] is not in the trash when nothing was said in it', async () => {
    const [renee] = trashPeople([p('x'), point('question', 'q', '')], 'renee') as [TrashPerson];
    const { tr, doc } = renee.editor.state;
    renee.editor.dispatch(tr.delete(3, doc.content.size));
    await Promise.resolve();
    expect(renee.texts.length).toBe(1);
    expect(renee.inTrash).toEqual([]);
  });

  test.each<[string, (person: TrashPerson, copy: Node) => unknown]>([
    ['was put back', (person) => person.putBack('a')],
    ['was pasted', ({ editor }, copy) => editor.dispatch(editor.state.tr.insert(0, copy))],
    ['came back by undo', (person) => person.undo.undo()],
  ])(
    '[TR1] [TR2] is in the trash also when it had been merged into another one before it %s',
    async (_how, comeBack) => {
      const [renee, chris] = two();
      const copy = pointCalled(renee, 'Ask first');
      await renee.remove('Ask first');
      comeBack(renee, copy);
      noteMerge(renee.doc, { kept: 'b', gone: 'a', by: 'chris', recap: 'ours' });
      await Promise.resolve();
      await renee.remove('Ask first');
      await meet(renee, chris);
      expect(chris.inTrash).toEqual(['Ask first']);
      expect(mergesOf(chris.doc).has('a')).toBe(false);
      expect(chris.putBack('a')).toBe(true);
    },
  );

  test('[TR2] is not in the trash when it is merged, whatever was noted of it before', async () => {
    const [renee] = two();
    noteMerge(renee.doc, { kept: 'b', gone: 'a', by: 'chris', recap: 'ours' });
    const { tr } = renee.editor.state;
    renee.editor.dispatch(tr.delete(tr.doc.child(0).nodeSize, tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize));
    noteMerge(renee.doc, { kept: 'b', gone: 'a', by: 'renee', recap: 'ours' });
    await Promise.resolve();
    expect(renee.inTrash).toEqual([]);
    expect(mergesOf(renee.doc).get('a')).toMatchObject({ by: 'renee' });
  });

  test('[TR2] [MG1] is taken for the one it had gone into when its coming back is undone', async () => {
    const [renee] = two();
    const copy = pointCalled(renee, 'Ask first');
    await renee.remove('Ask first');
    noteMerge(renee.doc, { kept: 'b', gone: 'a', by: 'renee', recap: 'ours' });
    renee.editor.dispatch(renee.editor.state.tr.insert(0, copy));
    await Promise.resolve();
    renee.undo.undo();
    await Promise.resolve();
    expect(renee.indexOf('Ask first')).toBe(-1);
    expect(mergesOf(renee.doc).has('a')).toBe(true);
  });

  test('[TR3] leaves the trash when undo brings it back, and goes there again by redo', async () => {
    const [renee, chris] = two();
    await renee.remove('Ask first');
    await meet(renee, chris);
    renee.undo.undo();
    await meet(renee, chris);
    expect([renee.inTrash, chris.inTrash]).toEqual([[], []]);
    expect(chris.texts[1]).toBe('Ask firstand listen');
    expect(readEntries(chris.doc)).toEqual([]);
    renee.undo.redo();
    await meet(renee, chris);
    expect(chris.inTrash).toEqual(['Ask first']);
  });

  test('[TR3] leaves the trash when it is pasted elsewhere', async () => {
    const [renee, chris] = two();
    const cut = renee.editor.state.doc.child(1);
    await renee.remove('Ask first');
    expect(renee.inTrash).toEqual(['Ask first']);
    renee.editor.dispatch(renee.editor.state.tr.insert(renee.editor.state.doc.content.size, cut));
    await meet(renee, chris);
    expect(chris.texts.at(-1)).toBe('Ask firstand listen');
    expect(chris.inTrash).toEqual([]);
  });

  test('[TR3] brings along what it said when it was deleted, once, when an older copy comes back', async () => {
    const [renee] = trashPeople([point('takeaway', 'a', 'Ask first', {}, p('and wait')), p('x')], 'renee') as [
      TrashPerson,
    ];
    const whole = pointCalled(renee, 'Ask first');
    await renee.remove('Ask first');
    renee.editor.dispatch(renee.editor.state.tr.insert(0, whole.copy(whole.content.cut(0, whole.child(0).nodeSize))));
    await meet(renee);
    expect(renee.texts[0]).toBe('Ask firstand wait');
    expect(renee.inTrash).toEqual([]);
  });

  test.each(['no', 'OK', '1', 'go now'])(
    '[TR3] brings along a line that only seems to be in another one: %s',
    async (words) => {
      const [renee] = trashPeople([point('takeaway', 'a', 'We go now, OK? 12', {}, p(words)), p('x')], 'renee') as [
        TrashPerson,
      ];
      const whole = pointCalled(renee, 'We go now');
      await renee.remove('We go now');
      renee.editor.dispatch(renee.editor.state.tr.insert(0, whole.copy(whole.content.cut(0, whole.child(0).nodeSize))));
      await meet(renee);
      expect(renee.lines.slice(0, 2)).toEqual(['We go now, OK? 12', words]);
      expect(renee.inTrash).toEqual([]);
    },
  );

  test('[TR4] comes back as near to its place as possible, whatever others did there', async () => {
    const [renee, chris] = two();
    await renee.remove('Write it down');
    await meet(renee, chris);
    await chris.remove('Ask first');
    chris.type(' and more', 'between');
    await chris.move('end', 0);
    const { tr, schema } = chris.editor.state;
    chris.editor.dispatch(tr.insert(0, schema.node('paragraph', null, schema.text('first'))));
    await meet(renee, chris);
    renee.putBack('b');
    await meet(renee, chris);
    expect(chris.texts).toEqual(['first', 'end', 'What we learned', 'between and more', 'Write it down']);
  });
});

describe('two people at once', () => {
  test('[TR5] what one writes in a point while the other deletes it lies with it in the trash', async () => {
    const [renee, chris] = two();
    await renee.remove('Ask first');
    chris.type(' and wait', 'Ask first');
    await meet(renee, chris);
    expect(renee.inTrash).toEqual(['Ask first and wait']);
    chris.putBack('a');
    await meet(renee, chris);
    expect(renee.texts[1]).toBe('Ask first and waitand listen');
  });

  test('[TR5] whoever was writing in it is told who deleted it, and nobody else is', async () => {
    const [renee, chris, ann] = three();
    const told: string[] = [];
    for (const person of [renee, chris, ann]) {
      person.trash.onTakenAway((point, by) => told.push(`${person.name}: ${point} by ${by}`));
    }
    chris.type(' and wait', 'Ask first');
    await meet(renee, chris, ann);
    await renee.remove('Ask first');
    await meet(renee, chris, ann);
    expect(told).toEqual(['chris: a by renee']);
  });

  test.each([
    ['before', true],
    ['after', false],
  ])('[TR5] and comes back with it by undo, %s it was heard of', async (_when, isHeard) => {
    const [renee, chris] = two();
    await renee.remove('Ask first');
    chris.type(' and wait', 'Ask first');
    if (isHeard) await meet(renee, chris);
    renee.undo.undo();
    await meet(renee, chris);
    expect([renee.texts[1], chris.texts[1]]).toEqual(Array(2).fill('Ask first and waitand listen'));
    expect([renee.inTrash, chris.inTrash]).toEqual([[], []]);
  });

  test('[TR5] a third who writes while it is deleted and put back loses nothing', async () => {
    const [renee, chris, ann] = three();
    await renee.remove('Ask first');
    await meet(renee, chris);
    ann.type(' always', 'Ask first');
    chris.putBack('a');
    await meet(renee, chris);
    await meet(renee, chris, ann);
    expect(renee.texts.filter((text) => text.includes('Ask first'))).toEqual(['Ask first alwaysand listen']);
  });

  test('[TR5] a point that both delete apart comes back once, with what each knew', async () => {
    const [renee, chris, ann] = three();
    renee.type(' always', 'Ask first');
    await renee.remove('Ask first');
    chris.type(' twice', 'and listen');
    await chris.remove('Ask first');
    await meet(renee, chris, ann);
    expect(ann.inTrash.length).toBe(1);
    ann.putBack('a');
    await meet(renee, chris, ann);
    const [back, ...more] = renee.texts.filter((text) => text.includes('Ask first'));
    expect(back).toContain('Ask first always');
    expect(back).toContain('and listen twice');
    expect(more).toEqual([]);
    expect(ann.inTrash).toEqual([]);
  });

  test.each([
    ['no', 'We go now'],
    ['OK', 'We took the OKR sheet'],
    ['1', 'Room 12'],
    ['go now', 'We go now'],
    ['We go now.', 'We go now'],
  ])('[TR5] words of two who delete it apart are not taken for parts of each other: %s and %s', async (short, long) => {
    for (const [one, other] of [
      [short, long],
      [long, short],
    ] as const) {
      const blocks = [point('takeaway', 'a', 'Ask first', {}, p('say:')), p('end')];
      const [renee, chris] = trashPeople(blocks, 'renee', 'chris') as [TrashPerson, TrashPerson];
      for (const [person, words] of [
        [renee, one],
        [chris, other],
      ] as const) {
        person.addLine(words, 'say:');
        await person.remove('Ask first');
      }
      await meet(renee, chris);
      renee.putBack('a');
      await meet(renee, chris);
      const lines = chris.lines.filter((line) => line === short || line === long);
      expect(lines.toSorted()).toEqual([short, long].toSorted());
    }
  });

  test('[TR5] of two who delete it apart the picture of either is there when it comes back, and that of both once', async () => {
    const image = (src: string) => ({ type: 'image', attrs: { src, alt: '', title: null } });
    const blocks = [point('takeaway', 'a', 'Ask first', {}, image('asset:both')), p('end')];
    const [renee, chris] = trashPeople(blocks, 'renee', 'chris') as [TrashPerson, TrashPerson];
    for (const [person, src] of [
      [renee, 'asset:renee'],
      [chris, 'asset:chris'],
    ] as const) {
      const { state } = person.editor;
      person.editor.dispatch(state.tr.insert(state.doc.child(0).nodeSize - 1, state.schema.nodeFromJSON(image(src))));
      await person.remove('Ask first');
    }
    await meet(renee, chris);
    renee.putBack('a');
    await meet(renee, chris);
    const pictures = (chris.blocks[0]?.content ?? []).filter(({ type }) => type === 'image');
    expect(pictures.map(({ attrs }) => attrs?.src).toSorted()).toEqual(['asset:both', 'asset:chris', 'asset:renee']);
    expect(chris.texts).toEqual(['Ask first', 'end']);
  });

  test.each([
    ['the other one later', 1, 20],
    ['the other one earlier', 20, 1],
  ])(
    '[TR5] [TR8] the 30 days of a point that both delete apart begin with the last of them: %s',
    async (_, mine, other) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const [renee, chris] = two();
      renee.type(' always', 'Ask first');
      for (const [person, day] of [
        [renee, mine],
        [chris, other],
      ] as const) {
        vi.setSystemTime(day * DAY_MS);
        await person.remove('Ask first');
      }
      await meet(renee, chris);
      for (const { trash } of [renee, chris]) {
        expect(trash.items.get()).toMatchObject([{ id: 'a', at: 20 * DAY_MS, by: other === 20 ? 'chris' : 'renee' }]);
      }
    },
  );

  test('[TR5] a point that one moves while the other deletes it stays', async () => {
    const [renee, chris] = two();
    await renee.remove('Ask first');
    await chris.move('Ask first', 5);
    await meet(renee, chris);
    expect(renee.texts.at(-1)).toBe('Ask firstand listen');
    expect([renee.inTrash, chris.inTrash]).toEqual([[], []]);
    expect(readEntries(chris.doc)).toEqual([]);
  });

  test('[TR5] what only the first of two knew who delete it apart is there when it comes back', async () => {
    const [renee, chris] = two();
    renee.type(' always', 'Write it down');
    await renee.remove('Write it down');
    await chris.remove('Write it down');
    await meet(renee, chris);
    renee.putBack('b');
    await meet(renee, chris);
    expect(chris.texts).toContain('Write it down always');
  });

  test('[TR5] a point that both put back apart is there once', async () => {
    const [renee, chris] = two();
    await renee.remove('Ask first');
    await meet(renee, chris);
    renee.putBack('a');
    chris.putBack('a');
    await meet(renee, chris);
    expect(renee.texts).toEqual(chris.texts);
    expect(renee.texts.filter((text) => text.includes('Ask first'))).toEqual(['Ask firstand listen']);
  });
});
