/** What one device remembers: who is writing, which notebooks it holds, how the window looked. Never shared. */
import * as z from 'zod';

/** Number of colours a participant can choose from; the tokens `--p1` … `--p8` in renderer/styles/tokens.css. */
export const COLOUR_COUNT = 8;

export const profileSchema = z.object({
  participantId: z.string().min(1),
  name: z.string().trim().min(1).max(80),
  /** Index into the palette, 0-based. */
  colour: z
    .int()
    .min(0)
    .max(COLOUR_COUNT - 1),
});
export type Profile = z.infer<typeof profileSchema>;

/** How the address of another copy came here: with an invite, typed by the person, told by a member, heard on the network. */
export const addressOriginSchema = z.enum(['invite', 'hand', 'member', 'nearby']);
export type AddressOrigin = z.infer<typeof addressOriginSchema>;

/** Addresses that a notebook remembers. */
export const MAX_ADDRESSES = 32;

/** Renewals back that an outdated invite is known as one. */
export const MAX_LEFT_TOPICS = 8;

export const notebookEntrySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1).max(200),
  /** 32 random bytes, base64url. Whoever knows it is a member. */
  secret: z.string().min(43).max(43),
  /** True once the person pressed Share or joined: only then does the app open a socket for it. */
  shared: z.boolean(),
  /** True while the person chose to work apart. */
  offline: z.boolean(),
  /** Addresses of other people's hubs, `host:port`, newest first. */
  addresses: z.array(z.string().max(300)).max(MAX_ADDRESSES),
  /** Where each of them came from; none for those that an older version remembered. */
  origins: z
    .record(z.string().max(300), addressOriginSchema)
    .refine((origins) => Object.keys(origins).length <= MAX_ADDRESSES)
    .default({}),
  createdAt: z.number(),
  /** The owner's public key (shared/membership), base64url: whoever has its private half may renew the secret. Null: unknown. */
  owner: z.string().max(200).nullable().default(null),
  /** The private half, PKCS #8 in base64url; only on the device that made the notebook. Never leaves it. */
  ownerKey: z.string().max(400).nullable().default(null),
  /** Which secret this is: 0 for the first, one more with each renewal. */
  epoch: z.int().min(0).default(0),
  /** The owner's signature of this epoch and secret, base64url; null for the first secret. */
  grant: z.string().max(200).nullable().default(null),
  /** Rooms of earlier secrets, newest first: whoever still comes there is told that their invite is out of date. */
  leftTopics: z.array(z.string().max(128)).max(MAX_LEFT_TOPICS).default([]),
});
export type NotebookEntry = z.infer<typeof notebookEntrySchema>;

/** A STUN or TURN server (RFC 7064, RFC 7065) that the person added; without one none is ever asked. */
export const iceServerSchema = z.object({
  url: z.string().regex(/^(?:stuns?|turns?):[^\s/?#@]{1,300}(?:\?transport=(?:udp|tcp))?$/),
  username: z.string().max(300),
  credential: z.string().max(300),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** How this device finds and reaches others. Everything that leaves the local network is here, and empty at first. */
export const connectionSchema = z.object({
  /** Full ws(s) URLs of y-webrtc signaling servers to meet at, beside the hubs of the other copies. */
  servers: z.array(z.string().max(300)).max(8),
  iceServers: z.array(iceServerSchema).max(8),
  /** Listens and answers on the local network (mDNS) while a notebook is shared. */
  discovery: z.boolean(),
});
export type ConnectionSettings = z.infer<typeof connectionSchema>;

export const appearanceSchema = z.enum(['system', 'light', 'dark']);

export const viewStateSchema = z.object({
  /** Pixels. */
  sidebarWidth: z.number().min(180).max(520),
  /** The recap's share of the width right of the sidebar, 0..1. */
  recapShare: z.number().min(0.2).max(0.8),
  sidebarHidden: z.boolean(),
  /** The discussion that was open, for each notebook. */
  openDiscussion: z.record(z.string(), z.string()),
});
export type ViewState = z.infer<typeof viewStateSchema>;

export const settingsSchema = z.object({
  schema: z.literal(1),
  profile: profileSchema.nullable(),
  notebooks: z.array(notebookEntrySchema),
  currentNotebook: z.string().nullable(),
  view: viewStateSchema,
  appearance: appearanceSchema,
  spellcheck: z.boolean(),
  /** A screen reader tells what others write in the open discussion. */
  announce: z.boolean(),
  connection: connectionSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsPatchSchema = settingsSchema.omit({ schema: true }).partial().strict();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

export const DEFAULT_SETTINGS: Settings = {
  schema: 1,
  profile: null,
  notebooks: [],
  currentNotebook: null,
  view: { sidebarWidth: 268, recapShare: 0.5, sidebarHidden: false, openDiscussion: {} },
  appearance: 'system',
  spellcheck: false,
  announce: true,
  connection: { servers: [], iceServers: [], discovery: true },
};
