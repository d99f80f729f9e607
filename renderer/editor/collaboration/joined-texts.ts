/**
 * Shows several texts that stand side by side in a block to the binding as one, and leaves each of them where it is.
 *
 * Two who begin to write in the same empty block before they hear of each other make a text each. y-tiptap takes what is
 * shown for the first text: it moves the one made here to the end of the other, and on the next key writes all of it into
 * the first and removes the rest. What somebody else writes meanwhile in a text that is removed is lost in all copies.
 * Here every letter is written into the text that it stands in, and no text is removed because of another one.
 */
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { MERGED, type Merged } from '../points/point-edit';
import { notesOfMerges } from './merged-points';
import { MovedBlocks } from './moved-blocks';
import { syncStateOf } from './sync-state';

type Attributes = Record<string, unknown>;
type Delta = readonly { readonly insert?: unknown; readonly retain?: number; readonly attributes?: Attributes }[];
type Child = Y.XmlElement | Y.XmlText;
type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[];

/** The sync plugin of y-tiptap, with blocks of several texts kept as they are. */
export function sharedText(fragment: Y.XmlFragment): Plugin {
  const { spec } = ySyncPlugin(fragment) as Plugin;
  let moved: MovedBlocks | null = null;
  /** Merges of points that are shown and not written yet. */
  const merges: Merged[] = [];
  return new Plugin({
    ...spec,
    ...(spec.state && {
      state: {
        ...spec.state,
        apply(transaction, ...more) {
          const merged = transaction.getMeta(MERGED) as Merged | undefined;
          if (merged !== undefined) merges.push(merged);
          return spec.state?.apply.call(this, transaction, ...more);
        },
      },
    }),
    view(view) {
      const binding = syncStateOf(view.state)?.binding;
      if (binding === undefined) return spec.view?.(view) ?? {};
      moved ??= keepApart(binding, view, merges);
      const { arrived } = moved;
      binding.doc.on('afterTransaction', arrived);
      const stock = spec.view?.(view) ?? {};
      return {
        ...stock,
        destroy() {
          binding.doc.off('afterTransaction', arrived);
          stock.destroy?.();
        },
      };
    },
  });
}

/** Wraps what y-tiptap does with the shared document: showing all of it, showing a change, writing one. */
function keepApart(binding: ProsemirrorBinding, view: EditorView, merges: Merged[]): MovedBlocks {
  const blocks = new JoinedBlocks(binding.type);
  const moved = new MovedBlocks(binding);
  const { _forceRerender: showAll, _observeFunction: show, _prosemirrorChanged: write } = binding;
  binding._forceRerender = () => {
    blocks.lookIn(binding.type);
    blocks.during(() => showAll.call(binding));
  };
  binding._observeFunction = (events: Events, transaction: Y.Transaction) => {
    // The binding itself never puts a text beside another.
    if (transaction.origin !== ySyncPluginKey) blocks.lookAt(events);
    blocks.during(() => show(events, transaction));
  };
  binding._prosemirrorChanged = (doc) => {
    for (const copy of moved.write(doc, view.state.selection)) blocks.lookIn(copy);
    const note = notesOfMerges(binding.type, doc, merges.splice(0));
    blocks.during(() => write.call(binding, doc));
    note();
  };
  return moved;
}

/**
 * The text and the place in it for a letter that is written at `index` of texts that stand side by side. Between two of
 * them it belongs to the one that was begun here, so that the letters of each person stay together; else to the first.
 */
export function placeAmong(texts: readonly Y.XmlText[], index: number): { text: Y.XmlText; index: number } | null {
  let left = index;
  let found: { text: Y.XmlText; index: number } | null = null;
  for (const text of texts) {
    if (left < 0) break;
    const isOwn = text._item?.id.client === text.doc?.clientID;
    if (left <= text.length && (found === null || isOwn)) found = { text, index: left };
    left -= text.length;
  }
  return found;
}

/** The children of a block; texts that stand side by side in an array of their own. */
export function partsOf(block: Y.XmlFragment): (Y.XmlElement | Y.XmlText[])[] {
  const parts: (Y.XmlElement | Y.XmlText[])[] = [];
  for (const child of Y.XmlFragment.prototype.toArray.call(block)) {
    const last = parts.at(-1);
    if (!(child instanceof Y.XmlText)) parts.push(child as Y.XmlElement);
    else if (Array.isArray(last)) last.push(child);
    else parts.push([child]);
  }
  return parts;
}

/** The blocks with texts side by side; there are few or none. */
class JoinedBlocks {
  private readonly blocks = new Set<Y.XmlElement>();
  private depth = 0;

  constructor(private readonly root: Y.XmlFragment) {}

  lookIn(parent: Y.XmlFragment): void {
    if (parent instanceof Y.XmlElement && partsOf(parent).some(isJoined)) this.blocks.add(parent);
    for (const child of parent.toArray()) if (child instanceof Y.XmlElement) this.lookIn(child);
  }

