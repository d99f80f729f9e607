/** People who write in one recap at once, each with the real binding; what the others write arrives late and in heaps. */
import { splitBlock } from '@tiptap/pm/commands';
import * as Y from 'yjs';
import { createRecapUndo } from '../../renderer/editor/collaboration/undo';
import type { RichText } from '../../shared/model/rich-text';
import { writeRichText } from '../../shared/model/rich-text-yjs';
import { HeadlessEditor } from './headless-editor';
import type { Seeded } from './seeded';

export interface Typist {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly editor: HeadlessEditor;
  readonly undo: Y.UndoManager;
  /** What the others wrote and has not arrived yet. */
  readonly inbox: Uint8Array[];
  /** What this person has still to press. */
  readonly keys: string[];
}

/** Everybody starts from a copy of the same recap. */
export function typists(names: readonly string[], start: RichText, keys: (name: string) => string): Typist[] {
  const first = new Y.Doc();
  writeRichText(first.getXmlFragment('recap'), start);
  const all = names.map((name, index): Typist => {
    const doc = new Y.Doc();
    doc.clientID = index + 1;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    const fragment = doc.getXmlFragment('recap');
    const undo = createRecapUndo(fragment);
    return { name, doc, editor: new HeadlessEditor(fragment), undo, inbox: [], keys: [...keys(name)] };
  });
  for (const one of all) {
    one.doc.on('update', (update: Uint8Array, _origin, _doc, { local }: Y.Transaction) => {
      if (!local) return;
      for (const other of all) if (other !== one) other.inbox.push(update);
    });
  }
  return all;
}

export function press({ editor, keys }: Typist): void {
  const key = keys.shift() ?? '';
  if (key === '\n') editor.run(splitBlock);
  else editor.dispatch(editor.state.tr.insertText(key));
}

/** Some of what waits arrives, in one go. */
export function receive({ doc, inbox }: Typist, count = inbox.length): void {
  doc.transact(() => {
    for (const update of inbox.splice(0, count)) Y.applyUpdate(doc, update, 'others');
  }, 'others');
}

/** Everybody presses their keys, in an order drawn from the seed, until nothing is left to press or to receive. */
export function writeAtOnce(random: Seeded, all: readonly Typist[], begin: (typist: Typist) => void): void {
  const begun = new Set<Typist>();
  while (all.some(({ keys, inbox }) => keys.length + inbox.length > 0)) {
    const typist = random.pick(all);
    if (typist.keys.length > 0 && random.chance(0.5)) {
      if (!begun.has(typist)) begin(typist);
      begun.add(typist);
      press(typist);
    } else if (typist.inbox.length > 0) {
      receive(typist, 1 + random.int(typist.inbox.length));
    }
  }
}

/** The text that all copies show. @throws Error when they differ */
export function textOfAll(all: readonly Typist[]): string {
  const shown = new Set(all.map(({ editor }) => editor.state.doc.toString()));
  if (shown.size !== 1) throw new Error(`copies differ:\n${[...shown].join('\n')}`);
  return [...shown].join('');
}

export function leave(all: readonly Typist[]): void {
  for (const { editor, undo } of all) {
    editor.destroy();
    undo.destroy();
  }
}
