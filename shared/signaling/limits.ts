/** Bounds of the signaling hub. They guard memory and processor against a broken or hostile connection; see README [HB14] to [HB20]. */
export interface HubLimits {
  /** An SDP offer is 1 to 10 kB, encrypted and in base64 a third more: 25 times the largest seen. */
  readonly messageBytes: number;
  /** A page has one topic per notebook. */
  readonly topicsPerConnection: number;
  readonly strikes: number;
  readonly pages: number;
  readonly remotes: number;
  /** Several devices can stand behind one address (NAT, VPN, several copies on one machine). */
  readonly remotesPerAddress: number;
  /** Meeting one peer costs about 20 messages (offer, answer, candidates): 50 peers may be met in one burst. */
  readonly burst: number;
  readonly messagesPerSecond: number;
  /** Characters: of a hub or server, not of the own page. A burst of the messages above at twice their usual size, and a tenth of it in each second. */
  readonly burstCharacters: number;
  readonly charactersPerSecond: number;
  /** Milliseconds of silence before a ping, and before giving up: two pings must fit. */
  readonly pingAfter: number;
  readonly idleAfter: number;
  /** Bytes waiting to be sent: 16 of the largest messages. */
  readonly backlogBytes: number;
}

export const HUB_LIMITS: HubLimits = {
  messageBytes: 256 * 1024,
  topicsPerConnection: 1024,
  strikes: 3,
  pages: 32,
  remotes: 256,
  remotesPerAddress: 16,
  burst: 1000,
  messagesPerSecond: 200,
  burstCharacters: 8 * 1024 * 1024,
  charactersPerSecond: 512 * 1024,
  pingAfter: 15_000,
  idleAfter: 45_000,
  backlogBytes: 4 * 1024 * 1024,
};

/** Longer than any name derived from a hash; `hub.probe` takes at most 100. */
export const MAX_TOPIC_LENGTH = 128;

/** How many messages back an exact duplicate is recognised [HB6]. */
export const RECENT_MESSAGES = 2000;

export const DEFAULT_HUB_PORT = 47800;

/** How many ports from the default one on are tried, in order, before any free one: so many copies on one machine find each other there. */
export const HUB_PORTS = 4;

/** WebSocket close codes, in the range for applications; the last three digits read like HTTP. */
export const CLOSE = {
  goingAway: 1001,
  malformed: 4400,
  forbidden: 4403,
  wrongPath: 4404,
  idle: 4408,
  duplicate: 4409,
  self: 4410,
  tooManyTopics: 4413,
  tooFast: 4429,
  full: 4503,
} as const;

/** The header with a hub's id, in the upgrade request and its answer. */
export const HUB_ID_HEADER = 'x-recap-hub';
/** The header with the major version of the exchange that a hub's pages speak, in the upgrade request and its answer. */
export const PROTOCOL_HEADER = 'x-recap-protocol';
export const HUB_PATH = '/hub';
export const PAGE_PATH = '/page';
