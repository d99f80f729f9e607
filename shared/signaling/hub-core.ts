/** The hub without sockets: who is connected, who listens to what, what goes where. The rules are in README.md. */
import { assertNever } from '../util/assert-never';
import { CLOSE, type HubLimits, RECENT_MESSAGES } from './limits';
import { parseMessage, type SignalingMessage, writeMessage } from './messages';
import { createRecentSet } from './recent-set';
import { createTokenBucket, type TokenBucket } from './token-bucket';

/** Ours on this machine, a hub that dialled us, or what we dialled. */
export type Role = 'page' | 'remote' | 'link';

/** The far end of one connection. `close` must lead to `HubConnection.closed`. None of them throws. */
export interface Wire {
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Bytes accepted by `send` that did not leave yet. */
  backlog(): number;
}

export interface HubConnection {
  receiveText(text: string): void;
  receiveBinary(): void;
  /** Any sign of life, such as a WebSocket pong. */
  alive(): void;
  closed(): void;
}

export interface HubCore {
  /** Null when there are too many: the wire was closed with a code. `address` is the far end's, without port. */
  connect(role: Role, wire: Wire, address: string): HubConnection | null;
  /** Does a page of this app hold the topic? */
  holds(topic: string): boolean;
  /** All topics that pages of this app hold. */
  topics(): string[];
  /** Pings the quiet and closes the silent; to be called every few seconds. */
  sweep(): void;
  closeAll(): void;
}

export interface HubCoreOptions {
  readonly limits: HubLimits;
  /** Milliseconds, never going back. */
  readonly now: () => number;
  /** A short collision-free name for a text of any length. */
  readonly fingerprint: (text: string) => string;
  /** The topics that pages hold are others now. */
  readonly topicsChanged?: () => void;
}

interface Connected {
  readonly role: Role;
  readonly wire: Wire;
  readonly address: string;
  readonly topics: Set<string>;
  /** Of a page: topics that it left for new ones [HB28]. */
  readonly left: Set<string>;
  readonly bucket: TokenBucket;
  readonly characters: TokenBucket;
  strikes: number;
  lastSeen: number;
  open: boolean;
}

