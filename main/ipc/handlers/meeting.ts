/** meeting.*: the folder that carries a notebook between its people. The page never names it. */
import type { BrowserWindow, Dialog } from 'electron';
import { MAX_MEETING_PIECE } from '../../../shared/ipc/meeting';
import type { Held, StateRecord } from '../../../shared/meeting-folder/format';
import type { MeetingFolders } from '../../files/meeting-folder/meeting-folders';
import type { HandlerInput, HandlerOutput, Handlers } from '../dispatch';

export interface MeetingHandlersOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly folders: MeetingFolders;
  readonly show: (folder: string) => void;
}

type MeetingHandlers = Pick<Handlers, Extract<keyof Handlers, `meeting.${string}`>>;
type News = HandlerOutput<'meeting.news'>;

const NO_FOLDER = { path: null, problem: null, isThere: false, people: [], wrote: [], foreign: 0, newer: 0 };

export function meetingHandlers({ dialog, window, folders, show }: MeetingHandlersOptions): MeetingHandlers {
  /** Updates of which the end has not come yet, by notebook, document and digest. */
  const pieces = new Map<string, Uint8Array[]>();
  /** The update that is being taken in pieces, by notebook. */
  const taking = new Map<string, { readonly of: string; readonly update: Promise<Uint8Array | null> }>();

  const recordOf = (notebook: string, one: HandlerInput<'meeting.put'>['states'][number]): StateRecord | null => {
    const { bytes, more, ...state } = one;
    const of = `${notebook}/${state.document}/${state.digest}`;
    const before = pieces.get(of) ?? [];
    if (more) {
      pieces.set(of, [...before, bytes]);
      return null;
    }
    pieces.delete(of);
    return { type: 'state', ...state, update: before.length === 0 ? bytes : Buffer.concat([...before, bytes]) };
  };

  return {
    'meeting.choose': async ({ notebook }) => {
      const parent = window();
      const path = folders.pathOf(notebook);
      const options = {
        title: 'Choose a shared folder',
        buttonLabel: 'Use this folder',
        ...(path === null ? {} : { defaultPath: path }),
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const answer =
        parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
      const chosen = answer.canceled ? undefined : answer.filePaths[0];
      if (chosen === undefined) return { status: 'cancelled' };
      await folders.use(notebook, chosen);
      return { status: 'chosen' };
    },
    'meeting.stop': ({ notebook, removeOwn }) => folders.stop(notebook, removeOwn),
    'meeting.show': ({ notebook }) => {
      const path = folders.pathOf(notebook);
      if (path !== null) show(path);
    },
    'meeting.news': async ({ notebook, all }): Promise<News> => {
      const folder = folders.of(notebook);
      if (folder === null) return { state: NO_FOLDER, anew: all, touched: [], heads: [] };
      const { anew, touched, state } = await folder.news(all);
      const heads = [...touched].flatMap(([document, found]) => found.map((head) => ({ ...head, document })));
      return {
        state: { path: folders.pathOf(notebook), ...state, people: [...state.people], wrote: [...state.wrote] },
        anew,
        touched: [...touched.keys()],
        heads: heads.map(({ writer, people, ...head }) => ({
          ...head,
          people: [...people],
          own: folder.isOwn(writer),
        })),
      };
    },
    'meeting.standing': async ({ notebook, documents }) => {
      const standing = (await folders.of(notebook)?.standing(documents)) ?? [];
      return standing.map((one) => ({ ...one, bases: [...one.bases] }));
    },
    'meeting.take': async ({ notebook, document, digest, known, from }) => {
      const of = `${document}/${digest}`;
      const before = taking.get(notebook);
      const folder = folders.of(notebook);
      const update =
        from > 0 && before?.of === of
          ? before.update
          : (folder?.take(document, digest, known) ?? Promise.resolve(null));
      taking.set(notebook, { of, update });
      const whole = await update;
      if (whole === null || from + MAX_MEETING_PIECE >= whole.length) taking.delete(notebook);
      return whole === null ? null : { size: whole.length, bytes: whole.slice(from, from + MAX_MEETING_PIECE) };
    },
    'meeting.takeShort': async ({ notebook, wanted }) => {
      const folder = folders.of(notebook);
      const taken = folder === null ? wanted.map(() => null) : await folder.takeShort(wanted);
      // What crosses is copied: a view would take its whole buffer along.
      return taken.map((update) => (update instanceof Uint8Array ? update.slice() : update));
    },
    'meeting.put': async ({ notebook, states, held }) => {
      const records = states.map((one) => recordOf(notebook, one)).filter((record) => record !== null);
      if (records.length + held.length === 0) return { written: true };
      return { written: (await folders.of(notebook)?.put(records, held satisfies readonly Held[])) ?? false };
    },
    'meeting.tidy': async ({ notebook, whole, deleted }) => folders.of(notebook)?.tidy(whole, new Set(deleted)),
    'meeting.close': async ({ notebook }) => {
      for (const of of pieces.keys()) if (of.startsWith(`${notebook}/`)) pieces.delete(of);
      await folders.end(notebook);
    },
  };
}
