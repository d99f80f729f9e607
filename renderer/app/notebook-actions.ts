/** What a person does with notebooks: start, switch, name, meet others, join. */
import { parseInvite, topicOf } from '../../shared/invite/invite';
import { withNewestSecret } from '../../shared/membership/renewal';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { DiscussionId } from '../../shared/util/brand';
import { sampleDiscussion } from '../features/welcome/sample';
import type { AppContext } from './app-state';
import { openFirstArrival } from './first-arrival';
import { type JoinOutcome, type JoinPorts, joinNotebook } from './join-notebook';
import { NOWHERE, startAt } from './navigation';
import { newEntry } from './new-entry';

export interface NotebookActions {
  /** Opens the notebook of last time. A failure becomes `state.failure`. */
  openCurrent(): Promise<void>;
  /** The first start: a notebook of one's own, with the sample discussion. */
  startFresh(name: string, colour: number): Promise<void>;
  setProfile(name: string, colour: number): void;
  switchTo(id: string): Promise<void>;
  create(name: string): Promise<void>;
  /** Puts a notebook into the list, and on screen. */
  add(entry: NotebookEntry): Promise<void>;
  rename(name: string): void;
  /** Answers the invite link. Errors: hub/port-taken, hub/failed. */
  share(): Promise<string>;
  /** Old invites stop working; answers the new link. Errors: membership/*, settings/unwritable. */
  renewInvites(): Promise<string>;
  stopSharing(): void;
  setOffline(offline: boolean): void;
  /** Opens the other notebooks that meet others, behind the one on screen. */
  meetBehind(): Promise<void>;
  /**
   * Errors: invite/*, hub/*; then nothing was changed.
   * @param unseen takes the invite although nobody answers, and waits for the others
   */
  join(invite: string, unseen: boolean): Promise<void>;
  /** The profile or the way to others changed: the notebooks and the others learn of it. */
  settingsChanged(): Promise<void>;
}

/** The others see it in their list of notebooks, beside their own first one. */
export function firstNotebookName(person: string): string {
  return `${person.trim()}’s notebook`;
}

const JOINED = {
  joined: 'Its discussions come to this device by themselves.',
  unseen:
    'Its discussions arrive as soon as another copy is found. “Connection…”, below the list, tells what is missing.',
  renewed: 'You have its new invite. What you wrote meanwhile goes to the others as soon as the copies have met.',
  'already-member':
    'You are in this notebook already, by this invite. If you meet nobody, ask whether there is a newer one.',
} as const;

export function createNotebookActions(context: AppContext): NotebookActions {
  const { ports, hub, state, settings, session, notices, report } = context;
  const entries = (): readonly NotebookEntry[] => settings.state.get().notebooks;
  const currentEntry = (): NotebookEntry | undefined =>
    entries().find((entry) => entry.id === settings.state.get().currentNotebook) ?? entries()[0];
  const profile = (): Profile | null => settings.state.get().profile;

  let endWaiting: () => void = () => undefined;
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
    endWaiting();
    notices.clear();
    state.update((now) => ({ ...now, history: startAt(NOWHERE), failure: null, wish: null }));
    try {
      const notebook = await session.open(entry, who);
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
      // A renewal, or the owner's keys, may have been stored since the entry was read.
      notebooks: known
        ? entries().map((one) =>
            one.id === entry.id
              ? { ...withNewestSecret(entry, one), owner: one.owner ?? entry.owner, ownerKey: one.ownerKey }
              : one,
          )
        : [...entries(), entry],
      currentNotebook: entry.id,
    });
    return inTurn(() => openEntry(entries().find((one) => one.id === entry.id) ?? entry));
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
  const joinWith = async (outcome: JoinOutcome): Promise<void> => {
    await use(outcome.entry);
    followArrival();
    state.update((now) => ({ ...now, dialog: null }));
    notices.tell({ tone: 'info', title: `This is “${outcome.entry.name}”`, detail: JOINED[outcome.kind] });
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
    add: use,
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
      const visit = hub();
      const asking: JoinPorts = {
        startHub: () => visit.start(),
        probe: (addresses, topic) => ports.bridge.request('hub.probe', { addresses: [...addresses], topic }),
        topicOf,
        own: () => session.ownAddresses(),
      };
      try {
        await joinWith(await joinNotebook(invite, entries(), unseen, asking, Date.now()));
      } finally {
        // By now the notebook itself keeps the hub running; after a failure nobody may.
        await visit.stop();
      }
    },
    async meetBehind() {
      const who = profile();
      if (who !== null) await inTurn(() => session.meetBehind(entries(), who));
    },
    async settingsChanged() {
      const who = profile();
      if (who === null) return;
      for (const entry of entries()) await inTurn(() => session.update(entry, who));
    },
  };
}
