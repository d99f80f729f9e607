/** One meeting with other copies: the room of one secret, the exchange over its links, and what ties both to the notebook. */
import { Exchange, type ExchangeState } from '../../shared/exchange/exchange';
import type { Unsent } from '../../shared/exchange/unsent';
import type { IceServer } from '../../shared/model/settings';
import type { OpenNotebook } from '../notebook';
import { onUpdate } from '../notebook/guarded';
import { CATALOG } from '../notebook/names';
import { pageClock } from './clock';
import { exchangeChannelOver } from './exchange-channel';
import { NotebookDocuments } from './notebook-documents';
import type { PresenceBook } from './presence';
import { type Link, Room } from './room';
import type { FailedLink } from './types';

export interface MeetingOptions {
  readonly notebook: OpenNotebook;
  readonly presence: PresenceBook;
  readonly unsent: Unsent;
  readonly participant: string;
  readonly secret: string;
  /** Topics of the secrets before it. */
  readonly leftTopics: readonly string[];
  /** The own hub, for the page. */
  readonly pageUrl: string;
  readonly iceServers: readonly IceServer[];
}

export interface MeetingEvents {
  /** Links, digests or what is seen of the network changed. */
  changed(): void;
  state(state: ExchangeState): void;
  /** Said hello: from here on it can be told of members. */
  opened(peer: string): void;
  unlinked(peer: string): void;
  membership(peer: string, bytes: Uint8Array): void;
  /** A session ended for a reason: theirs, or ours. */
  refused(peer: string, code: string, stage: FailedLink['stage']): void;
}

export class Meeting {
  readonly room: Room;
  readonly exchange: Exchange;
  readonly secret: string;
  private readonly documents: NotebookDocuments;
  private readonly ends: readonly (() => void)[];
  /** Subscriptions to documents in memory. */
  private readonly watched = new Set<() => void>();
  private readonly opened = new Set<string>();
  private readonly stopFacts: () => void;

  constructor(
    private readonly options: MeetingOptions,
    private readonly events: MeetingEvents,
  ) {
    const { notebook, presence } = options;
    this.secret = options.secret;
    this.documents = new NotebookDocuments(notebook);
    this.exchange = new Exchange(this.documents, pageClock, options.participant, options.unsent, {
      state: (state) => this.onState(state),
      closed: (peer, code) => this.refused(peer, code),
      membership: (peer, bytes) => events.membership(peer, bytes),
    });
    this.room = new Room(
      notebook.catalog,
      presence.awareness,
      options.secret,
      options.pageUrl,
      {
        linked: (link) => this.linked(link),
        unlinked: (peer) => this.unlinked(peer),
        changed: () => events.changed(),
      },
      { iceServers: options.iceServers.map(rtcServer), left: options.leftTopics, failed: notebook.onError },
    );
    this.stopFacts = this.room.facts.subscribe(() => events.changed());
    void this.room.peerId().then((peer) => presence.say({ peer }));
    this.ends = this.follow(notebook);
  }

  /** Leaves the room; nobody is told again that this copy is there. */
  async end(): Promise<void> {
    for (const stop of [...this.ends, ...this.watched, this.stopFacts]) stop();
    await this.room.close();
    this.exchange.dispose();
    this.options.presence.allGone();
  }

  private follow(notebook: OpenNotebook): (() => void)[] {
    const { exchange, watched } = this;
    return [
      // Documents that are open already are told of at once.
      notebook.onDocument((name, { doc }) => {
        void exchange.documentLoaded(name).catch(notebook.onError);
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
  }

  private onState(state: ExchangeState): void {
    const open = state.links.filter((link) => link.open).map(({ key }) => key);
    const fresh = open.filter((key) => !this.opened.has(key));
    this.opened.clear();
    for (const key of open) this.opened.add(key);
    // Whoever comes (back) is told again where everyone is: what it was told before, it has taken away.
    if (fresh.length > 0) {
      this.options.presence.say({});
      this.options.notebook.repeatCarets();
    }
    this.events.state(state);
    for (const key of fresh) this.events.opened(key);
  }

  private linked(link: Link): void {
    const session = this.exchange.addPeer(link.peerId, exchangeChannelOver(link));
    // One message after the other: what was sent later must not overtake what takes longer.
    let order: Promise<void> = Promise.resolve();
    link.channel.onmessage = ({ data }) => {
      order = order.then(() => session.receive(data));
      // Handled when the documents have it; the next message does not wait for that. [FR4]
      return order.then(() => session.taken);
    };
    link.channel.onframe = (isPart) => session.alive(isPart);
    this.events.changed();
  }

  private refused(peer: string, code: string): void {
    this.events.refused(peer, code, this.opened.has(peer) ? 'exchanging' : 'greeting');
  }

  private unlinked(peer: string): void {
    this.exchange.removePeer(peer);
    this.documents.peerGone(peer);
    this.options.presence.gone(peer);
    if (this.exchange.state.peers === 0) this.options.presence.allGone();
    this.events.unlinked(peer);
  }
}

function rtcServer({ url, username, credential }: IceServer): RTCIceServer {
  return username === '' ? { urls: url } : { urls: url, username, credential };
}
