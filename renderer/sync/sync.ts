/**
 * A notebook's meeting with other copies, from the person's wish to the state in words.
 *
 *   apart ──goOnline──► starting ──hub runs──► meeting ──new secret──► (left and met again) meeting
 *     ▲                    │ hub fails            │
 *     └──────goOffline─────┴──► failed ◄──────────┘ (goOnline tries again)
 */
import { equalityDeep } from 'lib0/function';
import { describeError } from '../../shared/errors/app-error';
import { type ExchangeState, NO_EXCHANGE } from '../../shared/exchange/exchange';
import { encodeInvite, topicOf } from '../../shared/invite/invite';
import type { HubInfo, NetworkReport } from '../../shared/ipc/contract';
import type { SecretPatch } from '../../shared/membership/renewal';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { OpenNotebook } from '../notebook';
import { Derived } from '../notebook/readable';
import { AddressBook } from './address-book';
import { carryOf } from './carry-of';
import { pageClock } from './clock';
import { connectionFacts, NOTHING_SEEN, obstacleOf } from './connection-facts';
import type { FolderMeeting } from './folder/folder-meeting';
import { meetInFolder } from './folder/meet-in-folder';
import { Meeting } from './meeting';
import { type LocalValues, MemberBook } from './members';
import { Membership } from './membership';
import type { SyncOptions } from './options';
import { PresenceBook } from './presence';
import { statusOf } from './status';
import type { ConnectionFacts, FailedLink, Sync, SyncState } from './types';
import { loadUnsent, type UnsentChanges } from './unsent-changes';

/** Digests differ for a moment after each key; the status tells of it only when it lasts. */
const PENDING_SHOWN_MS = 800;
/** The page's socket to the hub of its own machine opens within a fraction of a second. */
const HUB_MS = 3000;
/** A first sync of fewer discussions is over before a bar could be read. */
const PROGRESS_FROM = 20;
/** Refused sessions that the Connection page can tell of. */
const MAX_REFUSED = 20;

export class NotebookSync implements Sync {
  readonly state: Derived<SyncState>;
  readonly connection: Derived<ConnectionFacts>;
  readonly carry: ReturnType<typeof carryOf>;
  readonly folder: FolderMeeting;
  /** One for the notebook's time in the window: an awareness that starts again from zero is not believed by those who knew it. */
  private readonly presence: PresenceBook;
  private readonly members: MemberBook;
  private readonly membership: Membership;
  private readonly addresses: AddressBook;
  private readonly ends: (() => void)[] = [];
  private meeting: Meeting | null = null;
  private phase: 'apart' | 'starting' | 'failed' | 'meeting' = 'apart';
  private failure = '';
  private refused: readonly FailedLink[] = [];
  private unsent: UnsentChanges | null = null;
  private info: HubInfo | null = null;
  private pendingSince: number | null = null;
  private obstacleTimer: ReturnType<typeof setTimeout> | undefined;
  /** The copies that are connected now were equal once: a difference that does not last is only somebody writing. */
  private wereEqual = false;
  private generation = 0;
  private lastTask: Promise<void> = Promise.resolve();

  constructor(
    private readonly notebook: OpenNotebook,
    private entry: NotebookEntry,
    private profile: Profile,
    private readonly options: SyncOptions,
  ) {
    const changed = (): void => this.changed();
    // The exchange tells of every key that is typed; whoever watches is told of what is different.
    this.state = new Derived(() => this.read(), equalityDeep);
    this.connection = new Derived(() => this.readConnection(), equalityDeep);
    this.carry = carryOf(() => this.meeting?.room.carry ?? null);
    this.folder = meetInFolder(notebook, options.folder, {
      changed: (name) => this.meeting?.exchange.documentChanged(name),
      elsewhere: (names) => {
        for (const name of names) this.unsent?.unsent.delete(name);
      },
      met: (people) => this.members.metInFolder(people),
    });
    const local = (key: string): LocalValues => ({
      load: () => notebook.device.getLocal(key),
      save: (value) => notebook.device.setLocal(key, value),
    });
    this.members = new MemberBook(local('members'), local('members-in-folder'), changed);
    this.presence = new PresenceBook(notebook.catalog, profile, () => {
      this.addresses.learn(this.presence.addresses);
      changed();
    });
    this.addresses = new AddressBook(
      entry,
      (known) => {
        this.entry = { ...this.entry, ...known };
        options.onAddresses(known);
      },
      () => void this.dial(),
    );
    this.membership = new Membership(entry, pageClock, {
      tell: (bytes) => this.meeting?.exchange.tellMembership(bytes),
      peers: () => (this.meeting?.exchange.state.links ?? []).filter(({ open }) => open).map(({ key }) => key),
      store: (patch) => options.storeSecret(patch),
      move: (patch) => this.move(patch),
      onError: notebook.onError,
    });
    this.ends.push(
      notebook.participants.subscribe(changed),
      this.folder.state.subscribe(changed),
      options.hub.onState(({ addresses, links }) => {
        this.reachableAt(addresses);
        this.addresses.answered(links.filter(({ state }) => state === 'connected').map(({ address }) => address));
      }),
      options.hub.onChanged(() => this.meeting?.room.lookAgain()),
    );
    void this.members.load().catch(notebook.onError);
    void this.update(entry, profile);
  }

