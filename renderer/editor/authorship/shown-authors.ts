/**
 * Shows who wrote what: every stretch in its author's colour and pattern, as decorations that exist only while they are on.
 * What is written here is painted from the transaction alone; what others write, from the shared document, block by block.
 */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { AddMarkStep, Mapping, RemoveMarkStep, StepMap } from '@tiptap/pm/transform';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { AUTHOR_MARK } from '../../../shared/recap/attribution';
import { showsDocument, syncStateOf } from '../collaboration/sync-state';
import type { AuthorshipHost } from '../types';
import { type AuthoredRange, letterAt, rangesBetween } from './block-authors';
import { keepTypedText } from './kept-text';

const shownAuthorsKey = new PluginKey<DecorationSet | null>('shownAuthors');

export function shownAuthors(host: AuthorshipHost): Plugin<DecorationSet | null> {
  const paint = ({ from, to, by }: AuthoredRange): Decoration =>
    Decoration.inline(from, to, { class: host.look(by), 'data-who': by }, { by });
  const between = (state: EditorState, doc: ProseMirrorNode, from: number, to: number): Decoration[] => {
    const root = syncStateOf(state)?.binding.type;
    return root === undefined ? [] : rangesBetween(doc, root, host.authorOf, from, to).map(paint);
  };
  return new Plugin<DecorationSet | null>({
    key: shownAuthorsKey,
    state: {
      init: () => null,
      apply(transaction, shown, before) {
        const { doc } = transaction;
        const wanted = transaction.getMeta(shownAuthorsKey) as boolean | undefined;
        if (wanted === true) return DecorationSet.create(doc, between(before, doc, 0, doc.content.size));
        if (wanted === false || shown === null) return null;
        if (!transaction.docChanged) return shown;
        if (!showsDocument(transaction)) return painted(shown, transaction, host.me, paint);
        return repainted(shown, transaction, (from, to) => between(before, doc, from, to));
      },
    },
    props: {
      decorations: (state) => shownAuthorsKey.getState(state),
      handleTextInput(view) {
        if (shownAuthorsKey.getState(view.state)) keepTypedText(view);
        return false;
      },
      handleDOMEvents: {
        mousemove(view, event) {
          if (shownAuthorsKey.getState(view.state)) pointAt(view, event, host);
        },
        mouseleave: () => host.onPointer(null),
        focus: (view) => host.onFocus(placesOf(view, host)),
      },
    },
    view(view) {
      const show = (): void => {
        if (view.isDestroyed) return;
        const wanted = host.shown.get();
        if (wanted || shownAuthorsKey.getState(view.state))
          view.dispatch(view.state.tr.setMeta(shownAuthorsKey, wanted));
        if (wanted) host.onCaret();
        else host.onPointer(null);
      };
      const ends = [host.shown.subscribe(show), host.facts.subscribe(show)];
      const leave = host.attach(placesOf(view, host));
      // The first state is shown once the binding has filled it.
      queueMicrotask(show);
      return {
        update(_view, before) {
          if (!host.shown.get()) return;
          if (!before.selection.eq(view.state.selection) || before.doc !== view.state.doc) host.onCaret();
        },
        destroy() {
          for (const end of ends) end();
          leave();
        },
      };
    },
  });
}

const PLACES = new WeakMap<EditorView, ReturnType<typeof makePlaces>>();

function placesOf(view: EditorView, host: AuthorshipHost) {
  const known = PLACES.get(view) ?? makePlaces(view, host);
  PLACES.set(view, known);
  return known;
}

/** What may be asked about the caret of an editor. */
function makePlaces(view: EditorView, host: AuthorshipHost) {
  return {
    point(): string | null {
      const { $head } = view.state.selection;
      const node = $head.depth > 0 ? $head.node(1) : $head.nodeAfter;
      return node?.type.name === 'point' ? String(node.attrs['id']) : null;
    },
    letter() {
      const root = syncStateOf(view.state)?.binding.type;
      return root === undefined ? null : letterAt(view.state.selection.$head, root, host.authorOf);
    },
    focus: () => view.focus(),
  };
}