export function createHubCore({ limits, now, fingerprint, topicsChanged }: HubCoreOptions): HubCore {
  const connections = new Set<Connected>();
  const seen = createRecentSet(RECENT_MESSAGES);

  const ofRole = (role: Role) => [...connections].filter((connected) => connected.role === role);
  const listeners = (role: Role, topic: string) => ofRole(role).filter((connected) => connected.topics.has(topic));
  const holds = (topic: string) => listeners('page', topic).length > 0;
  const topics = () => [...new Set(ofRole('page').flatMap((page) => [...page.topics]))];

  const left = () => [...new Set(ofRole('page').flatMap((page) => [...page.left]))];

  function drop(connected: Connected, code: number, reason: string): void {
    if (!connected.open) return;
    forget(connected);
    connected.wire.close(code, reason);
  }

  function forget(connected: Connected): void {
    connected.open = false;
    connections.delete(connected);
    if (connected.role === 'page')
      follow(
        'unsubscribe',
        [...connected.topics].filter((topic) => !holds(topic)),
      );
  }

  function send(connected: Connected, text: string | null): void {
    if (text === null || !connected.open) return;
    if (connected.wire.backlog() > limits.backlogBytes) drop(connected, CLOSE.idle, 'does not read');
    else connected.wire.send(text);
  }

  /** Keeps the links' subscriptions equal to the pages' [HB10]. */
  function follow(type: 'subscribe' | 'unsubscribe', changed: string[]): void {
    if (changed.length === 0) return;
    const text = writeMessage({ type, topics: changed });
    for (const link of ofRole('link')) send(link, text);
    topicsChanged?.();
  }

  function askToAnnounce(topic: string): void {
    const text = writeMessage({ type: 'recap:peer', topic });
    for (const page of listeners('page', topic)) send(page, text);
  }

  function subscribe(connected: Connected, topics: readonly string[]): void {
    const added = [...new Set(topics)].filter((topic) => !connected.topics.has(topic));
    if (connected.topics.size + added.length > limits.topicsPerConnection) {
      drop(connected, CLOSE.tooManyTopics, 'too many topics');
      return;
    }
    const fresh = added.filter((topic) => !holds(topic));
    for (const topic of added) connected.topics.add(topic);
    if (connected.role === 'page') follow('subscribe', fresh);
    else {
      for (const topic of added) askToAnnounce(topic);
      const gone = new Set(left());
      tellLeft(
        connected,
        added.filter((topic) => gone.has(topic)),
      );
    }
  }

  function unsubscribe(connected: Connected, topics: readonly string[]): void {
    const removed = topics.filter((topic) => connected.topics.delete(topic));
    if (connected.role === 'page')
      follow(
        'unsubscribe',
        removed.filter((topic) => !holds(topic)),
      );
  }

  function tellLeft(connected: Connected, topics: string[]): void {
    if (topics.length > 0) send(connected, writeMessage({ type: 'recap:renewed', topics }));
  }

  /** Topics were left for new ones: told to whoever still comes to them, one hub further at most [HB28]. */
  function leave(from: Connected, topics: readonly string[]): void {
    const added = [...new Set(topics)].filter((topic) => !from.left.has(topic));
    const holders = from.role === 'page' ? ofRole('remote') : ofRole('page');
    if (from.role === 'page') {
      if (from.left.size + added.length > limits.topicsPerConnection)
        return drop(from, CLOSE.tooManyTopics, 'too many topics');
      for (const topic of added) from.left.add(topic);
      for (const link of ofRole('link')) tellLeft(link, added);
    }
    for (const holder of holders)
      tellLeft(
        holder,
        added.filter((topic) => holder.topics.has(topic)),
      );
  }

  function publish(from: Connected, { topic, data }: { topic: string; data?: unknown }): void {
    const text = writeMessage({ type: 'publish', topic, data });
    const key = typeof data === 'string' ? data : text;
    if (text === null || key === null) {
      strike(from);
      return;
    }
    const isNew = seen.add(fingerprint(`${topic}\n${key}`));
    const targets =
      from.role === 'page'
        ? [...listeners('page', topic), ...listeners('remote', topic), ...ofRole('link')]
        : isNew
          ? listeners('page', topic)
          : [];
    for (const target of targets) if (target !== from) send(target, text);
  }

  function strike(connected: Connected): void {
    connected.strikes += 1;
    if (connected.strikes >= limits.strikes) drop(connected, CLOSE.malformed, 'malformed messages');
  }

  function handle(from: Connected, message: SignalingMessage): void {
    switch (message.type) {
      case 'publish':
        return publish(from, message);
      case 'subscribe':
        return from.role === 'link' ? undefined : subscribe(from, message.topics);
      case 'unsubscribe':
        return from.role === 'link' ? undefined : unsubscribe(from, message.topics);
      case 'ping':
        return send(from, writeMessage({ type: 'pong' }));
      case 'recap:probe':
        if (from.role === 'link' || message.known !== undefined) return;
        return send(from, writeMessage({ type: 'recap:probe', topic: message.topic, known: holds(message.topic) }));
      case 'recap:renewed':
        return leave(from, message.topics);
      case 'pong':
      case 'recap:peer':
        return;
      default:
        return assertNever(message);
    }
  }

  function isFull(role: Role, address: string): boolean {
    if (role === 'page') return ofRole('page').length >= limits.pages;
    if (role === 'link') return false;
    const remotes = ofRole('remote');
    return (
      remotes.length >= limits.remotes ||
      remotes.filter((remote) => remote.address === address).length >= limits.remotesPerAddress
    );
  }

  return {
    holds,
    topics,
    connect(role, wire, address) {
      if (isFull(role, address)) {
        wire.close(CLOSE.full, 'too many connections');
        return null;
      }
      const bucket = createTokenBucket(limits.burst, limits.messagesPerSecond, now());
      const connected: Connected = {
        role,
        wire,
        address,
        topics: new Set(),
        left: new Set(),
        bucket,
        characters: createTokenBucket(limits.burstCharacters, limits.charactersPerSecond, now()),
        strikes: 0,
        lastSeen: now(),
        open: true,
      };
      connections.add(connected);
      if (role === 'link') {
        const held = topics();
        if (held.length > 0) send(connected, writeMessage({ type: 'subscribe', topics: held }));
        held.forEach(askToAnnounce);
        tellLeft(connected, left());
      }
      const admit = (length: number): boolean => {
        if (!connected.open) return false;
        connected.lastSeen = now();
        if (connected.bucket.take(now()) && (role === 'page' || connected.characters.take(now(), length))) return true;
        drop(connected, CLOSE.tooFast, 'too many messages');
        return false;
      };
      return {
        receiveText(text) {
          if (!admit(text.length)) return;
          const parsed = text.length > limits.messageBytes ? ({ kind: 'malformed' } as const) : parseMessage(text);
          if (parsed.kind === 'malformed') strike(connected);
          else if (parsed.kind === 'message') handle(connected, parsed.message);
        },
        receiveBinary() {
          if (admit(0)) strike(connected);
        },
        alive() {
          connected.lastSeen = now();
        },
        closed() {
          if (connected.open) forget(connected);
        },
      };
    },
    sweep() {
      for (const connected of [...connections]) {
        const silence = now() - connected.lastSeen;
        if (silence >= limits.idleAfter) drop(connected, CLOSE.idle, 'silent');
        else if (silence >= limits.pingAfter) connected.wire.ping();
      }
    },
    closeAll() {
      for (const connected of [...connections]) drop(connected, CLOSE.goingAway, 'the hub stops');
    },
  };
}
