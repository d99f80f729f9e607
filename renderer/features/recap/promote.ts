/**
 * Takes points into ours and brings points together. Every act is one step to undo in our recap, and adds only: what two
 * people do at the same time, apart, is doubled at worst, and then whoever's part stands second takes it back.
 */
import * as Y from 'yjs';
import { knownOf, noteMoved } from '../../../shared/model/moved-notes';
import { ORIGIN } from '../../../shared/model/origins';
import { type RecapPoint, readPoint, readPoints } from '../../../shared/model/point';
import type { RichTextNode } from '../../../shared/model/rich-text';
import { insertNodes, readBlock } from '../../../shared/model/rich-text-yjs';
import { asRead } from '../../../shared/recap/as-read';
import { OURS, type PointPlace } from '../../../shared/recap/coverage';
import {
  detailsPlace,
  isNothing,
  type MergePlan,
  mergePlan,
  type PointOwner,
  placeForPoint,
  promotedPoint,
  promotedTogether,
  stays,
  takenInto,
} from '../../../shared/recap/promoting';
import type { Discussion, RecapDocument } from '../../notebook/types';

export interface Promoter {
  /** Takes a point of an own recap into ours; gives the id there, also when it was there already. */
  take(place: PointPlace, at?: number): string | null;
  /** Brings two points together in ours; `lead` is the one whose words come first. Gives the id there. */
  merge(lead: PointPlace, other: PointPlace): string | null;
  /** Takes back what was doubled because somebody else did the same at that time. */
  tidy(): void;
}

interface Found {
  readonly recap: RecapDocument;
  readonly point: RecapPoint;
  readonly element: Y.XmlElement;
  readonly index: number;
}

function findPoint(recap: RecapDocument, id: string): Found | null {
  if (id === '') return null;
  for (const [index, element] of recap.fragment.toArray().entries()) {
    if (!(element instanceof Y.XmlElement) || element.nodeName !== 'point') continue;
    if (idOf(element) !== id) continue;
    return { recap, point: readPoint(readBlock(element), index, sectionOf(recap, index)), element, index };
  }
  return null;
}

function sectionOf(recap: RecapDocument, index: number): string {
  return readPoints(recap.read()).find((point) => point.index === index)?.section ?? '';
}

const elements = (parent: Y.XmlFragment): Y.XmlElement[] =>
  parent.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);

const sameToSee = (a: Y.XmlElement, b: Y.XmlElement): boolean =>
  a.nodeName === b.nodeName && asRead(readBlock(a)) === asRead(readBlock(b));

function idOf(element: Y.XmlElement): string {
  const id: unknown = element.getAttribute('id');
  return typeof id === 'string' ? id : '';
}

function isThere(element: Y.XmlElement): boolean {
  return element._item !== null && !element._item.deleted && element.parent !== null;
}

