/** journal.*: what the page stores a second time, and gets back when its own storage has lost it. */

import { MAX_JOURNAL_PIECE } from '../../../shared/ipc/journal';
import { isValueKey, type JournalRecord, removed, update, value } from '../../../shared/journal/format';
import type { ReadDocument } from '../../files/journal/journal-reader';
import type { Journals } from '../../files/journal/journals';
import type { HandlerInput, Handlers } from '../dispatch';

type JournalChannel = Extract<keyof Handlers, `journal.${string}`>;
type Entry = HandlerInput<'journal.append'>['entries'][number];

export function journalHandlers(journals: Journals): Pick<Handlers, JournalChannel> {
  /** The pieces of an update that is not there yet whole, by notebook and document. */
  const pieces = new Map<string, Uint8Array[]>();
  /** A document that is being read, by notebook: the next piece is of the same one. */
  const reading = new Map<string, { readonly document: string; readonly content: Promise<ReadDocument> }>();

  const recordOf = (notebook: string, { document, kind, key, bytes, more }: Entry): JournalRecord | null => {
    if (kind === 'removed') return removed(document);
    if (kind === 'value') return key !== undefined && isValueKey(key) ? value(document, key, bytes) : null;
    const of = `${notebook}/${document}`;
    const before = pieces.get(of);
    if (more) {
      pieces.set(of, [...(before ?? []), bytes]);
      return null;
    }
    pieces.delete(of);
    return update(document, before === undefined ? bytes : Buffer.concat([...before, bytes]));
  };

  const contentOf = (notebook: string, document: string, from: number): Promise<ReadDocument> => {
    const known = reading.get(notebook);
    if (from > 0 && known?.document === document) return known.content;
    const content = journals.of(notebook).read(document);
    reading.set(notebook, { document, content });
    content.catch(() => reading.delete(notebook));
    return content;
  };

  return {
    'journal.open': async ({ notebook }) => {
      for (const of of pieces.keys()) if (of.startsWith(`${notebook}/`)) pieces.delete(of);
      // What cannot be listed is as good as empty: the page gives everything, and writing tells what is wrong.
      return journals
        .of(notebook)
        .open()
        .catch(() => ({ generation: null, empty: true }));
    },
    'journal.append': ({ notebook, entries }) => {
      const records = entries.map((entry) => recordOf(notebook, entry)).filter((record) => record !== null);
      journals.of(notebook).append(records);
    },
    'journal.flush': ({ notebook }) => journals.of(notebook).flush(),
    'journal.rest': async ({ notebook }) => ({ generation: await journals.of(notebook).rest() }),
    'journal.digests': async ({ notebook }) =>
      (await journals.of(notebook).digests()).map((one) => ({ ...one, values: [...one.values] })),
    'journal.check': ({ notebook, begins }) => journals.of(notebook).check(begins),
    'journal.read': async ({ notebook, document, from }) => {
      const { update: whole, values } = await contentOf(notebook, document, from);
      const bytes = whole?.slice(from, from + MAX_JOURNAL_PIECE) ?? new Uint8Array();
      if (from + bytes.length >= (whole?.length ?? 0)) reading.delete(notebook);
      return { size: whole?.length ?? null, bytes, values: [...values] };
    },
  };
}
