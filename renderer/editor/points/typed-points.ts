/** Points typed like Markdown: a mark and a space at the start of a paragraph, or of a point, that stands at the root. */
import { Extension, InputRule } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { POINT_KINDS } from '../../../shared/model/point';
import { KINDS } from './kinds';
import { makePoints } from './make-points';
import { isPoint } from './point-data';

function atRoot($from: ResolvedPos): boolean {
  if ($from.parent.type.name !== 'paragraph') return false;
  return $from.depth === 1 || ($from.depth === 2 && isPoint($from.node(1)) && $from.index(1) === 0);
}

const escaped = (mark: string): string => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `canMake` tells whether points can be made here: in a recap. */
export function typedPoints(canMake: () => boolean): Extension {
  return Extension.create({
    name: 'typedPoints',
    // Before the lists: `[]@` begins like a task.
    priority: 1110,
    addInputRules: () =>
      POINT_KINDS.map(
        (kind) =>
          new InputRule({
            find: new RegExp(`^(?:${KINDS[kind].typed.map(escaped).join('|')})\\s$`),
            handler: ({ state, range }) => {
              if (!canMake() || !atRoot(state.doc.resolve(range.from))) return null;
              state.tr.delete(range.from, range.to);
              makePoints(state.tr, kind);
              return undefined;
            },
          }),
      ),
  });
}
