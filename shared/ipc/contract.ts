/**
 * The one contract between page and main process: channel, input schema, output schema. Handlers, the preload's
 * functions, the page's client and the test doubles are derived from it.
 */
import * as z from 'zod';
import { commandEndSchema, toldLineSchema } from '../command-line/lines';
import { commandTaskSchema } from '../command-line/task';
import { commandIdSchema } from '../commands/commands';
import { exportFormSchema } from '../export/choice';
import {
  assetSchema,
  EXPORT_LIMITS,
  exportDocumentSchema,
  exportKindSchema,
  filePictureSchema,
} from '../model/export-document';
import { settingsPatchSchema, settingsSchema } from '../model/settings';
import { backupEvents, backupRequests } from './backup';
import type { EventChannel, RequestChannel } from './channels';
import { folderRequests } from './folder';
import { type HandOffOpened, handOffOpenedSchema, handOffRequests } from './hand-off';
import { journalEvents, journalRequests } from './journal';
import { launchSchema } from './launch';
import { meetingEvents, meetingRequests } from './meeting';
import { versionRequests } from './versions';

const nothing = z.void();
const address = z.string().min(1).max(300);

export const bootSchema = z.object({
  settings: settingsSchema,
  /** Set when the settings file could not be read and a copy of it was put aside. */
  settingsProblem: z.string().nullable(),
  platform: z.string(),
  version: z.string(),
  /** What the app was started with, oldest first. */
  launches: z.array(launchSchema),
  /** There is no window: this is to be done, and then the app ends. */
  command: commandTaskSchema.optional(),
});

/** What crosses at once of a file that a command line names. */
export const MAX_PIECE = 16 * 1024 * 1024;
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
  /** How the address came here: given by hand, invite or member; heard on the local network; a signaling server. */
  source: z.enum(['address', 'multicast', 'server']),
});
export type HubLink = z.infer<typeof hubLinkSchema>;

/** One network of this device, and whether copies can be heard there. */
export const networkInterfaceSchema = z.object({
  name: z.string(),
  /** IP literal. */
  address: z.string(),
  /** `tunnel`: a VPN or tailnet, by its name or address range. */
  kind: z.enum(['network', 'tunnel']),
  /** `heard`: our own question came back, so multicast works on this machine's side. */
  multicast: z.enum(['off', 'starting', 'heard', 'silent', 'failed']),
});
export type NetworkInterface = z.infer<typeof networkInterfaceSchema>;

/** What main knows of the network, now. */
export const networkStateSchema = z.object({
  /** `host:port` under which other machines may reach this hub, best first; follows the interfaces. */
  addresses: z.array(address),
  links: z.array(hubLinkSchema),
  interfaces: z.array(networkInterfaceSchema),
  /** Other copies heard by multicast: any, and those that share a notebook with this one. */
  heard: z.object({ copies: z.int(), sharing: z.int(), otherVersions: z.int() }),
});
export type NetworkState = z.infer<typeof networkStateSchema>;

/** What one address answers, step by step, to a test. */
export const addressTestSchema = z.object({
  address,
  /** Where it ended: the name did not resolve, nobody answered, the machine refused, no way there, something answered. */
  reached: z.enum(['unresolved', 'timeout', 'refused', 'no-route', 'answered']),
  /** What answered; null when nothing did. `other-version`: a hub whose protocol is another one. */
  hub: z.enum(['known', 'unknown-topic', 'not-a-hub', 'self', 'other-version']).nullable(),
});
export type AddressTest = z.infer<typeof addressTestSchema>;

export const networkReportSchema = z.object({
  hub: z.object({
    listening: z.boolean(),
    port: z.int().nullable(),
    /** The wanted port, when another program had it and a free one was taken instead. */
    insteadOf: z.int().nullable(),
    /** Error code of shared/errors while it does not listen. */
    code: z.string().nullable(),
    /** Can this machine reach its own hub at its own network address? */
    reachesItself: z.boolean(),
  }),
  state: networkStateSchema,
  addresses: z.array(addressTestSchema),
});
export type NetworkReport = z.infer<typeof networkReportSchema>;

