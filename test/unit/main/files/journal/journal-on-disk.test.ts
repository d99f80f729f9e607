import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { DirectReading } from '../../../../../main/files/journal/journal-reading';
import { Journals } from '../../../../../main/files/journal/journals';
import { nodeFiles } from '../../../../../main/files/journal/node-files';
import { removed, update } from '../../../../../shared/journal/format';
import { initDiscussion, titleOf } from '../../../../../shared/model/discussion-doc';
import { read } from '../../../../support/source-tree';

// Inside the repository, so that the reader of the README finds yjs.
mkdirSync('test-results', { recursive: true });
const root = mkdtempSync(join('test-results', 'journal-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function open(folder: string) {
  const told: string[] = [];
  const journals = new Journals({
    files: nodeFiles,
    reading: new DirectReading(nodeFiles),
    folder,
    hooks: {
      state: (_notebook, code) => told.push(`state ${code}`),
      behind: () => told.push('behind'),
      damaged: () => told.push('damaged'),
      log: (level, what, detail) => level === 'error' && told.push(`${what} ${detail}`),
    },
  });
  return { journals, told };
}

/** A discussion, and the updates that make it. */
function discussion(title: string): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  initDiscussion(doc, { title: '', createdAt: 1 });
  for (const [at, letter] of [...title].entries()) titleOf(doc).insert(at, letter);
  return { doc, updates };
}

describe('a journal on a real disk', () => {
  test('[JR1] is read by the program in the README as by the app', async () => {
    const folder = join(root, 'readme');
    const { journals, told } = open(folder);
    const journal = journals.of('n1');
    const docs = new Map(['d1', 'd2', 'd3'].map((name) => [name, discussion(`Discussion ${name}`)]));
    for (const [name, { updates }] of docs) journal.append(updates.slice(0, 5).map((bytes) => update(name, bytes)));
    await journal.compact();
    for (const [name, { updates }] of docs) journal.append(updates.slice(5).map((bytes) => update(name, bytes)));
    journal.append([removed('d3')]);
    await journal.rest();
    await journals.close();
    expect(told).toEqual([]);
    expect(readdirSync(join(folder, 'n1')).sort()).toEqual(['00000001-0001.states', '00000002.journal']);

    const program = /```js\n(.*?)```/s.exec(read('shared/journal/README.md'))?.[1] ?? '';
    expect(program.split('\n').length).toBeLessThan(60);
    writeFileSync(join(root, 'read-journal.mjs'), program);
    const run = () => {
      const output = execFileSync(process.execPath, [join(root, 'read-journal.mjs'), join(folder, 'n1')], {
        encoding: 'utf8',
      });
      return output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { document: string; content: unknown });
    };
    const expected = ['d1', 'd2'].map((document) => {
      const doc = docs.get(document)?.doc ?? new Y.Doc();
      titleOf(doc);
      return { document, content: { title: `Discussion ${document}`, meta: doc.getMap('meta').toJSON() } };
    });
    expect(run()).toMatchObject(expected);
    // With a record cut off and noise behind it.
    writeFileSync(join(folder, 'n1', '00000002.journal'), 'RJR', { flag: 'a' });
    expect(run()).toMatchObject(expected);
  });

  test('[JR7] goes on when its folder is removed while it runs', async () => {
    const folder = join(root, 'removed');
    const { journals, told } = open(folder);
    const journal = journals.of('n1');
    journal.append([update('d1', discussion('one').updates[0] ?? new Uint8Array())]);
    await journal.flush();
    rmSync(folder, { recursive: true });
    journal.append([update('d1', discussion('two').updates[0] ?? new Uint8Array())]);
    await journal.flush();
    expect(told).toEqual(['behind']);
    expect(readdirSync(join(folder, 'n1'))).toEqual(['00000002.journal']);
    await journals.close();
  });

  test('[JR6] goes on when what stood in its way is gone', async () => {
    const folder = join(root, 'in-the-way');
    writeFileSync(folder, 'a file where the folder should be');
    const { journals, told } = open(folder);
    const journal = journals.of('n1');
    const { doc, updates } = discussion('Kept');
    journal.append(updates.map((bytes) => update('d1', bytes)));
    await vi.waitFor(() => expect(told).toEqual(['state journal/unwritable']));
    rmSync(folder);
    await vi.waitFor(() => expect(told).toEqual(['state journal/unwritable', 'state null']));
    await journals.close();
    const again = open(folder).journals.of('n1');
    await again.open();
    const restored = new Y.Doc();
    Y.applyUpdate(restored, (await again.read('d1')).update ?? new Uint8Array());
    expect(titleOf(restored).toString()).toBe(titleOf(doc).toString());
  });

  test('is for nobody else to read', async () => {
    const folder = join(root, 'private');
    const { journals } = open(folder);
    journals.of('n1').append([removed('d1')]);
    await journals.close();
    expect(statSync(join(folder, 'n1')).mode & 0o77).toBe(0);
    expect(statSync(join(folder, 'n1', '00000001.journal')).mode & 0o77).toBe(0);
  });

  test.each(['../outside', '/etc', '..', 'a/b', 'CON\0', 'ü', '.', 'x'.repeat(300)])(
    '[JR11] of the notebook %j stays in one folder below journal/',
    async (notebook) => {
      const folder = mkdtempSync(join(root, 'names-'));
      const { journals } = open(join(folder, 'journal'));
      journals.of(notebook).append([removed('d1')]);
      await journals.close();
      expect(readdirSync(folder)).toEqual(['journal']);
      const [name, ...others] = readdirSync(join(folder, 'journal'));
      expect(others).toEqual([]);
      expect(existsSync(join(folder, 'journal', name ?? '', '00000001.journal'))).toBe(true);
      expect(readFileSync(join(folder, 'journal', name ?? '', '00000001.journal'), 'latin1')).toContain('RECAPJNL');
    },
  );
});
