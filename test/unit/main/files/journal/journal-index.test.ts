/** The quick way into a journal finds what the careful one finds, and less where something is damaged. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { JournalIndex } from '../../../../../main/files/journal/journal-index';
import { JournalReader } from '../../../../../main/files/journal/journal-reader';
import { DirectReading } from '../../../../../main/files/journal/journal-reading';
import { nodeFiles } from '../../../../../main/files/journal/node-files';
import { NotebookJournal } from '../../../../../main/files/journal/notebook-journal';
import { removed, update, value } from '../../../../../shared/journal/format';
import { Typist } from './made-journal';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ignore = (): void => undefined;
const journal = (): NotebookJournal =>
  new NotebookJournal({
    files: nodeFiles,
    reading: new DirectReading(nodeFiles),
    folder,
    notebook: 'n1',
    hooks: { state: ignore, behind: ignore, damaged: ignore, error: ignore, note: ignore },
  });

const DOCUMENTS = ['a', 'b', 'c', 'catalog'];

/** A long life: typing, a removal, drafts, a document larger than what is read at once, a compaction in between. */
async function lived(): Promise<void> {
  const typist = new Typist();
  for (const session of [0, 1, 2]) {
    const written = journal();
    await written.open();
    for (let count = 0; count < 200; count++) {
      const document = DOCUMENTS[count % 4] ?? 'a';
      written.append([typist.type(document).record, value(document, 'draft', new Uint8Array(count))]);
    }
    written.append([update('long', new Uint8Array(700_000).fill(session))]);
    if (session === 1) written.append([removed('b')]);
    await written.flush();
    if (session === 0) await written.compact();
    await written.close();
  }
}

async function carefully(document: string): Promise<readonly Uint8Array[]> {
  return (await JournalReader.open(nodeFiles, folder, await nodeFiles.list(folder))).updates(document);
}

function quickly(document: string): readonly Uint8Array[] {
  const index = JournalIndex.open(folder);
  try {
    return index.updates(document);
  } finally {
    index.close();
  }
}

const bytesOf = (updates: readonly Uint8Array[]): string[] => updates.map((one) => Buffer.from(one).toString('base64'));

it('finds the updates of each document, oldest first', async () => {
  await lived();
  for (const document of [...DOCUMENTS, 'long', 'none'])
    expect(bytesOf(quickly(document)), document).toEqual(bytesOf(await carefully(document)));
  expect(quickly('a').length).toBeGreaterThan(50);
});

it('goes on reading what a compaction takes away', async () => {
  await lived();
  const index = JournalIndex.open(folder);
  const before = bytesOf(index.updates('a'));
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  expect(bytesOf(index.updates('a'))).toEqual(before);
  index.close();
});

it('finds no more than stands before the damage, and gives no damaged record', async () => {
  await lived();
  const whole = bytesOf(quickly('a'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.journal'));
  const last = join(folder, names.at(-1) ?? '');
  const bytes = readFileSync(last);
  for (let at = 60; at < bytes.length; at = Math.ceil(at * 1.5)) {
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8((damaged.readUInt8(at) + 1) % 256, at);
    writeFileSync(last, damaged);
    const found = bytesOf(quickly('a'));
    expect(found.length).toBeLessThanOrEqual(whole.length);
    for (const one of found) expect(whole).toContain(one);
  }
  for (const length of [bytes.length - 3, 80, 20, 0]) {
    writeFileSync(last, bytes);
    truncateSync(last, length);
    for (const one of bytesOf(quickly('a'))) expect(whole).toContain(one);
  }
});

it('refuses a folder that is not there', () => {
  expect(() => JournalIndex.open(join(folder, 'none'))).toThrow();
});
