/** A copy of this version beside one of a later version, whose schema has one node, one mark and one attribute more. */
import { Schema } from '@tiptap/pm/model';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { editorSchema } from '../../renderer/editor/schema/content';
import { recapOf, titleOf } from '../../shared/model/discussion-doc';
import { readRichText } from '../../shared/model/rich-text-yjs';
import { FakeClock, FakeWire, NO_FAULTS, settle } from '../support/fake-wire';
import { HeadlessEditor } from '../support/headless-editor';
import { Seeded } from '../support/seeded';
import { StoredReplica } from '../support/stored-replica';

const paragraph = editorSchema.spec.nodes.get('paragraph') ?? {};
const newerSchema = new Schema({
  topNode: 'doc',
  nodes: editorSchema.spec.nodes
    .update('paragraph', { ...paragraph, attrs: { ...paragraph.attrs, point: { default: null } } })
    .addToEnd('widget', { group: 'block', atom: true, attrs: { kind: { default: 'clock' } } }),
  marks: editorSchema.spec.marks.addToEnd('highlight', { attrs: { tone: { default: 1 } } }),
});

type Write = (editor: HeadlessEditor) => void;

/** What only the newer version can write. */
const NEWS: readonly [string, Write][] = [
  [
    'a node',
    (editor) => {
      const node = newerSchema.node('widget', { kind: 'map' });
      editor.dispatch(editor.state.tr.insert(0, node));
    },
  ],
  [
    'a mark',
    (editor) => {
      const mark = newerSchema.mark('highlight', { tone: 3 });
      editor.dispatch(editor.state.tr.addMark(1, 6, mark));
    },
  ],
  ['an attribute', (editor) => editor.dispatch(editor.state.tr.setNodeAttribute(0, 'point', '7'))],
];

const typed =
  (text: string): Write =>
  (editor) =>
    editor.dispatch(editor.state.tr.insertText(text, 1));

async function copies() {
  const clock = new FakeClock();
  let clients = 0;
  const create = (key: string) => StoredReplica.create(key, clock, () => ++clients);
  const [older, newer] = [await create('older'), await create('newer')];
  newer.bind = (fragment) => new HeadlessEditor(fragment, newerSchema);
  let wire: FakeWire;
  const run = async (ms: number) => {
    for (let spent = 0; spent < ms; spent += 20) {
      while (wire.waiting > 0) {
        await wire.deliver();
        await settle();
      }
      await clock.advance(20);
    }
  };
  const meet = async () => {
    wire = new FakeWire(new Seeded(1), () => NO_FAULTS);
    older.connect(wire, 0, 'newer');
    newer.connect(wire, 1, 'older');
    await run(2000);
  };
  const part = () => {
    wire.cut();
    older.disconnect('newer');
    newer.disconnect('older');
  };
  // Both begin with a recap that both know.
  newer.list('d1');
  typed('Hello both')(await newer.open('d1'));
  await meet();
  return { older, newer, meet, part, run };
}

function json(replica: StoredReplica): string {
  return JSON.stringify(readRichText(recapOf(replica.docOf('d1') as Y.Doc)));
}

async function stored(replica: StoredReplica): Promise<string> {
  const doc = new Y.Doc();
  for (const row of await replica.store.read('d1')) Y.applyUpdate(doc, row);
  return JSON.stringify(readRichText(recapOf(doc)));
}

describe.each(NEWS)('%s that this version does not know', (_name, write) => {
  test('arrives while the recap is being written in: the editor goes read-only and nothing is deleted', async () => {
    const { older, newer, run } = await copies();
    const editor = await older.open('d1');
    await run(200);
    expect(editor.readOnly).toBe(false);
    write(await newer.open('d1'));
    const written = json(newer);
    await run(2000);
    expect(editor.readOnly).toBe(true);
    expect(json(older)).toBe(written);
    expect(json(newer)).toBe(written);
  });

  test('is there before the recap is opened: it opens read-only, and what else is done here goes back', async () => {
    const { older, newer, run } = await copies();
    write(await newer.open('d1'));
    const written = json(newer);
    await run(2000);
    const editor = await older.open('d1');
    expect(editor.readOnly).toBe(true);
    expect(editor.run(() => true)).toBe(false);
    titleOf(older.docOf('d1') as Y.Doc).insert(0, 'Title of the older');
    await run(2000);
    expect(titleOf(newer.docOf('d1') as Y.Doc).toString()).toBe('Title of the older');
    expect(json(newer)).toBe(written);
    expect(json(older)).toBe(written);
  });

  test('passes through a copy that never opens it', async () => {
    const { older, newer, run } = await copies();
    write(await newer.open('d1'));
    const written = json(newer);
    await run(2000);
    await older.restart('killed');
    expect(await stored(older)).toBe(written);
    expect(await older.digest('d1')).toBe(await newer.digest('d1'));
  });

  test('meets what the older wrote apart: both keep all of both', async () => {
    const { older, newer, meet, part } = await copies();
    const editor = await older.open('d1');
    part();
    typed('Older says: ')(editor);
    write(await newer.open('d1'));
    await meet();
    expect(editor.readOnly).toBe(true);
    expect(json(older)).toBe(json(newer));
    expect(json(newer)).toContain('Older says: ');
    expect(json(newer)).toMatch(/widget|highlight|"point":"7"/);
    expect(JSON.stringify(readRichText(recapOf(newer.docOf('d1') as Y.Doc))).replace(/[^A-Za-z ]/g, '')).toContain(
      'both',
    );
  });
});
