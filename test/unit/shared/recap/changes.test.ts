import { describe, expect, it } from 'vitest';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { changeWhat, groupChanges, groupWords, namesOf } from '../../../../shared/recap/change-groups';
import {
  type Authors,
  acceptChanges,
  apartFromOwn,
  changeWords,
  type RecapChange,
  recapChanges,
} from '../../../../shared/recap/changes';
import { SEEN_LIMITS, type SeenBlock, sameBlock, seenBlocks } from '../../../../shared/recap/seen-blocks';
import { doc, h, p, task, tasks } from '../markdown/build';
import { agreed, cite, detail, point } from './build-points';

/** Blocks with the names `k0`, `k1`, … or those that are given. */
function seen(nodes: readonly RichTextNode[], keys?: readonly string[]): readonly SeenBlock[] {
  return seenBlocks(
    doc(...nodes),
    nodes.map((_node, at) => keys?.[at] ?? `k${String(at)}`),
  );
}

const authors = (given: Partial<Authors> = {}): Authors => ({
  text: () => ['renee'],
  block: () => ['renee'],
  fact: () => ['renee'],
  removed: ['renee'],
  ...given,
});

const told = (changes: readonly RecapChange[]): string[] =>
  changes.map((change) => {
    const sign = { same: '', added: '+', removed: '-' } as const;
    return `${changeWhat(change)}: ${changeWords(change)
      .map(({ kind, text }) => `${sign[kind]}${text}`)
      .join('|')}`;
  });

describe('what changed since it was seen', () => {
  it.each<[string, RichTextNode[], string[], RichTextNode[], string[], string[]]>([
    ['nothing', [p('One')], ['a'], [p('One')], ['a'], []],
    ['words', [p('The sky is blue')], ['a'], [p('The sky is red')], ['a'], ['changed words: -blue|+red']],
    [
      'two stretches far from each other',
      [p('One fine day we all went to the sea')],
      ['a'],
      [p('Two fine days we all went to the lake')],
      ['a'],
      ['changed words: -One|+Two| fine |-day|+days', 'changed words: -sea|+lake'],
    ],
    ['a new point', [p('One')], ['a'], [p('One'), point('decision', 'd', 'Go')], ['a', 'b'], ['added a decision: +Go']],
    ['a new block', [p('One')], ['a'], [h(2, 'New'), p('One')], ['b', 'a'], ['added a heading: +New']],
    [
      'what is gone',
      [p('One'), p('Two'), p('Three')],
      ['a', 'b', 'c'],
      [p('One'), p('Three')],
      ['a', 'c'],
      ['removed text: -Two'],
    ],
    ['empty lines, which are nothing', [p('One'), p()], ['a', 'b'], [p(), p('One')], ['c', 'a'], []],
    [
      'a ticked task',
      [tasks(task(false, p('Bring cake')))],
      ['a'],
      [tasks(task(true, p('Bring cake')))],
      ['a'],
      ['changed what is ticked of a list of tasks: +1 of 1'],
    ],
  ])('[SL2] [SL5] is told: %s', (_name, old, oldKeys, now, keys, expected) => {
    expect(told(recapChanges(seen(old, oldKeys), seen(now, keys), authors()))).toEqual(expected);
  });

  it('[SL4] tells each field of a point with what it said before', () => {
    const old = point(
      'action',
      'a',
      'Book the room',
      { owner: 'c', ownerName: 'Chris' },
      cite('p1', { label: 'Lurker, 10:31' }),
    );
    const now = point(
      'decision',
      'a',
      'Book the room',
      { owner: 'r', ownerName: 'Renee', due: '2026-08-12', done: true },
      detail('why', 'It is cheap'),
      agreed('r', 'Renee'),
    );
    expect(told(recapChanges(seen([old]), seen([now]), authors()))).toEqual([
      'changed words of a decision: +\nIt is cheap',
      'changed the kind of a decision: -action|+decision',
      'changed who does it of a decision: -Chris|+Renee',
      'changed the date of a decision: +2026-08-12',
      'changed whether it is done of a decision: +done',
      'changed who agreed of a decision: +Renee',
      'changed what it cites of a decision: -Lurker, 10:31',
    ]);
  });

  it.each<[string, RichTextNode[], string[], RichTextNode[], string[], string[]]>([
    ['the name of its node, whatever it says now', [p('One')], ['a'], [p('All new')], ['a'], ['text']],
    ['its point’s id', [point('action', 'x', 'One')], ['a'], [point('action', 'x', 'Quite other')], ['b'], ['text']],
    ['the same words', [p('Alpha'), p('Beta')], ['a', 'b'], [p('Beta'), p('Alpha')], ['c', 'd'], ['moved']],
    [
      'words that are alike',
      [p('We meet on Monday at nine')],
      ['a'],
      [p('We meet on Tuesday at nine')],
      ['b'],
      ['text'],
    ],
    [
      'not by words of two points',
      [point('action', 'x', 'We meet')],
      ['a'],
      [point('action', 'y', 'We meet up')],
      ['b'],
      ['removed', 'added'],
    ],
    ['not by nothing in common', [p('Apples')], ['a'], [p('Pears')], ['b'], ['added', 'removed']],
  ])('[SL1] knows a block by %s', (_name, old, oldKeys, now, keys, expected) => {
    const types = recapChanges(seen(old, oldKeys), seen(now, keys), authors()).map((one) => one.type);
    expect(types.sort()).toEqual([...expected].sort());
  });

  it('[SL5] calls one block moved, not all that stand around it', () => {
    const nodes = [p('One'), p('Two'), p('Three'), p('Four')];
    const now = [nodes[3], nodes[0], nodes[1], nodes[2]] as RichTextNode[];
    const changes = recapChanges(seen(nodes, ['a', 'b', 'c', 'd']), seen(now, ['d', 'a', 'b', 'c']), authors());
    expect(told(changes)).toEqual(['moved text: Four']);
  });

  it('[SL3] keeps the stretches of different people apart, and joins those of one', () => {
    const [old, now] = [seen([p('One fine day')]), seen([p('Two fine nights')])];
    const both: Partial<Authors> = { text: (_at, from) => [from < 4 ? 'renee' : 'chris'] };
    expect(recapChanges(old, now, authors(both)).map((one) => one.by)).toEqual([['renee'], ['chris']]);
    expect(recapChanges(old, now, authors())).toHaveLength(1);
  });

  it('[SL6] leaves out what the person did, and names only the others in what they share', () => {
    const old = seen([p('One'), p('Two'), p('Three')]);
    const now = seen([p('One mine'), p('Two ours'), p('Three theirs')]);
    const whose: Partial<Authors> = { text: (at) => [['me'], ['me', 'renee'], ['renee']][at] ?? [] };
    const { own, others } = apartFromOwn(recapChanges(old, now, authors(whose)), 'me');
    expect(own.map((one) => one.at)).toEqual([0]);
    expect(others.map((one) => [one.at, one.by])).toEqual([
      [1, ['renee']],
      [2, ['renee']],
    ]);
  });

  it('[SL9] names nobody for what was removed when it can have been more than one', () => {
    const [old, now] = [seen([p('One two three'), p('Four')]), seen([p('One three')])];
    const changes = recapChanges(old, now, authors({ removed: [] }));
    expect(changes.map((one) => [one.type, one.by])).toEqual([
      ['text', []],
      ['removed', []],
    ]);
    expect(namesOf([], String)).toBe('Somebody');
  });

  it('[SL12] compares as many blocks as it says, and gives an unchanged node the same block again', () => {
    const many = Array.from({ length: SEEN_LIMITS.blocks + 5 }, (_, at) => p(`Line ${String(at)}`));
    const blocks = seen(many);
    expect(blocks).toHaveLength(SEEN_LIMITS.blocks);
    expect(seen(many)[7]).toBe(blocks[7]);
    expect(recapChanges(blocks, seen(many), authors())).toEqual([]);
  });
});

