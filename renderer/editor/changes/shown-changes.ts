/**
 * Marks what others changed since this person last looked: a bar in the margin, a wash on the words. Decorations only, and
 * none of them takes room: the text stands where it stood.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { showsDocument } from '../collaboration/sync-state';
import { oneStep } from '../points/point-changes';
import { blockPlaces } from './block-places';
import type { ChangesHost, ChangesView, ShownChange } from './types';

interface Marked {
  readonly set: DecorationSet;
  /** What is marked, by the node that it was marked on: a block that did not change keeps its node. */
  readonly blocks: ReadonlyMap<Node, readonly ShownChange[]>;
  /** What is gone from the end. */
  readonly last: readonly ShownChange[];
  /** What was to be marked, when the words of it do not stand there yet: the list may know of a change before the editor does. */
  readonly ahead: readonly ShownChange[] | null;
}

const changesKey = new PluginKey<Marked>('shownChanges');
const NOTHING: Marked = { set: DecorationSet.empty, blocks: new Map(), last: [], ahead: null };

function tick(change: ShownChange, name: string): () => HTMLElement {
  return () => {
    const element = document.createElement('span');
    element.className = change.current ? `${name} chg-now` : name;
    element.dataset.change = change.id;
    element.dataset.chg = change.label;
    element.setAttribute('aria-hidden', 'true');
    return element;
  };
}

function gone(change: ShownChange, place: number, name: string): Decoration {
  const key = `${change.id} ${change.label} ${String(change.current)}`;
  return Decoration.widget(place, tick(change, name), { side: -1, key, ignoreSelection: true, marks: [] });
}

function onBlock(block: Node, start: number, changes: readonly ShownChange[]): Decoration[] {
  const found: Decoration[] = [];
  const own = changes.filter((change) => change.type !== 'removed');
  if (own.length > 0) {
    const type = own.some((change) => change.type === 'added')
      ? 'added'
      : own.every((change) => change.type === 'moved')
        ? 'moved'
        : 'changed';
    const now = own.some((change) => change.current);
    found.push(
      Decoration.node(start, start + block.nodeSize, {
        class: `chg chg-${type}${now ? ' chg-now' : ''}`,
        'data-chg': [...new Set(own.map((change) => change.label))].join(' · '),
        'data-change': own[0]?.id ?? '',
      }),
    );
  }
  const places = changes.some((change) => change.type === 'text') ? blockPlaces(block, start) : null;
  for (const change of changes) {
    if (change.type === 'removed') found.push(gone(change, start, 'chg-gone-block'));
    if (change.type !== 'text' || places === null) continue;
    const { from, words } = change;
    // Somebody wrote meanwhile: the next look tells where they stand.
    if (places.text.slice(from, from + words.length) !== words) continue;
    if (words === '') found.push(gone(change, places.at(from), 'chg-gone'));
    else {
      found.push(
        Decoration.inline(places.at(from), places.at(from + words.length - 1) + 1, {
          class: change.current ? 'chg-words chg-now' : 'chg-words',
          'data-change': change.id,
        }),
      );
    }
  }
  return found;
}

function decorated(doc: Node, before: Node, { blocks, last }: Pick<Marked, 'blocks' | 'last'>): Marked {
  const found: Decoration[] = [];
  const kept = new Map<Node, readonly ShownChange[]>();
  const shift = doc.childCount - before.childCount;
  /** A block that was written in here comes back from the shared document as another node that is equal. */
  const equal = (block: Node, index: number): readonly ShownChange[] | undefined => {
    const old = [before.maybeChild(index), before.maybeChild(index - shift)];
    const same = old.find((one) => one !== null && blocks.has(one) && one.eq(block));
    return same === undefined || same === null ? undefined : blocks.get(same);
  };
  doc.forEach((block, start, index) => {
    const changes = blocks.get(block) ?? equal(block, index);
    if (changes === undefined) return;
    kept.set(block, changes);
    found.push(...onBlock(block, start, changes));
  });
  for (const change of last) found.push(gone(change, doc.content.size, 'chg-gone-block'));
  return { set: DecorationSet.create(doc, found), blocks: kept, last, ahead: null };
}

function marked(doc: Node, shown: readonly ShownChange[]): Marked {
  if (shown.length === 0) return NOTHING;
  const blocks = new Map<Node, ShownChange[]>();
  const last: ShownChange[] = [];
  for (const change of shown) {
    const block = doc.maybeChild(change.at);
    if (block === null) {
      if (change.type === 'removed') last.push(change);
      continue;
    }
    const known = blocks.get(block);
    if (known === undefined) blocks.set(block, [change]);
    else known.push(change);
  }
  const isAhead = [...blocks].some(([block, changes]) => {
    const { text } = blockPlaces(block, 0);
    return changes.some(
      (one) => one.type === 'text' && text.slice(one.from, one.from + one.words.length) !== one.words,
    );
  });
  return { ...decorated(doc, doc, { blocks, last }), ahead: isAhead ? shown : null };
}

function viewOf(view: EditorView): ChangesView {
  return {
    show(id) {
      const found = view.dom.querySelectorAll<HTMLElement>(`[data-change="${CSS.escape(id)}"]`);
      const target = found[found.length - 1] ?? view.dom.querySelector<HTMLElement>('.chg-now');
      target?.scrollIntoView?.({ block: 'center' });
    },
    replaceWords(at, from, old, next) {
      const { doc, schema } = view.state;
      const block = doc.maybeChild(at);
      if (block === null) return false;
      let start = 0;
      for (let index = 0; index < at; index += 1) start += doc.child(index).nodeSize;
      const places = blockPlaces(block, start);
      const begin = places.text.slice(from, from + old.length) === old ? from : places.text.indexOf(old);
      if (begin === -1 || !view.editable) return false;
      const first = places.at(begin);
      const end = old === '' ? first : places.at(begin + old.length - 1) + 1;
      const { tr } = view.state;
      oneStep(view, next === '' ? tr.delete(first, end) : tr.replaceWith(first, end, schema.text(next)));
      return true;
    },
  };
}

export function shownChanges(host: ChangesHost): Extension {
  const plugin = new Plugin<Marked>({
    key: changesKey,
    state: {
      init: () => NOTHING,
      apply(transaction, now, before) {
        const shown = transaction.getMeta(changesKey) as readonly ShownChange[] | undefined;
        if (shown !== undefined) return marked(transaction.doc, shown);
        if (!transaction.docChanged || now === NOTHING) return now;
        if (showsDocument(transaction))
          return now.ahead === null ? decorated(transaction.doc, before.doc, now) : marked(transaction.doc, now.ahead);
        return { ...now, set: now.set.map(transaction.mapping, transaction.doc) };
      },
    },
    props: { decorations: (state) => changesKey.getState(state)?.set },
    view(view) {
      const show = (): void => {
        if (view.isDestroyed) return;
        const shown = host.shown.get();
        if (shown.length === 0 && changesKey.getState(view.state) === NOTHING) return;
        view.dispatch(view.state.tr.setMeta(changesKey, shown).setMeta('addToHistory', false));
      };
      const ends = [host.shown.subscribe(show), host.attach(viewOf(view))];
      // The first state is shown once the binding has filled it.
      queueMicrotask(show);
      return {
        destroy() {
          for (const end of ends) end();
        },
      };
    },
  });
  return Extension.create({ name: 'shownChanges', addProseMirrorPlugins: () => [plugin] });
}
