/**
 * Copy and paste of points. A point that is selected whole, or from its first to its last word, is copied whole; a part of
 * one is copied as text. Where no points can be (a post, a list, a cell) they arrive as text that reads well. A pasted point
 * gets a new id, unless it was cut: then it moves, and what others know of it goes with it.
 */
import { Extension } from '@tiptap/core';
import { Fragment, type Node, type ResolvedPos, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { detailRole, dueDay, POINT_ATTRS, pointKind, readCite, readCredit } from '../../../shared/model/point';
import { safeLink } from '../links';
import { deleteAcross, reachesOver } from './across';
import { DETAIL_LABELS, pointLabel } from './kinds';
import { factWords, plainBlocks } from './make-points';
import { isBlank, isDetail, isHidden, isPoint, newPointId, pointFacts } from './point-data';
import { atEdge, pointAround } from './point-edit';

/** Points that were cut and not pasted yet: the first paste brings each back as itself. One clipboard, one list. */
const moving = new Set<string>();

function textBlocks(point: Node): Node[] {
  const { paragraph } = point.type.schema.nodes;
  return point.children
    .filter((child) => !isHidden(child))
    .map((child) => (isDetail(child) && paragraph !== undefined ? paragraph.create(null, child.content) : child));
}

interface Opened {
  readonly nodes: readonly Node[];
  readonly open: number;
}

/** One end of a slice: a point that is open there gives way to the blocks of it that were selected. */
function end(node: Node, open: number, whole: Node | null): Opened {
  if (!isPoint(node) || open === 0) return { nodes: [node], open };
  if (whole !== null) return { nodes: [whole], open: 0 };
  return { nodes: textBlocks(node), open: open - 1 };
}

/** A slice in which every point is whole. `wholes` are the points that are selected from edge to edge though open. */
function closedPoints(slice: Slice, wholes: { readonly first: Node | null; readonly last: Node | null }): Slice {
  const { content, openStart, openEnd } = slice;
  const { firstChild, lastChild, childCount } = content;
  if (firstChild === null || lastChild === null) return slice;
  if (childCount === 1) {
    if (!isPoint(firstChild) || (openStart === 0 && openEnd === 0)) return slice;
    const blocks = Fragment.from(textBlocks(firstChild));
    return new Slice(blocks, Math.max(0, openStart - 1), Math.max(0, openEnd - 1));
  }
  const [first, last] = [end(firstChild, openStart, wholes.first), end(lastChild, openEnd, wholes.last)];
  const middle = content.content.slice(1, -1);
  return new Slice(Fragment.from([...first.nodes, ...middle, ...last.nodes]), first.open, last.open);
}

function wholeAt($end: ResolvedPos, step: -1 | 1): Node | null {
  const block = $end.depth > 1 ? $end.node(1) : null;
  return block !== null && isPoint(block) && atEdge($end, step) ? block : null;
}

export function copiedSlice(slice: Slice, { selection }: EditorState): Slice {
  if (!(selection instanceof TextSelection)) return slice;
  return closedPoints(slice, { first: wholeAt(selection.$from, -1), last: wholeAt(selection.$to, 1) });
}

/** A leaf of a point with attributes that were read, so that nothing strange comes in from a page. */
function settledPart(part: Node): Node {
  const data = { type: part.type.name, attrs: part.attrs };
  if (part.type.name === 'cite') {
    const cite = readCite(data);
    return part.type.create({ ...cite, discussion: cite.discussion ?? '' });
  }
  if (part.type.name === 'credit') return part.type.create({ ...readCredit(data) });
  return isDetail(part) ? part.type.create({ role: detailRole(part.attrs.role) }, part.content) : part;
}

function settledPoint(point: Node, keepsId: (id: string) => boolean): Node {
  const { id, owner, ownerName, author, origin } = pointFacts(point);
  const attrs: typeof POINT_ATTRS | Record<string, unknown> = {
    ...POINT_ATTRS,
    kind: pointKind(point.attrs.kind),
    id: id !== '' && keepsId(id) ? id : newPointId(),
    owner: owner ?? '',
    ownerName,
    due: dueDay(point.attrs.due),
    done: point.attrs.done === true,
    author,
    link: safeLink(point.attrs.link) ?? '',
    origin,
  };
  const { paragraph } = point.type.schema.nodes;
  const parts = point.children.map(settledPart);
  const hasText = parts.some((child) => !isHidden(child) && !isDetail(child));
  return point.type.create(attrs, hasText || paragraph === undefined ? parts : [paragraph.create(), ...parts]);
}

const holdsPoints = (slice: Slice): boolean => slice.content.content.some(isPoint);

/** Whether a point can stand where the caret is: at the root, or (after it) in another point. */
function takesPoints({ selection }: EditorState): boolean {
  const { $from } = selection;
  if ($from.parent.type.spec.code === true) return false;
  return $from.depth <= 1 || isPoint($from.node(1));
}

/** What a paste or drop brings in, fit for the place: whole points with settled attributes, or text. */
export function pastedSlice(given: Slice, view: EditorView, canMake: boolean): Slice {
  if (!holdsPoints(given)) return given;
  // A copy made here holds no open points; those of a page are opened by whoever parsed it.
  const { content, openStart, openEnd } = given;
  const slice = new Slice(
    content,
    isPoint(content.firstChild) ? 0 : openStart,
    isPoint(content.lastChild) ? 0 : openEnd,
  );
  const isDrag = view.dragging !== null;
  if (!canMake || (!isDrag && !takesPoints(view.state))) {
    const nodes = slice.content.content.flatMap((node) => (isPoint(node) ? plainBlocks(node) : [node]));
    const open = (node: Node | undefined, now: number): number =>
      now === 0 && node?.type.name === 'paragraph' ? 1 : now;
    return new Slice(Fragment.from(nodes), open(nodes[0], slice.openStart), open(nodes.at(-1), slice.openEnd));
  }
  // A drag within the window moves; what it copies is found to be there already (point-ids.ts).
  const keepsId = (id: string): boolean => isDrag || moving.delete(id);
  const nodes = slice.content.content.map((node) => (isPoint(node) ? settledPoint(node, keepsId) : node));
  return new Slice(Fragment.from(nodes), slice.openStart, slice.openEnd);
}

/** Puts blocks with points among them behind the block with the caret, or in its place when it is empty. */
export function pastePoints(view: EditorView, slice: Slice): boolean {
  if (!holdsPoints(slice)) return false;
  const { tr } = view.state;
  if (!deleteAcross(tr) && !tr.selection.empty) tr.deleteSelection();
  const { $from } = tr.selection;
  const point = pointAround(tr.selection);
  if ($from.depth === 0 || (point === null && $from.depth !== 1)) return false;
  const block = $from.node(1);
  const isBare = isPoint(block) ? isBlank(block) && block.childCount === 1 : block.content.size === 0;
  const atStart = !isPoint(block) && $from.parentOffset === 0;
  const inside = !isPoint(block) && !atStart && $from.parentOffset < block.content.size;
  if (inside) tr.split($from.pos);
  const at = inside ? $from.pos + 1 : isBare || atStart ? $from.before(1) : $from.after(1);
  const until = isBare ? $from.after(1) : at;
  tr.replaceWith(at, until, slice.content);
  tr.setSelection(Selection.near(tr.doc.resolve(at + slice.content.size), -1));
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  return true;
}

/** A point in one line: `Decision: … Why: … (Renee, Wed 20:14)`. */
function pointText(point: Node): string {
  const lines = (nodes: readonly Node[]): string => nodes.map(blockText).filter(Boolean).join('\n');
  const text = lines(point.children.filter((child) => !isHidden(child) && !isDetail(child)));
  const details = point.children
    .filter((child) => isDetail(child) && child.content.size > 0)
    .map((child) => `${DETAIL_LABELS[detailRole(child.attrs.role)]}: ${blockText(child)}`);
  return [`${pointLabel(pointFacts(point))}: ${text}`, ...details, factWords(point)].filter(Boolean).join(' ');
}

function blockText(node: Node): string {
  if (isPoint(node)) return pointText(node);
  return node.isTextblock
    ? node.textBetween(0, node.content.size, '\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''))
    : node.children.map(blockText).join('\n');
}

function cutAcross(view: EditorView, event: ClipboardEvent): boolean {
  if (!reachesOver(view.state.selection) || event.clipboardData === null) return false;
  const { dom, text } = view.serializeForClipboard(view.state.selection.content());
  event.preventDefault();
  event.clipboardData.clearData();
  event.clipboardData.setData('text/html', dom.innerHTML);
  event.clipboardData.setData('text/plain', text);
  const { tr } = view.state;
  deleteAcross(tr);
  view.dispatch(tr.scrollIntoView().setMeta('uiEvent', 'cut'));
  return true;
}

function remember(view: EditorView, isCut: boolean): void {
  moving.clear();
  if (!isCut || view.state.selection.empty) return;
  for (const node of copiedSlice(view.state.selection.content(), view.state).content.content) {
    if (isPoint(node)) moving.add(String(node.attrs.id));
  }
}

/** `canMake` tells whether points can be made here: in a recap. */
export function pointClipboard(canMake: () => boolean): Extension {
  return Extension.create({
    name: 'pointClipboard',
    // Before the editor's own text of a copy and its paste.
    priority: 1060,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformCopied: (slice, view) => copiedSlice(slice, view.state),
          transformPasted: (slice, view) => pastedSlice(slice, view, canMake()),
          clipboardTextSerializer: (slice) =>
            holdsPoints(slice) ? slice.content.content.map(blockText).join('\n\n') : '',
          handlePaste(view, _event, slice) {
            if (pastePoints(view, slice)) return true;
            const { tr } = view.state;
            if (deleteAcross(tr)) view.dispatch(tr);
            return false;
          },
          handleTextInput(view, _from, _to, text) {
            const { tr } = view.state;
            if (!deleteAcross(tr)) return false;
            view.dispatch(tr.insertText(text).scrollIntoView());
            return true;
          },
          handleDOMEvents: {
            copy(view) {
              remember(view, false);
              return false;
            },
            cut(view, event) {
              remember(view, true);
              return cutAcross(view, event);
            },
          },
        },
      }),
    ],
  });
}
