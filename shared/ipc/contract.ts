/**
 * The one contract between page and main process: channel, input schema, output schema. Handlers, the preload's
 * functions, the page's client and the test doubles are derived from it.
 */
import * as z from 'zod';
import { commandIdSchema } from '../commands/commands';
import { assetSchema, exportDocumentSchema, exportKindSchema } from '../model/export-document';
import { settingsPatchSchema, settingsSchema } from '../model/settings';
import type { EventChannel, RequestChannel } from './channels';

const nothing = z.void();
const address = z.string().min(1).max(300);

/** What the person started the app with: an invite link, or a text file. */
export const launchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invite'), link: z.string().max(20_000) }),
  z.object({ kind: z.literal('text'), name: z.string(), text: z.string() }),
  /** A file that could not be read; `code` is an error code of shared/errors. */
  z.object({ kind: z.literal('failed'), name: z.string(), code: z.string() }),
]);
export type Launch = z.infer<typeof launchSchema>;

export const bootSchema = z.object({
  settings: settingsSchema,
  /** Set when the settings file could not be read and a copy of it was put aside. */
  settingsProblem: z.string().nullable(),
  platform: z.string(),
  version: z.string(),
  /** What the app was started with, oldest first. */
  launches: z.array(launchSchema),
});
export type Boot = z.infer<typeof bootSchema>;

export const hubInfoSchema = z.object({
  hubId: z.string(),
  port: z.int(),
  /** The only address the page may open a socket to, with its token: `ws://127.0.0.1:<port>/page?token=…`. */
  pageUrl: z.string(),
  /** `host:port` under which other machines may reach this hub, best first; loopback last. */
  addresses: z.array(address),
});
export type HubInfo = z.infer<typeof hubInfoSchema>;

export const hubLinkSchema = z.object({
  address,
  state: z.enum(['connecting', 'connected', 'failed', 'self', 'duplicate']),
  /** An error code of shared/errors while `failed`. */
  code: z.string().nullable(),
});
export type HubLink = z.infer<typeof hubLinkSchema>;

export const probeResultSchema = z.object({
  address,
  result: z.enum(['known', 'unknown-topic', 'unreachable', 'not-a-hub']),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;

export const requests = {
  'app.boot': { input: nothing, output: bootSchema },
  /** The page has stored everything that main asked it to flush. */
  'app.flushed': { input: nothing, output: nothing },
  'app.log': {
    input: z.object({
      level: z.enum(['info', 'warn', 'error']),
      message: z.string().max(2000),
      detail: z.string().max(20_000).optional(),
    }),
    output: nothing,
  },
  /** The first usable view is on screen. */
  'app.ready': { input: nothing, output: nothing },
  'settings.update': { input: settingsPatchSchema, output: settingsSchema },
  /** Starts the signaling hub if it does not run. Errors: hub/port-taken, hub/failed. */
  'hub.start': { input: nothing, output: hubInfoSchema },
  'hub.stop': { input: nothing, output: nothing },
  /** Replaces the set of other hubs to stay linked with. */
  'hub.dial': { input: z.object({ addresses: z.array(address).max(64) }), output: nothing },
  /** Asks each address once whether a hub answers there and knows the topic. Takes at most 4 s. */
  'hub.probe': {
    input: z.object({ addresses: z.array(address).max(64), topic: z.string().max(100) }),
    output: z.array(probeResultSchema),
  },
  /** Native save dialog, then an atomic write. Errors: files/unwritable, files/no-space. */
  'files.export': {
    input: z.object({ kind: exportKindSchema, document: exportDocumentSchema, assets: z.array(assetSchema) }),
    output: z.discriminatedUnion('status', [
      z.object({ status: z.literal('saved'), path: z.string() }),
      z.object({ status: z.literal('cancelled') }),
    ]),
  },
  /** Native open dialog for a text or Markdown file. Errors: files/unreadable, files/too-large, files/not-text. */
  'files.openText': {
    input: nothing,
    output: z.discriminatedUnion('status', [
      z.object({ status: z.literal('opened'), name: z.string(), text: z.string() }),
      z.object({ status: z.literal('cancelled') }),
    ]),
  },
  /** Opens http, https and mailto addresses outside after asking. Errors: links/refused. */
  'links.open': { input: z.object({ url: z.string().max(4000) }), output: z.object({ opened: z.boolean() }) },
  'menu.update': {
    input: z.object({
      enabled: z.partialRecord(commandIdSchema, z.boolean()),
      checked: z.partialRecord(commandIdSchema, z.boolean()),
    }),
    output: nothing,
  },
} as const satisfies Record<RequestChannel, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  'menu.command': z.object({ id: commandIdSchema }),
  'launch.open': launchSchema,
  'hub.links': z.array(hubLinkSchema),
  /** Main is about to quit: store everything, then call `app.flushed`. */
  'app.flush': z.object({}),
  /** After each change, whoever made it: the page, or the native menu (appearance). */
  'settings.changed': settingsSchema,
} as const satisfies Record<EventChannel, z.ZodType>;

export type RequestInput<C extends RequestChannel> = z.input<(typeof requests)[C]['input']>;
export type RequestOutput<C extends RequestChannel> = z.output<(typeof requests)[C]['output']>;
export type EventPayload<C extends EventChannel> = z.output<(typeof events)[C]>;

/** What crosses the bridge for every request: a value, or a coded failure. Never null for "refused". */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** The object that the preload puts on `window.recap`. */
export interface RecapBridge {
  request<C extends RequestChannel>(channel: C, input: RequestInput<C>): Promise<Reply<RequestOutput<C>>>;
  /** Returns the function that ends the subscription. */
  on<C extends EventChannel>(channel: C, listener: (payload: EventPayload<C>) => void): () => void;
}
