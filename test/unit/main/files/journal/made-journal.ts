/** A journal over a made disk, and what of given texts it gives back. */
import * as Y from 'yjs';
import { DirectReading } from '../../../../../main/files/journal/journal-reading';
import { type JournalOptions, NotebookJournal } from '../../../../../main/files/journal/notebook-journal';
import { type JournalRecord, update } from '../../../../../shared/journal/format';
import type { MadeDisk } from '../../../../support/made-disk';

export const FOLDER = '/profile/journal/n1';

export interface Told {
  readonly states: (string | null)[];
  behind: number;
  damaged: string[];
  readonly errors: unknown[];
}

export function journalOn(
  disk: MadeDisk,
  options: Partial<JournalOptions> = {},
): { journal: NotebookJournal; told: Told } {
  const told: Told = { states: [], behind: 0, damaged: [], errors: [] };
  const journal = new NotebookJournal({
    files: disk,
    reading: new DirectReading(disk),
    folder: FOLDER,
    notebook: 'n1',
    syncAfter: 5,
    retryAfter: 5,
    hooks: {
      state: (code) => told.states.push(code),
      behind: () => {
        told.behind += 1;
      },
      damaged: (damage) => told.damaged.push(...damage.map(({ name }) => name)),
      error: (error) => told.errors.push(error),
      note: () => {},
    },
    ...options,
  });
  return { journal, told };
}

/** Documents that are typed into, one word after the other, each one record. */
export class Typist {
  private readonly docs = new Map<string, Y.Doc>();
  private count = 0;

  /** @returns the record, and the word that is in the document with it */
  type(document: string): { record: JournalRecord; word: string } {
    const doc = this.docs.get(document) ?? new Y.Doc();
    this.docs.set(document, doc);
    let bytes = new Uint8Array();
    doc.once('update', (made: Uint8Array) => {
      bytes = new Uint8Array(made);
    });
    this.count += 1;
    const word = `${document}${this.count}`;
    doc.getArray('words').push([word]);
    return { record: update(document, bytes), word };
  }
}

/** The words of each document, as a process that begins reads them. */
export async function wordsOn(disk: MadeDisk): Promise<Record<string, unknown[]>> {
  const { journal } = journalOn(disk);
  await journal.open();
  const words: Record<string, unknown[]> = {};
  for (const { document } of await journal.digests()) {
    const doc = new Y.Doc();
    const { update: whole } = await journal.read(document);
    if (whole) Y.applyUpdate(doc, whole);
    words[document] = doc.getArray('words').toArray();
  }
  await journal.close();
  return words;
}
