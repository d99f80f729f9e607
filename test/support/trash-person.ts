/** One of several people with a copy of a discussion, its trash and its editor, who hear of each other when told to. */
import * as Y from 'yjs';
import { createRecapUndo } from '../../renderer/editor/collaboration/undo';
import { moveBlockTo, removeBlock } from '../../renderer/editor/handle/block-changes';
import { bringLateWords } from '../../renderer/notebook/late-words';
import { OpenTrash } from '../../renderer/notebook/open-trash';
import { authorsOf, recapOf } from '../../shared/model/discussion-doc';
import type { RichTextNode } from '../../shared/model/rich-text';
import { insertNodes, readRichText } from '../../shared/model/rich-text-yjs';
import type { ParticipantId } from '../../shared/util/brand';
import { HeadlessEditor } from './headless-editor';

const fail = (error: unknown): never => {
  throw error;
};

export class TrashPerson {
  readonly doc = new Y.Doc();
  readonly undo: Y.UndoManager;
  readonly trash: OpenTrash;
  readonly editor: HeadlessEditor;

  constructor(
    readonly name: string,
    client: number,
    state: Uint8Array,
  ) {
    bringLateWords(this.doc, name as ParticipantId, fail);
    Y.applyUpdate(this.doc, state);
    this.doc.clientID = client;
    authorsOf(this.doc).set(String(client), name);
    this.trash = new OpenTrash(this.doc, name as ParticipantId, fail);
    this.undo = createRecapUndo(recapOf(this.doc));
    this.undo.captureTimeout = 0;
    this.editor = new HeadlessEditor(recapOf(this.doc));
  }

  get blocks(): readonly RichTextNode[] {
    return readRichText(recapOf(this.doc)).content ?? [];
  }

  get texts(): readonly string[] {
    return this.editor.state.doc.children.map((block) => block.textContent);
  }

  /** The text of every text block, whatever it stands in. */
  get lines(): readonly string[] {
    const found: string[] = [];
    this.editor.state.doc.descendants((node) => {
      if (node.isTextblock) found.push(node.textContent);
    });
    return found;
  }

  get inTrash(): readonly string[] {
    return this.trash.items.get().map(({ words }) => words);
  }

  indexOf(words: string): number {
    return this.texts.findIndex((text) => text.includes(words));
  }

  /** The block with these words goes. */
  async remove(words: string): Promise<void> {
    const { tr } = this.editor.state;
    removeBlock(tr, this.indexOf(words));
    this.editor.dispatch(tr);
    await Promise.resolve();
  }

  async move(words: string, gap: number): Promise<void> {
    const { tr } = this.editor.state;
    moveBlockTo(tr, this.indexOf(words), gap);
    this.editor.dispatch(tr);
    await Promise.resolve();
  }

  /** Behind the first place where they stand. */
  type(words: string, behind: string): void {
    let at = -1;
    this.editor.state.doc.descendants((node, position) => {
      const index = node.isText ? (node.text ?? '').indexOf(behind) : -1;
      if (index >= 0 && at < 0) at = position + index + behind.length;
    });
    this.editor.dispatch(this.editor.state.tr.insertText(words, at));
  }

  /** A paragraph of its own, behind the one that says so. */
  addLine(words: string, behind: string): void {
    let at = -1;
    this.editor.state.doc.descendants((node, position) => {
      if (node.isTextblock && node.textContent === behind) at = position + node.nodeSize;
    });
    const { schema, tr } = this.editor.state;
    this.editor.dispatch(tr.insert(at, schema.nodes.paragraph?.create(null, schema.text(words)) ?? []));
  }

  putBack(id: string): boolean {
    return this.trash.putBack('point', id);
  }
}

export function trashPeople(blocks: readonly RichTextNode[], ...names: string[]): TrashPerson[] {
  const first = new Y.Doc();
  first.clientID = 1;
  insertNodes(recapOf(first), 0, blocks);
  authorsOf(first).set('1', 'first');
  return names.map((name, at) => new TrashPerson(name, 10 + at, Y.encodeStateAsUpdate(first)));
}

export async function hears({ doc }: TrashPerson, update: Uint8Array): Promise<void> {
  Y.applyUpdate(doc, update, 'exchange');
  await new Promise((resolve) => setImmediate(resolve));
}

/** All hear of all, until nothing is new. */
export async function meet(...all: readonly TrashPerson[]): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    for (const { doc } of all) {
      const state = Y.encodeStateAsUpdate(doc);
      for (const other of all) if (other.doc !== doc) Y.applyUpdate(other.doc, state, 'exchange');
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
