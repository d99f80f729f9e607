import { expect, test } from 'vitest';
import type { FolderHead } from '../../../../renderer/sync/folder/folder-port';
import { FolderReading } from '../../../../renderer/sync/folder/folder-reading';
import { KnownStates } from '../../../../renderer/sync/folder/known-states';

const head = (document: string): FolderHead => ({
  document,
  digest: `new-${document}`,
  participant: 'ann',
  people: ['ann'],
  own: false,
});

function reading(documents: readonly string[], take: (document: string) => Uint8Array | 'alone' | null) {
  const states = new Map<string, string>();
  const asked: string[][] = [];
  const alone: string[] = [];
  const broken = new Set<string>();
  const folder = new FolderReading(
    {
      accepts: () => true,
      digest: async (name) => {
        if (broken.has(name)) throw new Error('damaged');
        return states.get(name) ?? 'old';
      },
      apply: async (name) => {
        states.set(name, `new-${name}`);
        return true;
      },
      settle: async () => false,
    },
    {
      take: async (name) => {
        alone.push(name);
        return new Uint8Array([1]);
      },
      takeShort: async (wanted) => {
        asked.push(wanted.map(({ document }) => document));
        return wanted.map(({ document }) => take(document));
      },
    },
    new KnownStates(),
    { changed: () => {}, refused: () => {}, looked: () => {}, onError: () => {} },
  );
  folder.note(documents, documents.map(head));
  return { folder, states, asked, alone, broken };
}

const never = () => false;

test('many short documents are asked for together, a long one by itself', async () => {
  const names = Array.from({ length: 130 }, (_, at) => `d${at}`);
  const { folder, states, asked, alone } = reading(names, (name) => (name === 'd5' ? 'alone' : new Uint8Array([0])));
  expect(await folder.readAll(never)).toBe(true);
  expect(states.size).toBe(130);
  expect(asked.map(({ length }) => length)).toEqual([64, 64, 2]);
  expect(alone).toEqual(['d5']);
});

test('a document that cannot be read now does not keep the others from coming, and is looked at again', async () => {
  const { folder, states, broken } = reading(['one', 'two', 'three'], () => new Uint8Array([0]));
  broken.add('one');
  expect(await folder.readAll(never)).toBe(false);
  expect([...states.keys()]).toEqual(['two', 'three']);
  broken.clear();
  expect(await folder.readAll(never)).toBe(true);
  expect(states.get('one')).toBe('new-one');
});

test('what does not come is asked for again', async () => {
  let isThere = false;
  const { folder, states } = reading(['one'], () => (isThere ? new Uint8Array([0]) : null));
  expect(await folder.readAll(never)).toBe(false);
  isThere = true;
  expect(await folder.readAll(never)).toBe(true);
  expect(states.get('one')).toBe('new-one');
});
