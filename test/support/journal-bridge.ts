/** The journal as the page reaches it: the page's adapter, the checked requests, main's handlers, and a disk. */

import type { JournalFiles } from '../../main/files/journal/journal-files';
import { DirectReading } from '../../main/files/journal/journal-reading';
import { Journals } from '../../main/files/journal/journals';
import { createDispatch, type Handlers } from '../../main/ipc/dispatch';
import { journalHandlers } from '../../main/ipc/handlers/journal';
import { journalPort } from '../../renderer/app/journal-port';
import { createBridge } from '../../renderer/bridge';
import type { JournalPort } from '../../renderer/notebook/journal/journal-port';
import type { RecapBridge } from '../../shared/ipc/contract';

export interface MadeMain {
  readonly port: JournalPort;
  readonly journals: Journals;
  /** Requests of the page, in order. */
  readonly asked: string[];
  /** Requests that are refused. */
  readonly fails: Set<string>;
}

export function madeMain(disk: JournalFiles, notebook: string, folder = '/profile/journal'): MadeMain {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const tell = (channel: string, payload: unknown) => {
    for (const listener of listeners.get(channel) ?? []) listener(payload as never);
  };
  const journals = new Journals({
    files: disk,
    reading: new DirectReading(disk),
    folder,
    hooks: {
      state: (of, code) => tell('journal.state', { notebook: of, code }),
      behind: (of) => tell('journal.behind', { notebook: of }),
      damaged: (of, bytes) => tell('journal.damaged', { notebook: of, bytes }),
      log: () => {},
    },
  });
  const dispatch = createDispatch({
    handlers: journalHandlers(journals) as Handlers,
    isTrusted: () => true,
    failed: () => {},
  });
  const asked: string[] = [];
  const fails = new Set<string>();
  const raw: RecapBridge = {
    openDropped: async () => ({ ok: false, code: 'handoff/gone', detail: '' }),
    async request(channel, input) {
      asked.push(channel);
      if (fails.has(channel)) return { ok: false, code: 'unexpected', detail: 'refused by the test' };
      return (await dispatch(channel, null, structuredClone(input))) as never;
    },
    on(channel, listener) {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return () => all.delete(listener);
    },
  };
  return { port: journalPort(createBridge(raw), notebook), journals, asked, fails };
}
