/**
 * A notebook's meeting with other copies: hub, room, exchange and presence together.
 *
 *   apart ──goOnline──► starting ──hub runs──► meeting
 *     ▲                    │ hub fails            │
 *     └──────goOffline─────┴──► failed ◄──────────┘ (goOnline tries again)
 */

import type * as Y from 'yjs';
import { AppError, describeError } from '../../shared/errors/app-error';
import { Exchange, NO_EXCHANGE } from '../../shared/exchange/exchange';
import { Unsent } from '../../shared/exchange/unsent';
import { encodeInvite } from '../../shared/invite/invite';
import type { HubInfo, NetworkReport } from '../../shared/ipc/contract';
import type { SecretPatch } from '../../shared/membership/renewal';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import { isPrivateAddress } from '../../shared/signaling/private-address';
import type { OpenNotebook } from '../notebook';
import { onUpdate } from '../notebook/guarded';
import { CATALOG } from '../notebook/names';
import { Derived } from '../notebook/readable';
import { pageClock } from './clock';
import { exchangeChannelOver } from './exchange-channel';
import { Membership } from './membership';
import { NotebookDocuments, unsentStore } from './notebook-documents';
import { PresenceBook } from './presence';
import { type Link, Room } from './room';
import { statusOf } from './status';
import type { ConnectionFacts, HandCarry, Sync, SyncState } from './types';

/** Digests differ for a moment after each key; the status tells of it only when it lasts. */
const PENDING_SHOWN_MS = 800;
/** Addresses remembered per notebook. */
const MAX_ADDRESSES = 32;
/** Addresses taken from other members in one session, and dialled in all; the latter agrees with the IPC contract. */
const MAX_LEARNED = 64;
const MAX_DIALLED = 64;

export interface HubPort {
  /** Errors: hub/port-taken, hub/failed. */
  start(): Promise<HubInfo>;
  stop(): Promise<void>;
  dial(addresses: readonly string[]): Promise<void>;
}

export interface SyncOptions {
  readonly hub: HubPort;
  /** Other people's hubs were learned or met; to be remembered with the notebook. */
  onAddresses(addresses: readonly string[]): void;
  /** The owner's new secret. Resolves when the device has it for good; rejects when it could not be stored. */
  storeSecret(patch: SecretPatch): Promise<void>;
}

const NOTHING_SEEN: ConnectionFacts = {
  links: [],
  failed: [],
  hubSocket: false,
  undecryptable: { count: 0, last: null },
  heardPeers: 0,
  candidates: [],
};

function noCarry(): HandCarry {
  const refuse = async (): Promise<never> => {
    throw new AppError('hub/not-running');
  };
  return { offer: refuse, take: refuse, progress: new Derived(() => ({ kind: 'none' })), cancel: () => undefined };
}

interface Meeting {
  readonly room: Room;
  readonly exchange: Exchange;
  readonly info: HubInfo;
  readonly end: () => void;
}

export class NotebookSync implements Sync {
  readonly state: Derived<SyncState>;
  readonly connection: Derived<ConnectionFacts>;
  readonly carry: HandCarry;
  /** One for the notebook's time in the window: an awareness that starts again from zero is not believed by those who knew it. */
  private readonly presence: PresenceBook;
  private readonly membership: Membership;
  private meeting: Meeting | null = null;
  private phase: 'apart' | 'starting' | 'failed' | 'meeting' = 'apart';
  private failure = '';
  /** Other hubs that members told of, in this session. */
  private learned: readonly string[] = [];
  private pendingSince: number | null = null;
  private unsent: Promise<Unsent> | null = null;
  private unsentNames: ReadonlySet<string> = new Set();
  private readonly ends: (() => void)[] = [];
  private generation = 0;
  private lastTask: Promise<void> = Promise.resolve();

  constructor(
    private readonly notebook: OpenNotebook,
    private entry: NotebookEntry,
    private profile: Profile,
    private readonly options: SyncOptions,
  ) {
    this.state = new Derived(() => this.read());
    this.connection = new Derived(() => NOTHING_SEEN);
    this.carry = noCarry();
    this.presence = new PresenceBook(notebook.catalog, profile, () => {
      this.state.invalidate();
      this.learn(this.presence.addresses);
    });
    this.membership = new Membership(entry, pageClock, {
      tell: (bytes) => this.meeting?.exchange.tellMembership(bytes),
      peers: () => (this.meeting?.exchange.state.links ?? []).filter((link) => link.open).map((link) => link.key),
      store: (patch) => options.storeSecret(patch),
      move: (patch) => this.moveTo(patch),
      onError: notebook.onError,
    });
    void this.update(entry, profile);
  }

