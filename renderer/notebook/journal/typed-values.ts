/** What is kept beside a document on this device only, as far as somebody typed it; the rest is how it was looked at. */
import type { JournalEntry } from './journal-port';

export const TYPED: ReadonlySet<string> = new Set(['draft']);

/** When it was typed, ms since 1970, and always later than what it took the place of. 0 for none, and for those that do not say. */
export function typedAt(value: unknown): number {
  const at = typeof value === 'object' && value !== null ? (value as { readonly at?: unknown }).at : undefined;
  return typeof at === 'number' && Number.isFinite(at) ? at : 0;
}

/** Whether this one has to take the other's place; of two that do not say, what is there stays. */
export function isNewer(value: unknown, than: unknown): boolean {
  if (value === undefined) return false;
  return than === undefined || typedAt(value) > typedAt(than);
}

export function valueEntry(document: string, key: string, value: unknown): JournalEntry {
  return { document, kind: 'value', key, bytes: new TextEncoder().encode(JSON.stringify(value)) };
}
