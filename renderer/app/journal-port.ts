/** The journal of one notebook, as main keeps it. */
import { isErrorCode } from '../../shared/errors/app-error';
import { MAX_JOURNAL_PIECE } from '../../shared/ipc/journal';
import type { Bridge } from '../bridge';
import type { JournalContent, JournalEntry, JournalPort } from '../notebook/journal/journal-port';

export function journalPort(bridge: Bridge, notebook: string): JournalPort {
  return {
    open: () => bridge.request('journal.open', { notebook }),
    append: (entries) => bridge.request('journal.append', { notebook, entries: entries.flatMap(piecesOf) }),
    flush: () => bridge.request('journal.flush', { notebook }),
    rest: async () => (await bridge.request('journal.rest', { notebook })).generation,
    async digests() {
      const all = await bridge.request('journal.digests', { notebook });
      return new Map(all.map(({ document, ...rest }) => [document, rest]));
    },
    read: (document) => readWhole(bridge, notebook, document),
    check: (begins) => bridge.request('journal.check', { notebook, begins }),
    onState: (listener) =>
      bridge.on('journal.state', ({ notebook: of, code }) => {
        if (of === notebook) listener(code === null || isErrorCode(code) ? code : 'unexpected');
      }),
    onBehind: (listener) => bridge.on('journal.behind', ({ notebook: of }) => of === notebook && listener()),
    onDamaged: (listener) => bridge.on('journal.damaged', ({ notebook: of }) => of === notebook && listener()),
  };
}

interface Piece extends JournalEntry {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly more?: boolean;
}

/** What crosses is copied: a view would take its whole buffer along. */
function piecesOf(entry: JournalEntry): Piece[] {
  const { bytes } = entry;
  if (bytes.length <= MAX_JOURNAL_PIECE) return [{ ...entry, bytes: own(bytes) }];
  const pieces: Piece[] = [];
  for (let from = 0; from < bytes.length; from += MAX_JOURNAL_PIECE) {
    const more = from + MAX_JOURNAL_PIECE < bytes.length;
    pieces.push({ ...entry, bytes: bytes.slice(from, from + MAX_JOURNAL_PIECE), more });
  }
  return pieces;
}

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isOwn = bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length;
  return isOwn ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
}

async function readWhole(bridge: Bridge, notebook: string, document: string): Promise<JournalContent> {
  const first = await bridge.request('journal.read', { notebook, document, from: 0 });
  const values = new Map(first.values.flatMap(({ key, json }) => parsed(key, json)));
  if (first.size === null) return { update: null, values };
  if (first.bytes.length === first.size) return { update: first.bytes, values };
  const update = new Uint8Array(first.size);
  update.set(first.bytes);
  for (let from = first.bytes.length; from < first.size; ) {
    const { bytes } = await bridge.request('journal.read', { notebook, document, from });
    if (bytes.length === 0) throw new Error(`the journal gave less of ${document} than it has`);
    update.set(bytes, from);
    from += bytes.length;
  }
  return { update, values };
}

function parsed(key: string, json: string): [string, unknown][] {
  try {
    return [[key, JSON.parse(json)]];
  } catch {
    return [];
  }
}