  /** Takes over what the person changed (shared, offline, name, colour); resolves when it is in force. */
  update(entry: NotebookEntry, profile: Profile): Promise<void> {
    this.entry = this.membership.update(entry);
    this.profile = profile;
    if (this.meeting) this.presence.say({ profile });
    const wanted = entry.shared && !entry.offline;
    const generation = ++this.generation;
    this.lastTask = this.lastTask.then(async () => {
      if (generation !== this.generation) return;
      if (entry.shared) await this.loadUnsent();
      if (wanted && this.phase !== 'meeting') await this.goOnline();
      else if (!wanted) await this.goOffline();
      this.state.invalidate();
    });
    return this.lastTask;
  }

  /** The invite link with the addresses of this device; null while the hub does not run. */
  invite(): string | null {
    if (!this.meeting) return null;
    const { id, secret, owner, epoch, grant } = this.entry;
    const { addresses } = this.meeting.info;
    return encodeInvite({ id, secret, owner, epoch, grant, name: this.notebook.name.get(), addresses });
  }

  /** New invites. Errors: membership/not-owner, membership/unfinished, settings/unwritable; then nothing is changed. */
  renew(): Promise<void> {
    return this.membership.renew();
  }

  async testNetwork(): Promise<NetworkReport> {
    throw new AppError('hub/not-running');
  }

  async dispose(): Promise<void> {
    this.generation += 1;
    this.membership.dispose();
    await this.lastTask;
    await this.goOffline();
    for (const end of this.ends) end();
    this.presence.destroy();
  }

  /** What is changed from now on is noted, whether or not the notebook meets others. */
  private loadUnsent(): Promise<Unsent> {
    const { notebook } = this;
    this.unsent ??= Unsent.load(unsentStore(notebook), () => this.state.invalidate(), notebook.onError).then(
      (unsent) => {
        this.unsentNames = unsent.names;
        this.ends.push(
          notebook.onDocument((name, { doc }) => {
            const note = (_update: Uint8Array, _origin: unknown, transaction: Y.Transaction) => {
              if (transaction.local && name !== CATALOG) unsent.add(name);
            };
            onUpdate(doc, note, notebook.onError);
          }),
        );
        return unsent;
      },
    );
    return this.unsent;
  }

  private unsentCount(): number {
    return [...this.unsentNames].filter((name) => name !== CATALOG).length;
  }

  private async goOnline(): Promise<void> {
    this.phase = 'starting';
    this.state.invalidate();
    try {
      const info = await this.options.hub.start();
      this.meeting = this.meet(info, await this.loadUnsent());
      this.phase = 'meeting';
      await this.dial();
    } catch (error) {
      this.failure = describeError(error).code;
      this.phase = 'failed';
    }
  }

  private async goOffline(): Promise<void> {
    const meeting = this.meeting;
    this.phase = 'apart';
    this.meeting = null;
    if (!meeting) return;
    await this.leave(meeting);
    await this.options.hub.stop().catch(() => {});
  }

  /** From the room of the old secret to that of the new one; the hub goes on, with the addresses that others know. */
  private moveTo(patch: SecretPatch): Promise<void> {
    this.entry = { ...this.entry, ...patch };
    this.lastTask = this.lastTask.then(async () => {
      const { meeting } = this;
      if (!meeting || this.phase !== 'meeting') return;
      await this.leave(meeting);
      this.meeting = this.meet(meeting.info, await this.loadUnsent());
      this.state.invalidate();
    });
    return this.lastTask;
  }

  private async leave(meeting: Meeting): Promise<void> {
    meeting.end();
    await meeting.room.close();
    meeting.exchange.dispose();
    this.presence.allGone();
  }