describe('accepting changes as seen', () => {
  const old = seen(
    [h(2, 'Takeaways'), p('The sky is blue and the sea is wide'), point('action', 'x', 'Book'), p('Gone'), p('Last')],
    ['a', 'b', 'c', 'd', 'e'],
  );
  const now = seen(
    [
      p('Last'),
      h(2, 'Takeaways'),
      p('The sky is red and the sea is deep'),
      point('decision', 'n', 'New'),
      point('action', 'x', 'Book it', { due: '2026-08-12' }),
    ],
    ['e', 'a', 'b', 'n', 'c'],
  );
  const all = recapChanges(old, now, authors());

  it('[SL7] takes each away by itself, and leaves every other as it is', () => {
    expect(all.map((one) => one.type)).toEqual(['moved', 'text', 'text', 'added', 'text', 'fact', 'removed']);
    for (const change of all) {
      const left = recapChanges(acceptChanges(old, now, [change]), now, authors());
      const others = all.filter((one) => one !== change);
      expect(told(left), told([change])[0]).toEqual(told(others));
    }
  });

  it('[SL7] ends with the recap as it is, in whatever order they are accepted', () => {
    for (const order of [all, [...all].reverse()]) {
      let before: readonly SeenBlock[] = old;
      for (const one of order) {
        const change = recapChanges(before, now, authors()).find((other) => told([other])[0] === told([one])[0]);
        if (change === undefined) throw new Error(`lost: ${String(told([one])[0])}`);
        before = acceptChanges(before, now, [change]);
      }
      expect(recapChanges(before, now, authors())).toEqual([]);
      expect(before.length).toBe(now.length);
      expect(before.every((block, at) => sameBlock(block, now[at] as SeenBlock))).toBe(true);
    }
  });

  it('[SL7] takes all at once', () => {
    expect(recapChanges(acceptChanges(old, now, all), now, authors())).toEqual([]);
  });
});

describe('changes by person', () => {
  const change = (type: RecapChange['type'], by: string[], pointId = ''): RecapChange =>
    ({ type, id: `${type} ${by.join()}`, by, point: pointId, kind: 'paragraph' }) as unknown as RecapChange;

  it('[SL8] add up, each told once, somebody last', () => {
    const groups = groupChanges(
      [{ id: 'p1', author: 'chris' }],
      [
        change('removed', []),
        change('text', ['renee', 'chris']),
        change('added', ['chris'], 'x'),
        change('fact', ['renee']),
      ],
    );
    expect(groups.map((group) => `${group.person}: ${groupWords(group)}`)).toEqual([
      'chris: 1 new post, 1 new point',
      'renee: 2 changes',
      ': 1 removed',
    ]);
  });
});