export const probeResultSchema = z.object({
  address,
  result: z.enum(['known', 'unknown-topic', 'unreachable', 'not-a-hub']),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;

const publishedSchema = z.object({
  kind: exportKindSchema,
  document: exportDocumentSchema,
  assets: z.array(assetSchema).max(EXPORT_LIMITS.entries),
});
const exportedSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('saved'), path: z.string(), place: z.number().int() }),
  z.object({ status: z.literal('cancelled') }),
]);
export const requests = {
  'app.boot': { input: nothing, output: bootSchema },
  /** The page has stored everything that main asked it to flush. */
  'app.flushed': { input: nothing, output: nothing },
  /** Storing takes long: said once a second, so that main goes on waiting. */
  'app.saving': { input: nothing, output: nothing },
  /** Whoever quits goes on writing: the window stays, until the next time. */
  'app.staying': { input: nothing, output: nothing },
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
  /** Asks each address once, and whoever is heard on the local networks, whether a hub answers there and knows the topic. Takes at most 4 s. */
  'hub.probe': {
    input: z.object({ addresses: z.array(address).max(64), topic: z.string().max(100) }),
    output: z.array(probeResultSchema),
  },
  /** Tests everything that main can see of the way to other copies. Takes at most 6 s. */
  'network.test': {
    input: z.object({ addresses: z.array(address).max(64), topic: z.string().max(100) }),
    output: networkReportSchema,
  },
  /** Native save dialog, then an atomic write of an invite or of a hand-carried code. Errors: files/unwritable, files/no-space. */
  'files.saveText': {
    input: z.object({ kind: z.enum(['invite', 'code']), name: z.string().max(200), text: z.string().max(40_000) }),
    output: z.discriminatedUnion('status', [
      z.object({ status: z.literal('saved'), path: z.string() }),
      z.object({ status: z.literal('cancelled') }),
    ]),
  },
  /** Native open dialog for an invite, a hand-carried code, or a picture of a QR code. Errors: files/unreadable, files/not-a-code, files/not-text, asset/too-large. */
  'files.openCode': {
    input: nothing,
    output: z.discriminatedUnion('status', [
      z.object({ status: z.literal('text'), name: z.string(), text: z.string() }),
      z.object({ status: z.literal('picture'), name: z.string(), type: z.string(), bytes: z.instanceof(Uint8Array) }),
      z.object({ status: z.literal('cancelled') }),
    ]),
  },
  /**
   * One file: native save dialog, then an atomic write. Else a native dialog for the folder, and new files in it.
   * Errors: files/unwritable, files/no-space.
   */
  'files.export': {
    input: z.object({
      kind: exportKindSchema,
      form: exportFormSchema,
      document: exportDocumentSchema,
      assets: z.array(assetSchema),
    }),
    output: exportedSchema,
  },
  /** Shows in the file manager what `files.export` or `publish.save` wrote, by its `place`. */
  'files.showExported': { input: z.object({ place: z.number().int().positive() }), output: nothing },
  /** Native open dialog for a text or Markdown file; with the pictures that it shows from its own folder. Errors: files/unreadable, files/too-large, files/not-text. */
  'files.openText': {
    input: nothing,
    output: z.discriminatedUnion('status', [
      z.object({
        status: z.literal('opened'),
        name: z.string(),
        text: z.string(),
        pictures: z.array(filePictureSchema).optional(),
      }),
      z.object({ status: z.literal('cancelled') }),
    ]),
  },
  /**
   * Native save dialog, then one HTML file or a PDF that is printed from it, written atomically.
   * Errors: publish/too-large, publish/failed, files/unwritable, files/no-space.
   */
  'publish.save': {
    input: publishedSchema.extend({ format: z.enum(['html', 'pdf']) }),
    output: exportedSchema,
  },
  /** The system's print dialog. Errors: publish/too-large, publish/failed, publish/no-printer. */
  'publish.print': {
    input: publishedSchema,
    output: z.object({ status: z.enum(['printed', 'cancelled']) }),
  },
  /** Ends what is being laid out; its own request is answered with `cancelled`. */
  'publish.cancel': { input: nothing, output: nothing },
  ...folderRequests,
  ...handOffRequests,
  ...backupRequests,
  ...journalRequests,
  ...versionRequests,
  ...meetingRequests,
  /** A text that the command line names, by its number; with the pictures that it shows from its own folder. Errors: files/unreadable, files/too-large, files/not-text. */
  'command.text': {
    input: z.object({ input: z.int().min(0) }),
    output: z.object({ name: z.string(), text: z.string(), pictures: z.array(filePictureSchema).optional() }),
  },
  /** Opens a hand-off file that the command line names. Errors: as handoff.choose. */
  'command.handOff': { input: z.object({ input: z.int().min(0) }), output: handOffOpenedSchema },
  /** A piece of a file that the command line names; shorter at its end. Errors: files/unreadable. */
  'command.bytes': {
    input: z.object({
      input: z.int().min(0),
      file: z.int().min(0),
      from: z.int().min(0),
      length: z.int().min(1).max(MAX_PIECE),
    }),
    output: z.instanceof(Uint8Array),
  },
  'command.tell': { input: toldLineSchema, output: nothing },
  /** All is stored: the app ends with the status of the outcome. */
  'command.end': { input: commandEndSchema, output: nothing },
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
  /** After each change of addresses, links, interfaces or of what is heard; and once when the hub has started. */
  'network.state': networkStateSchema,
  /** The computer woke up, or the network changed: links that look alive may be dead. */
  'network.changed': z.object({ reason: z.enum(['woke', 'addresses']) }),
  /** Main is about to quit: store everything, then call `app.flushed`; call `app.saving` meanwhile, or `app.staying` when the person stays. */
  'app.flush': z.object({}),
  /** After each change, whoever made it: the page, or the native menu (appearance). */
  'settings.changed': settingsSchema,
  /** Pages are being laid out for a PDF, which can take minutes for a thousand of them; or no longer. */
  'publish.working': z.object({ busy: z.boolean() }),
  /** Whoever started the command wants it to end: what is under way is left off, and what was done is told. */
  'command.cancel': z.object({}),
  ...backupEvents,
  ...journalEvents,
  ...meetingEvents,
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
  /** Opens a hand-off file that the person dropped on the window, a DOM `File`: the preload alone learns where it is. */
  openDropped(file: unknown): Promise<Reply<HandOffOpened>>;
  /** Returns the function that ends the subscription. */
  on<C extends EventChannel>(channel: C, listener: (payload: EventPayload<C>) => void): () => void;
}
