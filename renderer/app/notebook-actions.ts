/** What a person does with notebooks: start, switch, name, meet others, join. */
import { parseInvite, topicOf } from '../../shared/invite/invite';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { DiscussionId } from '../../shared/util/brand';
import { sampleDiscussion } from '../features/welcome/sample';
import type { AppContext } from './app-state';
import { openFirstArrival } from './first-arrival';
import { type JoinPorts, joinNotebook, joinUnseen } from './join-notebook';
import { NOWHERE, startAt } from './navigation';
import { newEntry } from './new-entry';
import { type OwnerPatch, settleOwner } from './ownership';

export interface NotebookActions {
  /** Opens the notebook of last time. A failure becomes `state.failure`. */
  openCurrent(): Promise<void>;
  /** The first start: a notebook of one's own, with the sample discussion. */
  startFresh(name: string, colour: number): Promise<void>;
  setProfile(name: string, colour: number): void;
  switchTo(id: string): Promise<void>;
  create(name: string): Promise<void>;
  rename(name: string): void;
  /** Answers the invite link. Errors: hub/port-taken, hub/failed. */
  share(): Promise<string>;
  /** Old invites stop working; answers the new link. Errors: membership/*, settings/unwritable. */
  renewInvites(): Promise<string>;
  stopSharing(): void;
  setOffline(offline: boolean): void;
  /** Errors: invite/*, hub/*; then nothing was changed. */
  /** @param unseen take the invite although nobody answers, and wait for the others */
  join(invite: string, unseen: boolean): Promise<void>;
  /** The profile or the way to others changed: the notebook and the others learn of it. */
  settingsChanged(): Promise<void>;
}

/** The others see it in their list of notebooks, beside their own first one. */
export function firstNotebookName(person: string): string {
  return `${person.trim()}’s notebook`;
}

const JOINED = {
  joined: 'Its discussions arrive as soon as the copies have met.',
  renewed: 'You have its new invite. What you wrote meanwhile goes to the others as soon as the copies have met.',
  'already-member': 'You were a member already.',
  unseen:
    'Its discussions arrive as soon as another copy is found. “Connection…” in the View menu tells what is missing.',
} as const;

