/** Three who move the same points while they hear of each other late: every point is there, and all copies are equal. */
import { TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { moveBlockTo } from '../../renderer/editor/handle/block-changes';
import { insertNodes } from '../../shared/model/rich-text-yjs';
import { HeadlessEditor } from '../support/headless-editor';
import { Seeded } from '../support/seeded';

const WORDS = ['aa', 'bb', 'cc', 'dd'];
/** The order of these numbers decides who gives way. */
const CLIENTS = [13, 11, 12];
const STEPS = 25;
/** Each has lost a point: two gave way to each other, three in a circle, or one that got a new id on the way was written over. */
const FOUND = [15, 16, 165, 186, 197, 572];
const MORE = Array.from({ length: 40 }, (_, seed) => seed + 1);

interface Copy {
  readonly doc: Y.Doc;
  readonly editor: HeadlessEditor;
  /** What comes from each of the others, in order. */
  readonly inbox: Uint8Array[][];
}

function copies(): Copy[] {
  const first = new Y.Doc();
  first.clientID = 50;
  const points = WORDS.map((words) => ({
    type: 'point',
    attrs: { kind: 'takeaway', id: words },
    content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
  }));
  insertNodes(first.getXmlFragment('recap'), 0, points);
  const all = CLIENTS.map((client): Copy => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    doc.clientID = client;
    return { doc, editor: new HeadlessEditor(doc.getXmlFragment('recap')), inbox: CLIENTS.map(() => []) };
  });
  for (const [from, { doc }] of all.entries()) {
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) for (const other of all) if (other.doc !== doc) other.inbox[from]?.push(update);
    });
  }
  return all;
}

function move({ editor }: Copy, random: Seeded): void {
  const { doc, tr } = editor.state;
  const index = random.int(doc.childCount);
  const start = doc.children.slice(0, index).reduce((size, block) => size + block.nodeSize, 0);
  tr.setSelection(TextSelection.create(doc, start + 2));
  if (moveBlockTo(tr, index, random.int(doc.childCount + 1))) editor.dispatch(tr);
}

async function hear({ doc, inbox }: Copy, from: number, most = 1): Promise<void> {
  for (const update of inbox[from]?.splice(0, most) ?? []) {
    Y.applyUpdate(doc, update);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function meet(all: readonly Copy[]): Promise<void> {
  while (all.some(({ inbox }) => inbox.some((updates) => updates.length > 0))) {
    for (const copy of all) for (const from of CLIENTS.keys()) await hear(copy, from);
  }
}

test(`points that three move at once are all there: ${FOUND.length + MORE.length} seeds`, async () => {
  for (const seed of [...FOUND, ...MORE]) {
    const random = new Seeded(seed);
    const all = copies();
    for (let step = 0; step < STEPS; step += 1) {
      const copy = random.pick(all);
      if (random.chance(0.5)) move(copy, random);
      else await hear(copy, random.int(CLIENTS.length), 1 + random.int(3));
    }
    await meet(all);
    const shown = all.map(({ editor }) => editor.state.doc.children.map((block) => block.textContent));
    for (const texts of shown) expect(texts, `seed ${seed}`).toEqual(shown[0]);
    expect(new Set(shown[0]), `seed ${seed}`).toEqual(new Set(WORDS));
    for (const { editor } of all) editor.destroy();
  }
});