export function createPromoter(discussion: Pick<Discussion, 'parts'>): Promoter {
  const { parts } = discussion;
  const { ours } = parts;
  const me = parts.me.id;
  /** What this session put into ours, as long as it may stand there twice. */
  const put = new Set<Y.XmlElement>();

  const recapOf = (key: string): RecapDocument | undefined =>
    key === OURS ? ours : parts.own.get().find((one) => one.key === key);
  const find = ({ recap, id }: PointPlace): Found | null => {
    const document = recapOf(recap);
    return document === undefined ? null : findPoint(document, id);
  };
  const ownerOf = ({ recap }: Found): PointOwner | null =>
    recap.owner === null ? null : { id: recap.owner.id, name: recap.owner.name };

  const oneStep = (write: () => void): void => {
    const { undo, fragment } = ours;
    undo.stopCapturing();
    // An undo manager follows what it is the origin of.
    fragment.doc?.transact(write, undo);
    undo.stopCapturing();
  };
  const putIn = (parent: Y.XmlFragment, at: number, nodes: readonly RichTextNode[]): void => {
    if (nodes.length === 0) return;
    insertNodes(parent, at, nodes);
    for (const one of parent.toArray().slice(at, at + nodes.length)) if (one instanceof Y.XmlElement) put.add(one);
  };
  const gain = (element: Y.XmlElement, plan: MergePlan): void => {
    for (const [name, value] of Object.entries(plan.attrs)) element.setAttribute(name, value);
    putIn(element, element.length, plan.parts);
    const types = elements(element).map(({ nodeName }) => nodeName);
    const added = types.length - plan.parts.length;
    putIn(element, detailsPlace(types.slice(0, added)), plan.details);
    putIn(element, 0, plan.first);
  };
  const insert = (node: RichTextNode, section: string, at: number | undefined): string => {
    const { fragment } = ours;
    const index = at ?? placeForPoint(ours.read().content ?? [], section);
    oneStep(() => putIn(fragment, Math.min(Math.max(index, 0), fragment.length), [node]));
    return String(node.attrs?.id);
  };

  const mergeInto = (into: Found, from: Found, lead: 'into' | 'from'): string => {
    const owner = ownerOf(from);
    const plan = mergePlan({ into: into.point, from: from.point, owner, lead, me });
    if (isNothing(plan) && owner !== null) return into.point.id;
    oneStep(() => {
      gain(into.element, plan);
      if (owner === null) {
        const at = ours.fragment.toArray().indexOf(from.element);
        const known = knownOf(from.element);
        if (at >= 0) ours.fragment.delete(at, 1);
        if (ours.fragment.doc !== null)
          noteMoved(ours.fragment.doc, from.element, into.element, known, { merged: true });
        parts.noteMerged(into.point.id, from.point.id);
      }
    });
    return into.point.id;
  };

  return {
    take(place, at) {
      const found = find(place);
      const owner = found === null ? null : ownerOf(found);
      if (found === null || owner === null) return null;
      // What was taken a moment ago counts as well.
      const there = takenInto(readPoints(ours.read())).get(place.id);
      if (there !== undefined && findPoint(ours, there) !== null) return there;
      return insert(promotedPoint(found.point, owner, crypto.randomUUID(), me), found.point.section, at);
    },
    merge(leading, following) {
      const [lead, other] = [find(leading), find(following)];
      if (lead === null || other === null || lead.element === other.element) return null;
      const [leadOwner, otherOwner] = [ownerOf(lead), ownerOf(other)];
      if (leadOwner === null && otherOwner === null) {
        const kept = stays(lead.point, other.point);
        return kept === lead.point ? mergeInto(lead, other, 'into') : mergeInto(other, lead, 'from');
      }
      if (leadOwner === null) return mergeInto(lead, other, 'into');
      if (otherOwner === null) return mergeInto(other, lead, 'from');
      const node = promotedTogether(lead.point, leadOwner, other.point, otherOwner, crypto.randomUUID(), me);
      return insert(node, lead.point.section, undefined);
    },
    tidy() {
      const doubled: { readonly parent: Y.XmlFragment; readonly element: Y.XmlElement; readonly twin: Y.XmlElement }[] =
        [];
      for (const element of put) {
        const { parent } = element;
        if (!isThere(element) || !(parent instanceof Y.XmlFragment)) {
          put.delete(element);
          continue;
        }
        const siblings = elements(parent);
        const before = siblings.slice(0, siblings.indexOf(element));
        const isPoint = element.nodeName === 'point';
        const id = idOf(element);
        // Somebody has already said what they think of it.
        if (isPoint && parts.stances.get().some((one) => one.point === id)) continue;
        const twin = before.find((one) => !put.has(one) && sameToSee(one, element));
        if (twin !== undefined) doubled.push({ parent, element, twin });
      }
      if (doubled.length === 0) return;
      ours.fragment.doc?.transact(() => {
        for (const { parent, element, twin } of doubled) {
          const at = parent.toArray().indexOf(element);
          // Somebody may have said what they think of it on a copy that is not here yet.
          if (element.nodeName === 'point') parts.noteMerged(idOf(twin), idOf(element));
          const known = knownOf(element);
          if (at >= 0) parent.delete(at, 1);
          // Somebody may be writing in this one.
          if (ours.fragment.doc !== null) noteMoved(ours.fragment.doc, element, twin, known);
          put.delete(element);
        }
      }, ORIGIN.bookkeeping);
    },
  };
}