  /** Takes over what the person changed (shared, offline, name, colour, secret, addresses); resolves when it is in force. */
  update(entry: NotebookEntry, profile: Profile): Promise<void> {
    const { secret } = this.entry;
    this.entry = this.membership.update(entry);
    if (this.entry.secret !== secret) void this.folder.renewed();
    this.profile = profile;
    this.addresses.replace(entry);
    if (this.meeting) this.presence.say({ profile });
    const wanted = entry.shared && !entry.offline;
    const generation = ++this.generation;
    return this.inTurn(async () => {
      if (generation !== this.generation) return;
      if (entry.shared) this.unsent ??= await loadUnsent(this.notebook, () => this.changed());
      if (!wanted) await this.goOffline();
      else if (this.meeting === null) await this.goOnline();
      else if (this.meeting.secret !== this.entry.secret) await this.meetAgain();
      else await this.dial();
      this.changed();
    });
  }

  /** The person added or removed STUN or TURN servers: the copies meet again, with them. */
  iceServersChanged(): Promise<void> {
    return this.inTurn(() => this.meetAgain());
  }

  /** The invite link with the addresses of this device; null while the hub does not run. */
  invite(): string | null {
    if (!this.meeting || !this.info) return null;
    const { id, secret, owner, epoch, grant } = this.entry;
    const { addresses } = this.info;
    return encodeInvite({ id, secret, owner, epoch, grant, name: this.notebook.name.get(), addresses });
  }

  /** New invites, by the owner. Errors: membership/*, settings/unwritable; then nothing is changed. */
  renew(): Promise<void> {
    return this.membership.renew();
  }

  async testNetwork(): Promise<NetworkReport> {
    return this.options.hub.test(this.addresses.all(), topicOf(this.entry.secret));
  }

  /** What is due is put into the shared folder, as far as it can be now. */
  flush(): Promise<void> {
    return this.folder.flush();
  }

  async dispose(): Promise<void> {
    this.generation += 1;
    this.membership.dispose();
    await this.folder.dispose();
    await this.lastTask;
    await this.goOffline();
    for (const end of this.ends) end();
    this.unsent?.stop();
    this.members.stop();
    clearTimeout(this.obstacleTimer);
    this.presence.destroy();
  }

  /** One after the other: a meeting is over before the next one begins. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    this.lastTask = this.lastTask.then(work).catch((error: unknown) => this.notebook.onError(error));
    return this.lastTask;
  }

  private async goOnline(): Promise<void> {
    this.phase = 'starting';
    this.changed();
    try {
      this.info = await this.options.hub.start();
      this.phase = 'meeting';
      this.meet(this.info);
      await this.dial();
      await this.heldByHub();
    } catch (error) {
      this.failure = describeError(error).code;
      this.phase = 'failed';
    }
  }

  private async goOffline(): Promise<void> {
    this.phase = 'apart';
    if (this.info === null) return;
    await this.part();
    this.info = null;
    await this.options.hub.stop().catch(() => {});
  }

  /** Ends the meeting; the hub goes on. */
  private async part(): Promise<void> {
    const meeting = this.meeting;
    this.meeting = null;
    this.refused = [];
    await meeting?.end();
    this.members.setLive([]);
    this.changed();
  }

  private async meetAgain(): Promise<void> {
    if (!this.meeting || !this.info) return;
    await this.part();
    this.meet(this.info);
    await this.heldByHub();
  }

  /** An invite that is given away now must be answered. A hub that takes so long is told of in another way. */
  private async heldByHub(): Promise<void> {
    const { promise, cancel } = after(HUB_MS);
    await Promise.race([this.meeting?.room.listening, promise]);
    cancel();
  }

  /** Takes over a renewed secret: everyone who has it meets in its room. */
  private move(patch: SecretPatch): Promise<void> {
    this.entry = { ...this.entry, ...patch };
    void this.folder.renewed();
    return this.inTurn(() => this.meetAgain());
  }

