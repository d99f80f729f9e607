import { Selection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import type { RichText } from '../../../../../shared/model/rich-text';
import { Seeded } from '../../../../support/seeded';
import { leave, type Typist, textOfAll, typists, writeAtOnce } from '../../../../support/typists';

const NAMES = ['Renee', 'Chris', 'Maria', 'David'];
const SEEDS = 150;
const line = (name: string) => ` At first, noted by ${name}.`;
const EMPTY: RichText = { type: 'doc', content: [] };
const BASE: RichText = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'base' }] }] };

function toEnd({ editor }: Typist): void {
  editor.dispatch(editor.state.tr.setSelection(Selection.atEnd(editor.state.doc)));
}

describe.each([
  ['each in a new line of an empty recap', EMPTY, '\n', 'when they begin'],
  ['in the one paragraph of an empty recap', EMPTY, '', 'before anybody writes'],
  ['at the end of one paragraph', BASE, '', 'before anybody writes'],
] as const)('four people who write at once, %s', (_where, start, before, goToEnd) => {
  it('keep the letters of each together', () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const all = typists(NAMES, start, (name) => `${before}${line(name)}`);
      if (goToEnd === 'before anybody writes') all.forEach(toEnd);
      writeAtOnce(new Seeded(seed), all, goToEnd === 'when they begin' ? toEnd : () => {});
      const text = textOfAll(all);
      for (const name of NAMES) expect(text, `seed ${seed}`).toContain(line(name));
      leave(all);
    }
  });
});
