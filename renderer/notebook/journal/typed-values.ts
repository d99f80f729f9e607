/** What is kept beside a document on this device only, as far as somebody typed it; the rest is how it was looked at. */
import type { JournalEntry } from './journal-port';

export const TYPED: ReadonlySet<string> = new Set(['draft']);

export function valueEntry(document: string, key: string, value: unknown): JournalEntry {
  return { document, kind: 'value', key, bytes: new TextEncoder().encode(JSON.stringify(value)) };
}