  private meet(info: HubInfo, unsent: Unsent): Meeting {
    const { notebook, presence } = this;
    const documents = new NotebookDocuments(notebook);
    let peers = 0;
    const exchange = new Exchange(documents, pageClock, this.profile.participantId, unsent, {
      state: (state) => {
        // Whoever comes (back) is told again where everyone is: what it was told before, it has taken away.
        if (state.peers > peers) {
          presence.say({});
          notebook.repeatCarets();
          this.membership.opened();
        }
        peers = state.peers;
        this.state.invalidate();
      },
      membership: (peer, bytes) => void this.membership.receive(peer, bytes),
    });
    presence.say({ profile: this.profile, hubs: info.addresses });
    const room = new Room(notebook.catalog, presence.awareness, this.entry.secret, info.pageUrl, {
      linked: (link) => this.linked(link, exchange),
      unlinked: (peerId) => {
        exchange.removePeer(peerId);
        documents.peerGone(peerId);
        presence.gone(peerId);
        if (exchange.state.peers === 0) presence.allGone();
        this.membership.gone();
        this.state.invalidate();
      },
      changed: () => this.state.invalidate(),
    });
    void room.peerId().then((peer) => presence.say({ peer }));
    // Documents that are open already are told of at once, so the set is there before.
    const watched = new Set<() => void>();
    const ends = [
      notebook.onDocument((name, { doc }) => {
        const stop = onUpdate(
          doc,
          (update, _origin, transaction) => {
            // The catalog's own updates travel by y-webrtc; the exchange heals it like every other document.
            if (transaction.local && name !== CATALOG) exchange.localUpdate(name, update);
            else exchange.documentChanged(name);
          },
          notebook.onError,
        );
        watched.add(stop);
        // A document that was let go of must not be held by its subscription: a first sync loads all, one after the other.
        doc.on('destroy', () => watched.delete(stop));
      }),
      notebook.listing.subscribe((added, removed) => exchange.listed(added, removed)),
      notebook.onCaret((name, event) => {
        if (event.kind === 'entered') exchange.queryAwareness(name);
        if (event.kind === 'left') exchange.sendAwareness(name, event.update);
        else exchange.awarenessChanged(name);
      }),
    ];
    const end = (): void => {
      for (const one of [...ends, ...watched]) one();
    };
    return { room, exchange, info, end };
  }

  private linked(link: Link, exchange: Exchange): void {
    const session = exchange.addPeer(link.peerId, exchangeChannelOver(link));
    // One message after the other: what was sent later must not overtake what takes longer.
    let order: Promise<void> = Promise.resolve();
    link.channel.onmessage = ({ data }) => {
      order = order.then(() => session.receive(data));
      return order;
    };
    this.state.invalidate();
  }

  /** The others' hubs, so that three who met through one stay together when that one leaves. */
  private learn(addresses: readonly string[]): void {
    const known = new Set([...(this.meeting?.info.addresses ?? []), ...this.entry.addresses, ...this.learned]);
    const fresh = addresses.filter((address) => !known.has(address) && isPrivateAddress(address));
    if (fresh.length === 0 || this.learned.length >= MAX_LEARNED) return;
    this.learned = [...this.learned, ...fresh].slice(0, MAX_LEARNED);
    // What is remembered is never pushed out by what a member says: there is room, or there is not.
    const room = MAX_ADDRESSES - this.entry.addresses.length;
    if (room > 0) {
      this.entry = { ...this.entry, addresses: [...this.entry.addresses, ...fresh.slice(0, room)] };
      this.options.onAddresses(this.entry.addresses);
    }
    void this.dial();
  }

  private async dial(): Promise<void> {
    const addresses = [...new Set([...this.entry.addresses, ...this.learned])].slice(0, MAX_DIALLED);
    await this.options.hub.dial(addresses).catch((error: unknown) => this.notebook.onError(error));
  }

  private read(): SyncState {
    const { meeting } = this;
    const status = statusOf({
      shared: this.entry.shared,
      offline: this.entry.offline,
      phase: this.phase,
      failure: this.failure,
      unsent: this.unsentCount(),
      connecting: meeting?.room.connecting ?? 0,
      ...this.shownPending(meeting?.exchange.state ?? NO_EXCHANGE),
    });
    return { status, people: meeting ? this.presence.people : [], members: [] };
  }

  private shownPending(state: { peers: number; pending: number; compared: boolean }) {
    if (state.pending === 0) {
      this.pendingSince = null;
      return state;
    }
    const now = performance.now();
    if (this.pendingSince === null) {
      this.pendingSince = now;
      setTimeout(() => this.state.invalidate(), PENDING_SHOWN_MS + 50);
    }
    return now - this.pendingSince < PENDING_SHOWN_MS ? { ...state, pending: 0 } : state;
  }
}