export function createNotebookActions(context: AppContext): NotebookActions {
  const { ports, hub, state, settings, session, notices, report } = context;
  const entries = (): readonly NotebookEntry[] => settings.state.get().notebooks;
  const currentEntry = (): NotebookEntry | undefined =>
    entries().find((entry) => entry.id === settings.state.get().currentNotebook) ?? entries()[0];
  const profile = (): Profile | null => settings.state.get().profile;

  let unsubscribeName: () => void = () => undefined;
  let endWaiting: () => void = () => undefined;
  let endOwner: () => void = () => undefined;
  // One after the other: opening a notebook closes the one before.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  const openEntry = async (entry: NotebookEntry): Promise<void> => {
    const who = profile();
    if (who === null) return;
    unsubscribeName();
    endWaiting();
    endOwner();
    notices.clear();
    state.update((now) => ({ ...now, history: startAt(NOWHERE), failure: null, wish: null }));
    try {
      const notebook = await session.open(entry, who);
      const keepOwner = async (owner: OwnerPatch): Promise<void> => {
        await settings.storeEntry(entry.id, owner);
        const now = entries().find((one) => one.id === entry.id);
        if (now !== undefined) session.update(now, who).catch(report);
      };
      endOwner = await settleOwner(notebook, entry, who, keepOwner, report);
      const followName = (): void => {
        const name = notebook.name.get().trim();
        const known = entries().find((one) => one.id === entry.id);
        if (name !== '' && known !== undefined && known.name !== name) settings.updateEntry(entry.id, { name });
      };
      unsubscribeName = notebook.name.subscribe(followName);
      followName();
      const last = settings.state.get().view.openDiscussion[entry.id] as DiscussionId | undefined;
      const there = notebook.summaries.get().some((one) => one.id === last && one.trashedAt === null);
      if (last !== undefined && there) {
        state.update((now) => ({ ...now, history: startAt({ kind: 'discussion', id: last }) }));
      }
    } catch (failure) {
      state.update((now) => ({ ...now, failure }));
    }
  };
  const use = (entry: NotebookEntry): Promise<void> => {
    const others = entries().filter((one) => one.id !== entry.id);
    const known = others.length < entries().length;
    settings.update({
      notebooks: known ? entries().map((one) => (one.id === entry.id ? entry : one)) : [...entries(), entry],
      currentNotebook: entry.id,
    });
    return inTurn(() => openEntry(entry));
  };
  const setSharing = (patch: Pick<Partial<NotebookEntry>, 'shared' | 'offline'>): Promise<void> => {
    const entry = currentEntry();
    const who = profile();
    if (entry === undefined || who === null) return Promise.resolve();
    const next = { ...entry, ...patch };
    if (next.shared !== entry.shared || next.offline !== entry.offline) settings.updateEntry(entry.id, patch);
    return inTurn(() => session.update(next, who));
  };
  /** Whoever began something of their own is left there. */
  const followArrival = (): void => {
    const open = session.state.get();
    if (open === null) return;
    endWaiting = openFirstArrival(
      open.notebook.summaries,
      () => state.get().history.here.kind === 'none',
      (id) => showFirst(open.id, id),
    );
  };
  const showFirst = (notebook: string, id: DiscussionId): void => {
    const { openDiscussion } = settings.state.get().view;
    settings.updateView({ openDiscussion: { ...openDiscussion, [notebook]: id } });
    state.update((now) => ({ ...now, history: startAt({ kind: 'discussion', id }) }));
  };
  const setProfile = (name: string, colour: number): void => {
    settings.update({ profile: { participantId: profile()?.participantId ?? crypto.randomUUID(), name, colour } });
  };

  return {
    setProfile,
    openCurrent() {
      const entry = currentEntry();
      return entry === undefined ? Promise.resolve() : inTurn(() => openEntry(entry));
    },
    async startFresh(name, colour) {
      setProfile(name, colour);
      await use(newEntry(firstNotebookName(name), Date.now()));
      const notebook = session.state.get()?.notebook;
      if (notebook === undefined) return;
      const id = await notebook.createDiscussion(sampleDiscussion(Date.now(), context.mac));
      // Whoever was quicker and began something of their own is left there.
      if (state.get().history.here.kind !== 'none') return;
      showFirst(notebook.id, id);
    },
    async switchTo(id) {
      const entry = entries().find((one) => one.id === id);
      if (entry !== undefined && id !== session.state.get()?.id) await use(entry);
    },
    create: (name) => use(newEntry(name, Date.now())),
    rename(name) {
      session.state.get()?.notebook.rename(name);
    },
    async share() {
      await setSharing({ shared: true, offline: false });
      return session.invite();
    },
    async renewInvites() {
      await session.renew();
      return session.invite();
    },
    stopSharing() {
      setSharing({ shared: false, offline: false }).catch(report);
    },
    setOffline(offline) {
      setSharing({ offline }).catch(report);
    },
    async join(text, unseen) {
      const invite = parseInvite(text);
      const open = currentEntry();
      const hubInUse = session.state.get() !== null && open?.shared === true && !open.offline;
      const asking: JoinPorts = {
        startHub: () => hub.start(),
        stopHub: () => hub.stop(),
        probe: (addresses, topic) => ports.bridge.request('hub.probe', { addresses: [...addresses], topic }),
        topicOf,
      };
      const outcome = unseen
        ? await joinUnseen(invite, entries(), Date.now())
        : await joinNotebook(invite, entries(), hubInUse, asking, Date.now());
      await use(outcome.entry);
      followArrival();
      state.update((now) => ({ ...now, dialog: null }));
      notices.tell({
        tone: 'info',
        title: `This is “${outcome.entry.name}”`,
        detail: JOINED[outcome.kind],
      });
    },
    async settingsChanged() {
      const entry = currentEntry();
      const who = profile();
      if (entry !== undefined && who !== null) await inTurn(() => session.update(entry, who));
    },
  };
}