  lookAt(events: Events): void {
    for (const event of events) {
      const { target } = event;
      if (target instanceof Y.XmlText) continue;
      if (target instanceof Y.XmlElement && partsOf(target).some(isJoined)) this.blocks.add(target);
      for (const { content } of event.changes.added) {
        if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) this.lookIn(content.type);
      }
    }
  }

  /** While it runs, whoever reads or changes the children of these blocks meets one text instead of several. */
  during(run: () => void): void {
    const joined = this.depth > 0 ? [] : [...this.blocks];
    this.depth += 1;
    try {
      for (const block of joined) {
        if (isIn(block, this.root) && partsOf(block).some(isJoined)) Object.assign(block, joinedChildren(block));
        else this.blocks.delete(block);
      }
      run();
    } finally {
      this.depth -= 1;
      for (const block of joined) for (const name of METHODS) Reflect.deleteProperty(block, name);
    }
  }
}

const isJoined = (part: unknown): boolean => Array.isArray(part) && part.length > 1;

function isIn(block: Y.XmlElement, root: Y.XmlFragment): boolean {
  let at: Y.XmlFragment = block;
  while (at !== root) {
    if (at._item === null || at._item.deleted) return false;
    at = at._item.parent as Y.XmlFragment;
  }
  return true;
}

const METHODS = ['toArray', 'get', 'slice', 'insert', 'delete'] as const;

/** What y-tiptap calls on a block, counting texts that stand side by side as one. */
function joinedChildren(block: Y.XmlElement): Pick<Y.XmlElement, (typeof METHODS)[number]> {
  const known = new Map<Y.XmlText, JoinedText>();
  const children = (): Child[] =>
    partsOf(block).map((part) => {
      const [first] = Array.isArray(part) ? part : [];
      if (!Array.isArray(part) || first === undefined) return part as Y.XmlElement;
      if (part.length === 1) return first;
      const text = known.get(first) ?? new JoinedText(first);
      known.set(first, text);
      return text;
    });
  /** The number of children that the block really has before one of those shown. */
  const before = (index: number): number =>
    partsOf(block)
      .slice(0, index)
      .reduce((count, part) => count + (Array.isArray(part) ? part.length : 1), 0);
  const { prototype } = Y.XmlElement;
  return {
    toArray: children,
    get: (index) => children()[index] as Y.XmlElement,
    slice: (start, end) => children().slice(start, end),
    insert: (index, content) => prototype.insert.call(block, before(index), content),
    delete: (index, length = 1) => {
      prototype.delete.call(block, before(index), before(index + length) - before(index));
    },
  };
}

/** Several texts as one, for as long as the binding looks at them. */
class JoinedText extends Y.XmlText {
  constructor(private readonly first: Y.XmlText) {
    super();
    this.doc = first.doc;
    // What it looks at beyond the letters: its neighbour, and the letters' items.
    Object.assign(this, { _item: { right: null, delete: this.remove } });
    Object.defineProperty(this, '_start', { get: this.items });
  }

  override get length(): number {
    return this.texts().reduce((length, text) => length + text.length, 0);
  }

  override toDelta(): Delta {
    const joined: { insert?: unknown; attributes?: Attributes }[] = [];
    for (const part of this.texts().flatMap((text) => text.toDelta() as Delta)) {
      const last = joined.at(-1);
      if (typeof last?.insert === 'string' && typeof part.insert === 'string' && areAlike(last, part)) {
        last.insert += part.insert;
      } else joined.push({ ...part });
    }
    return joined;
  }

  override insert(index: number, text: string): void {
    if (text === '') return;
    const place = placeAmong(this.texts(), index);
    place?.text.insert(place.index, text);
  }

  override delete(index: number, length: number): void {
    let start = index;
    let end = index + length;
    for (const text of this.texts()) {
      const size = text.length;
      const from = Math.max(0, start);
      if (Math.min(size, end) > from) text.delete(from, Math.min(size, end) - from);
      start -= size;
      end -= size;
    }
  }

  /** The binding only gives marks to what is there. */
  override applyDelta(delta: Delta): void {
    let done = 0;
    for (const text of this.texts()) {
      let at = 0;
      const own: { retain: number; attributes?: Attributes }[] = [];
      for (const { retain = 0, attributes } of delta) {
        const shared = Math.min(at + retain, done + text.length) - Math.max(at, done);
        if (shared > 0) own.push(attributes === undefined ? { retain: shared } : { retain: shared, attributes });
        at += retain;
      }
      done += text.length;
      if (own.length > 0) text.applyDelta(own);
    }
  }

  private texts(): Y.XmlText[] {
    const texts: Y.XmlText[] = [];
    for (let item = this.first._item; item !== null; item = item.right) {
      if (item.deleted) continue;
      const type = item.content instanceof Y.ContentType ? item.content.type : null;
      if (!(type instanceof Y.XmlText)) break;
      texts.push(type);
    }
    return texts;
  }

  private readonly remove = (transaction: Y.Transaction): void => {
    for (const text of this.texts()) text._item?.delete(transaction);
  };

  /** A chain of all letters. */
  private readonly items = (): Partial<Y.Item> | null => {
    let next: Partial<Y.Item> | null = null;
    for (const text of this.texts().reverse()) {
      const items: Y.Item[] = [];
      for (let item = text._start; item !== null; item = item.right) items.push(item);
      for (const { deleted, countable, content } of items.reverse()) {
        next = { deleted, countable, content, right: next as Y.Item | null };
      }
    }
    return next;
  };
}

function areAlike(a: { attributes?: Attributes }, b: { attributes?: Attributes }): boolean {
  return written(a.attributes) === written(b.attributes);
}

const written = (attributes: Attributes = {}): string =>
  JSON.stringify(
    Object.keys(attributes)
      .sort()
      .map((key) => [key, attributes[key]]),
  );