  private meet(info: HubInfo): void {
    const { notebook, presence, unsent } = this;
    if (unsent === null) return;
    presence.say({ profile: this.profile, hubs: info.addresses });
    this.addresses.ownAre(info.addresses);
    this.meeting = new Meeting(
      {
        notebook,
        presence,
        unsent: unsent.unsent,
        participant: this.profile.participantId,
        secret: this.entry.secret,
        leftTopics: this.entry.leftTopics,
        pageUrl: info.pageUrl,
        iceServers: this.options.iceServers(),
      },
      {
        changed: () => this.changed(),
        state: (state) => this.exchanged(state),
        opened: () => this.membership.opened(),
        unlinked: () => {
          this.membership.gone();
          this.changed();
        },
        membership: (peer, bytes) => void this.membership.receive(peer, bytes),
        refused: (peer, code, stage) => {
          const theirs = this.meeting?.exchange.state.links.find(({ key }) => key === peer)?.theirs ?? null;
          const name = theirs === null ? null : this.nameOf(theirs.participant);
          this.refused = [{ peerId: peer, name, stage, code, at: Date.now() }, ...this.refused].slice(0, MAX_REFUSED);
          this.changed();
        },
      },
    );
    this.changed();
  }

  private exchanged(state: ExchangeState): void {
    this.members.setLive(
      state.links.flatMap(({ open, theirs, compared, differing }) =>
        open && theirs !== null ? [{ participant: theirs.participant, equal: compared && differing === 0 }] : [],
      ),
    );
    this.changed();
  }

  /** The addresses of this device changed: the others hear of it, and the next invite has them. */
  private reachableAt(addresses: readonly string[]): void {
    if (this.info === null || addresses.length === 0) return;
    // The hub had to open another port; the token is the same [HB24].
    const port = Number(addresses.at(-1)?.split(':').at(-1));
    const pageUrl = this.info.pageUrl.replace(`:${this.info.port}/`, `:${port}/`);
    if (port !== this.info.port) this.meeting?.room.replaceHub(pageUrl);
    this.info = { ...this.info, port, pageUrl, addresses: [...addresses] };
    this.addresses.ownAre(addresses);
    this.presence.say({ hubs: addresses });
  }

  private async dial(): Promise<void> {
    if (this.meeting) await this.options.hub.dial(this.addresses.all()).catch(this.notebook.onError);
  }

  private changed(): void {
    this.state.invalidate();
    this.connection.invalidate();
    this.carry.changed();
  }

  private nameOf(participant: string): string | null {
    return [...this.notebook.participants.get().values()].find(({ id }) => id === participant)?.name ?? null;
  }

  /** Who makes new invites, as far as that is known; null for oneself. */
  private ownerName(): string | null {
    const { owner } = this.notebook;
    const { owner: key, ownerKey } = this.entry;
    return key !== null && ownerKey === null && owner.key.get() === key ? owner.name : null;
  }

  private readConnection(): ConnectionFacts {
    const origins = this.addresses.origins();
    if (!this.meeting) return { ...NOTHING_SEEN, origins };
    const { room, exchange } = this.meeting;
    const nameOf = (participant: string): string | null => this.nameOf(participant);
    return { ...connectionFacts(room.facts.get(), exchange.state, this.refused, nameOf), origins };
  }

  private read(): SyncState {
    const { meeting } = this;
    const exchange = meeting?.exchange.state ?? NO_EXCHANGE;
    const status = statusOf({
      shared: this.entry.shared,
      offline: this.entry.offline,
      inFolder: this.folder.state.get().path !== null,
      phase: this.phase,
      failure: this.failure,
      unsent: this.unsent?.count ?? 0,
      connecting: meeting?.room.connecting ?? 0,
      obstacle: this.obstacle(),
      outdated: this.connection.get().outdated,
      owner: this.ownerName(),
      peers: exchange.peers,
      compared: exchange.compared,
      progress: exchange.progress.all >= PROGRESS_FROM ? exchange.progress : null,
      ...this.shownPending(exchange),
    });
    return {
      status,
      people: meeting ? this.presence.people : [],
      members: this.members.list(this.notebook.participants.get(), this.profile.participantId),
    };
  }

  /** Told for as long as it is fresh; when it is not any more, the status is read again. */
  private obstacle(): string | null {
    const found = obstacleOf(this.connection.get().failed, Date.now());
    if (found === null) return null;
    clearTimeout(this.obstacleTimer);
    this.obstacleTimer = setTimeout(() => this.changed(), found.until - Date.now() + 50);
    return found.code;
  }

  private shownPending({ compared, pending, toSend, toReceive }: ExchangeState): { toSend: number; toReceive: number } {
    const nothing = { toSend: 0, toReceive: 0 };
    if (!compared) this.wereEqual = false;
    if (pending === 0) {
      this.pendingSince = null;
      if (compared) this.wereEqual = true;
      return nothing;
    }
    const now = performance.now();
    if (this.pendingSince === null) {
      this.pendingSince = now;
      setTimeout(() => this.changed(), PENDING_SHOWN_MS + 50);
    }
    if (this.wereEqual && now - this.pendingSince < PENDING_SHOWN_MS) return nothing;
    // What differs is always one or the other, even before it is known which.
    return toSend + toReceive > 0 ? { toSend, toReceive } : { toSend: 0, toReceive: pending };
  }
}

function after(ms: number): { readonly promise: Promise<void>; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}