function pointAt(view: EditorView, event: MouseEvent, host: AuthorshipHost): void {
  const element = event.target instanceof Element ? event.target.closest('[data-who]') : null;
  const at = element === null ? null : view.posAtCoords({ left: event.clientX, top: event.clientY });
  const root = syncStateOf(view.state)?.binding.type;
  const letter =
    at === null || root === undefined ? null : letterAt(view.state.doc.resolve(at.pos), root, host.authorOf);
  host.onPointer(letter === null ? null : { letter, x: event.clientX, y: event.clientY });
}

/** After a change made here: what was inserted is this person's, unless it bears the mark of somebody else. */
function painted(
  shown: DecorationSet,
  transaction: Transaction,
  me: string,
  paint: (range: AuthoredRange) => Decoration,
): DecorationSet {
  const { doc, mapping, steps } = transaction;
  let now = shown.map(mapping, doc);
  for (const [index, step] of steps.entries()) {
    const rest = mapping.slice(index + 1);
    const repaint = (start: number, end: number): void => {
      now = repaintedRange(now, doc, rest.map(start, -1), rest.map(end, 1), me, paint);
    };
    const marks = step instanceof AddMarkStep || step instanceof RemoveMarkStep;
    if (marks && step.mark.type.name === AUTHOR_MARK) repaint(step.from, step.to);
    step.getMap().forEach((_oldStart, _oldEnd, start, end) => {
      if (end > start) repaint(start, end);
    });
  }
  return now;
}

function repaintedRange(
  shown: DecorationSet,
  doc: ProseMirrorNode,
  from: number,
  to: number,
  me: string,
  paint: (range: AuthoredRange) => Decoration,
): DecorationSet {
  // Those that only touch it too: letters typed one after the other are one stretch.
  const old = shown.find(from, to);
  const ranges: AuthoredRange[] = [];
  for (const one of old) {
    const by = String((one.spec as { by?: unknown }).by);
    if (one.from < from) ranges.push({ from: one.from, to: Math.min(one.to, from), by });
    if (one.to > to) ranges.push({ from: Math.max(one.from, to), to: one.to, by });
  }
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return;
    const mark = node.marks.find(({ type }) => type.name === AUTHOR_MARK);
    const by = mark === undefined ? me : String(mark.attrs['by']);
    ranges.push({ from: Math.max(from, position), to: Math.min(to, position + node.nodeSize), by });
  });
  return shown.remove(old).add(doc, joined(ranges).map(paint));
}

/** Neighbours of one author as one. */
function joined(ranges: readonly AuthoredRange[]): AuthoredRange[] {
  const found: AuthoredRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (range.from >= range.to || range.by === '') continue;
    if (last?.by === range.by && last.to === range.from) found[found.length - 1] = { ...last, to: range.to };
    else found.push(range);
  }
  return found;
}

/** After a change from elsewhere, which shows the whole document anew: only the blocks that differ are painted again. */
function repainted(
  shown: DecorationSet,
  { before, doc }: Transaction,
  between: (from: number, to: number) => Decoration[],
): DecorationSet {
  const start = before.content.findDiffStart(doc.content);
  const end = before.content.findDiffEnd(doc.content);
  if (start === null || end === null) return shown;
  // Equal letters around the change may be counted from both ends.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const [oldEnd, newEnd] = [end.a + overlap, end.b + overlap];
  const moved = shown.map(new Mapping([new StepMap([start, oldEnd - start, newEnd - start])]), doc);
  const [from, to] = [blockStart(doc, start), blockEnd(doc, newEnd)];
  const stale = moved.find(from, to).filter((one) => one.to > from && one.from < to);
  return moved.remove(stale).add(doc, between(from + 1, to - 1));
}

function blockStart(doc: ProseMirrorNode, at: number): number {
  const $at = doc.resolve(at);
  return $at.depth === 0 ? at - ($at.nodeBefore?.nodeSize ?? 0) : $at.before(1);
}

function blockEnd(doc: ProseMirrorNode, at: number): number {
  const $at = doc.resolve(at);
  return $at.depth === 0 ? at + ($at.nodeAfter?.nodeSize ?? 0) : $at.after(1);
}
