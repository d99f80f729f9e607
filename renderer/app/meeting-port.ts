/** The folder that carries one notebook, as main keeps it. */
import { isErrorCode } from '../../shared/errors/app-error';
import { MAX_MEETING_PIECE } from '../../shared/ipc/meeting';
import type { Bridge } from '../bridge';
import type { FolderPort, WrittenState } from '../sync/folder/folder-port';

/** Far above what the page keeps of a document. */
const MAX_KNOWN = 1000;

export function meetingPort(bridge: Bridge, notebook: string): FolderPort {
  return {
    choose: async () => (await bridge.request('meeting.choose', { notebook })).status === 'chosen',
    stop: (removeOwn) => bridge.request('meeting.stop', { notebook, removeOwn }),
    show: () => bridge.request('meeting.show', { notebook }),
    async news(all) {
      const { state, ...news } = await bridge.request('meeting.news', { notebook, all });
      const problem = state.problem === null || isErrorCode(state.problem) ? state.problem : 'unexpected';
      return { state: { ...state, problem }, ...news };
    },
    standing: (documents) => bridge.request('meeting.standing', { notebook, documents: [...documents] }),
    take: (document, digest, known) => takeWhole(bridge, notebook, document, digest, known),
    takeShort: (wanted) =>
      bridge.request('meeting.takeShort', {
        notebook,
        wanted: wanted.map(({ document, digest, known }) => ({ document, digest, known: known.slice(-MAX_KNOWN) })),
      }),
    async put(states, held) {
      const { written } = await bridge.request('meeting.put', {
        notebook,
        states: states.flatMap(piecesOf),
        held: [...held],
      });
      return written;
    },
    tidy: (whole, deleted) => bridge.request('meeting.tidy', { notebook, whole, deleted: [...deleted] }),
    close: () => bridge.request('meeting.close', { notebook }),
    onChanged: (listener) => bridge.on('meeting.changed', ({ notebook: of }) => of === notebook && listener()),
  };
}

/** What crosses is copied: a view would take its whole buffer along. */
function piecesOf({ update, over, ...state }: WrittenState) {
  const pieces = [];
  for (let from = 0; from === 0 || from < update.length; from += MAX_MEETING_PIECE) {
    const more = from + MAX_MEETING_PIECE < update.length;
    pieces.push({ ...state, over: [...over], bytes: update.slice(from, from + MAX_MEETING_PIECE), more });
  }
  return pieces;
}

async function takeWhole(
  bridge: Bridge,
  notebook: string,
  document: string,
  digest: string,
  known: readonly string[],
): Promise<Uint8Array | null> {
  const ask = (from: number) =>
    bridge.request('meeting.take', { notebook, document, digest, known: known.slice(-MAX_KNOWN), from });
  const first = await ask(0);
  if (first === null) return null;
  if (first.bytes.length === first.size) return first.bytes;
  const update = new Uint8Array(first.size);
  update.set(first.bytes);
  for (let from = first.bytes.length; from < first.size; ) {
    const next = await ask(from);
    if (next === null || next.size !== first.size || next.bytes.length === 0) return null;
    update.set(next.bytes, from);
    from += next.bytes.length;
  }
  return update;
}
