/** One person writes in a line that another one added to a point, while a third, apart, moves that. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { hears, meet, type TrashPerson, trashPeople } from '../../../support/trash-person';
import { p } from '../../shared/markdown/build';
import { point } from '../../shared/recap/build-points';

const START = [point('action', 'a', 'Write it down', {}, p()), p('between'), p('end')];

function writeInEmptyLine({ editor }: TrashPerson): void {
  let at = -1;
  editor.state.doc.descendants((node, position) => {
    if (at < 0 && node.isTextblock && node.content.size === 0) at = position + 1;
  });
  editor.dispatch(editor.state.tr.insertText('a line', at));
}

const LINES: readonly (readonly [string, (chris: TrashPerson) => void])[] = [
  ['was added', (chris) => chris.addLine('a line', 'Write it down')],
  ['was empty', writeInEmptyLine],
];
const MEETINGS = [
  'knows it',
  'does not know it',
  'does not know it, and brought the line before she hears of the move',
] as const;

test.each(LINES.flatMap(([line, write]) => MEETINGS.map((who) => [line, who, write] as const)))(
  '[LW4] it is there once: the line %s, and whoever wrote the line %s',
  async (_line, who, write) => {
    const [renee, chris, julie] = trashPeople(START, 'renee', 'chris', 'julie') as [
      TrashPerson,
      TrashPerson,
      TrashPerson,
    ];
    await renee.move('Write it down', 3);
    const moved = Y.encodeStateAsUpdate(renee.doc);
    write(chris);
    await meet(chris, julie);
    julie.type(' more', 'a line');
    if (who === 'knows it') await meet(chris, julie);
    await hears(chris, moved);
    await hears(julie, who.includes('before') ? Y.encodeStateAsUpdate(chris.doc) : moved);
    await meet(renee, chris, julie);
    for (const { texts } of [renee, chris, julie]) {
      expect(texts.join('|').split('more')).toHaveLength(2);
      expect(texts.join('|').split('a line')).toHaveLength(2);
      expect(texts).toHaveLength(who === 'does not know it' ? 4 : 3);
    }
  },
);
