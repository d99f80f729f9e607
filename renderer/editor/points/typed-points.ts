/**
 * Points typed like Markdown: a mark and a space at the start of a paragraph, or of a point, that stands at the root. In a
 * point `why: `, `answer: ` and `note: ` begin a line of that name.
 */
import { Extension, InputRule } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { DETAIL_ROLES, POINT_KINDS } from '../../../shared/model/point';
import { DETAIL_LABELS, KINDS } from './kinds';
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
    addInputRules: () => [
      ...DETAIL_ROLES.map(
        (role) =>
          new InputRule({
            find: new RegExp(`^${DETAIL_LABELS[role]}:\\s$`, 'i'),
            handler: ({ state, range }) => {
              const $from = state.doc.resolve(range.from);
              const { detail } = state.schema.nodes;
              const isLine = $from.depth === 2 && isPoint($from.node(1)) && $from.parent.type.name === 'paragraph';
              // The first line is the text of the point.
              if (!isLine || detail === undefined || $from.index(1) === 0) return null;
              state.tr.delete(range.from, range.to).setBlockType(range.from, range.from, detail, { role });
              return undefined;
            },
          }),
      ),
      ...POINT_KINDS.map(
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
    ],
  });
}
