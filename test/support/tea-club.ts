/** Notebooks of a tea club that hand each other real files: real documents, main’s own handlers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { newEntry } from '../../renderer/app/new-entry';
import { giveAll } from '../../renderer/features/hand-off/give';
import { lookThrough, type Preview, readBeginning } from '../../renderer/features/hand-off/preview';
import { ReadFile } from '../../renderer/features/hand-off/read-file';
import { takeAll } from '../../renderer/features/hand-off/take';
import { OpenNotebook } from '../../renderer/notebook/notebook';
import { storedLines } from '../../renderer/notebook/versions/stored-version';
import type { NotebookEntry } from '../../shared/model/settings';
import type { DiscussionId } from '../../shared/util/brand';
import { readContent } from '../../shared/versions/content';
import { handOffBridge } from './hand-off-bridge';
import { MemoryStore } from './memory-store';

export const folder = mkdtempSync(join(tmpdir(), 'recap-handing-'));
export const cleanUp = (): void => rmSync(folder, { recursive: true });
let path = '';
export const main = handOffBridge(() => path);
const { bridge } = main;
let number = 0;
export const fresh = (): string => {
  number += 1;
  path = join(folder, `${number}.recap`);
  return path;
};

export const ENTRY: NotebookEntry = { ...newEntry('Tea club', 1), id: 'tea-club' };
export const open = (name: string, entry = ENTRY, store = new MemoryStore()): Promise<OpenNotebook> =>
  OpenNotebook.open(
    entry,
    { participantId: name.toLowerCase(), name, colour: 1 },
    { store, recapUndo: (text) => new Y.UndoManager(text) },
  );
export const post = (text: string) => ({
  body: { type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] },
});

export async function give(
  from: OpenNotebook,
  options: {
    ids?: readonly DiscussionId[];
    passphrase?: string;
    invite?: string;
    signal?: AbortSignal;
    versions?: boolean;
  } = {},
) {
  const at = fresh();
  const all = from.summaries.get().map(({ id }) => id);
  const given = await giveAll({
    bridge,
    notebook: from,
    about: {
      notebook: { id: from.id, name: from.name.get() },
      by: { id: 'ada', name: 'Ada' },
      madeAt: 5,
      scope: options.ids === undefined ? 'notebook' : 'discussions',
      version: '1',
    },
    ids: options.ids ?? all,
    name: 'Tea',
    passphrase: options.passphrase ?? null,
    invite: options.invite ?? null,
    versions: options.versions ?? true,
    signal: options.signal ?? new AbortController().signal,
    onProgress: () => undefined,
  });
  return { at, given };
}

export async function look(
  at: string,
  into: OpenNotebook | null,
  passphrase?: string,
): Promise<{ file: ReadFile; preview: Preview }> {
  const file = new ReadFile(bridge, await main.handOffs.open(at));
  if (passphrase !== undefined) await file.unlock(passphrase);
  const beginning = await readBeginning(file);
  const preview = await lookThrough(
    file,
    beginning,
    into?.handing ?? null,
    new AbortController().signal,
    () => undefined,
  );
  if (preview === null) throw new Error('ended');
  return { file, preview };
}

/** What `take` was told to keep before it merged. */
export const said: string[] = [];
export const titleIn = (lines: readonly string[]): string => readContent(lines).title;

export async function take(at: string, into: OpenNotebook) {
  const { file, preview } = await look(at, into);
  const signal = new AbortController().signal;
  const before = async (id: string): Promise<void> => {
    said.push(titleIn((await storedLines(into, id)) ?? []));
  };
  try {
    return await takeAll({ file, preview, into, before, signal, onProgress: () => undefined });
  } finally {
    await main.handOffs.close(file.opened.file);
  }
}

export const nothing = async (): Promise<void> => undefined;

export const changes = ({ discussions }: Preview) =>
  discussions.map(({ title, change, counts }) => [title, change, counts.posts]);
export async function contentOf(notebook: OpenNotebook): Promise<unknown> {
  const all = [];
  for (const { id, title } of [...notebook.summaries.get()].sort((a, b) => (a.id < b.id ? -1 : 1)))
    all.push([title, await notebook.stored.digest(id)]);
  return all;
}

export async function teaClub() {
  const ada = await open('Ada');
  const tea = await ada.createDiscussion({ title: 'Which tea', posts: [post('Assam, of course'), post('Or green')] });
  const cups = await ada.createDiscussion({ title: 'Cups', posts: [post('Large ones')] });
  return { ada, tea, cups };
}
