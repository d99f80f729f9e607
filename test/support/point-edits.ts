/** What a person does with points, as commands without a page: the same functions that the editor's keys and menus call. */
import type { Node } from '@tiptap/pm/model';
import type { Command, Transaction } from '@tiptap/pm/state';
import { deleteAcross } from '../../renderer/editor/points/across';
import { makePoints, makeText } from '../../renderer/editor/points/make-points';
import {
  backspaceAtEdge,
  deleteAtEdge,
  enterInPoint,
  mergeWithNext,
  pointAround,
  splitPoint,
  tidyPoint,
} from '../../renderer/editor/points/point-edit';
import { DETAIL_ROLES, POINT_KINDS } from '../../shared/model/point';
import type { Seeded } from './seeded';

const changed =
  (change: (tr: Transaction) => boolean): Command =>
  (state, dispatch) => {
    const { tr } = state;
    if (!change(tr)) return false;
    dispatch?.(tr);
    return true;
  };

/** Some point of the recap and where it begins; null without one. */
function somePoint(doc: Node, random: Seeded): { point: Node; position: number } | null {
  const all: { point: Node; position: number }[] = [];
  doc.forEach((child, position) => {
    if (child.type.name === 'point') all.push({ point: child, position });
  });
  return all.length === 0 ? null : random.pick(all);
}

/** A detail, a citation or a credit, somewhere among the parts of a point. */
function addPart(tr: Transaction, random: Seeded): boolean {
  const found = somePoint(tr.doc, random);
  const { detail, cite, credit } = tr.doc.type.schema.nodes;
  if (found === null || !detail || !cite || !credit) return false;
  const { point, position } = found;
  const part = random.pick([
    detail.create({ role: random.pick(DETAIL_ROLES) }, tr.doc.type.schema.text('so')),
    cite.create({ post: `post ${random.int(9)}`, label: 'Renee, Wed 20:14' }),
    credit.create({ role: 'agreed', person: `p${random.int(3)}`, name: 'Chris' }),
  ]);
  let at = position + 1;
  for (let index = random.int(point.childCount + 1); index > 0; index -= 1) at += point.child(index - 1).nodeSize;
  tr.insert(at, part);
  return true;
}

function setField(tr: Transaction, random: Seeded): boolean {
  const found = somePoint(tr.doc, random);
  if (found === null) return false;
  const [name, value] = random.pick([
    ['kind', random.pick(POINT_KINDS)],
    ['done', random.chance(0.5)],
    ['ownerName', random.pick(['Renee', 'Chris', ''])],
    ['due', '2026-12-01'],
  ] as const);
  tr.setNodeAttribute(found.position, name, value);
  return true;
}

function removeOne(tr: Transaction, random: Seeded): boolean {
  const found = somePoint(tr.doc, random);
  if (found === null || tr.doc.childCount < 2) return false;
  tr.delete(found.position, found.position + found.point.nodeSize);
  return true;
}

/** One of the edits of points, where the selection is or anywhere. */
export function pointEdit(random: Seeded): Command {
  const edits: readonly ((tr: Transaction) => boolean)[] = [
    (tr) => makePoints(tr, random.pick(POINT_KINDS)),
    (tr) => makePoints(tr, random.pick(POINT_KINDS)),
    (tr) => addPart(tr, random),
    (tr) => addPart(tr, random),
    (tr) => setField(tr, random),
    (tr) => setField(tr, random),
    splitPoint,
    enterInPoint,
    backspaceAtEdge,
    deleteAtEdge,
    deleteAcross,
    (tr) => {
      const found = somePoint(tr.doc, random);
      return found !== null && mergeWithNext(tr, found.position);
    },
    (tr) => {
      const place = pointAround(tr.selection);
      return place !== null && tidyPoint(tr, place);
    },
    makeText,
    (tr) => removeOne(tr, random),
  ];
  return changed(random.pick(edits));
}
