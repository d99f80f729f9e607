/** What people type key by key in fresh blocks while copies part, lose messages and start again: each run has to stay whole. */
import { splitBlock } from '@tiptap/pm/commands';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { HeadlessEditor } from './headless-editor';
import type { Seeded } from './seeded';
import type { StoredReplica } from './stored-replica';

/** Nothing is deleted in this discussion, so that whatever is missing was lost. */
export const RUNS = 'runs';
/** Begins and ends with equal letters: those of two people must not be taken for each other. */
const KEYS = '  aab  ';

interface Run {
  readonly editor: HeadlessEditor;
  readonly keys: string[];
  typed: string;
}

export class Runs {
  private readonly all: Run[] = [];
  private readonly current = new Map<StoredReplica, Run>();

  constructor(private readonly random: Seeded) {}

  async makeBlocks(replica: StoredReplica): Promise<void> {
    replica.list(RUNS);
    const editor = await replica.open(RUNS);
    for (let count = 1 + this.random.int(3); count > 0; count--) makeBlock(editor, this.random);
  }

  /** One person goes to an empty block, or makes one, or types a few keys more; sometimes leaves the discussion. */
  async step(replica: StoredReplica): Promise<void> {
    const { random } = this;
    const editor = await replica.open(RUNS);
    const run = this.current.get(replica);
    // A caret does not outlive its editor: what was typed before is a run of its own.
    if (run === undefined || run.editor !== editor || run.keys.length === 0) this.begin(replica, editor);
    else for (let count = 1 + random.int(4); count > 0; count--) press(run);
    if (random.chance(0.02)) await replica.close(RUNS);
  }

  private begin(replica: StoredReplica, editor: HeadlessEditor): void {
    const { random, all } = this;
    const empty = emptyBlocks(editor.state.doc);
    if (empty.length === 0) return makeBlock(editor, random);
    const { tr } = editor.state;
    editor.dispatch(tr.setSelection(TextSelection.create(tr.doc, random.pick(empty))));
    const run: Run = { editor, keys: [...`  ${replica.key}.${all.length}${KEYS}`], typed: '' };
    all.push(run);
    this.current.set(replica, run);
    press(run);
  }

  /** @throws Error when letters of a run are missing or stand among others' */
  check(text: string): void {
    for (const { typed } of this.all)
      if (!text.includes(typed)) throw new Error(`"${typed}" is not whole in:\n${text}`);
  }
}

function press(run: Run): void {
  const key = run.keys.shift() ?? '';
  run.editor.dispatch(run.editor.state.tr.insertText(key));
  run.typed += key;
}

function emptyBlocks(doc: ProseMirrorNode): number[] {
  const places: number[] = [];
  doc.descendants((node, at) => {
    if (node.isTextblock && node.childCount === 0) places.push(at + 1);
  });
  return places;
}

/** Enter at the end of a line, or an empty heading, list, quote or table at the end of all. */
function makeBlock(editor: HeadlessEditor, random: Seeded): void {
  const { doc, schema, tr } = editor.state;
  const ends: number[] = [];
  doc.descendants((node, at) => {
    if (node.isTextblock) ends.push(at + 1 + node.content.size);
  });
  if (ends.length > 0 && random.chance(0.7)) {
    editor.dispatch(tr.setSelection(TextSelection.create(doc, random.pick(ends))));
    editor.run(splitBlock);
    return;
  }
  const paragraph = () => schema.node('paragraph');
  const cell = () => schema.node('tableHeader', null, [paragraph()]);
  const made = random.pick([
    () => schema.node('heading', { level: 2 }),
    () => schema.node('bulletList', null, [schema.node('listItem', null, [paragraph()])]),
    () => schema.node('blockquote', null, [paragraph()]),
    () => schema.node('table', null, [schema.node('tableRow', null, [cell(), cell()])]),
  ]);
  editor.dispatch(tr.insert(doc.content.size, made()));
}
