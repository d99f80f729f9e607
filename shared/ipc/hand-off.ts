/** What passes between the page and the hand-off files that main writes and reads. The page never names a path. */
import * as z from 'zod';
import { aboutSchema } from '../hand-off/contents';

/** What crosses at once of a file. */
export const MAX_HAND_OFF_PIECE = 8 * 1024 * 1024;
const MOST_RECORDS = 2000;

const run = z.string().max(100);
const file = z.string().max(100);
const notebook = z.string().min(1).max(200);
const discussions = z.array(z.string().max(64)).max(200_000);
const passphrase = z.string().min(1).max(1000);

export const handOffOpenedSchema = z.object({
  file,
  name: z.string(),
  size: z.number(),
  /** It needs its passphrase before it can be read. */
  locked: z.boolean(),
});
export type HandOffOpened = z.infer<typeof handOffOpenedSchema>;

/** `size` bytes of a record; `more`: the next piece goes on with it. */
const pieceSchema = z.object({
  kind: z.int().min(1).max(254),
  name: z.string().regex(/^[A-Za-z0-9_-]{0,64}$/),
  size: z.int().min(0),
  more: z.boolean(),
});
export type HandOffPiece = z.infer<typeof pieceSchema>;

const piecesSchema = z
  .object({
    pieces: z.array(pieceSchema).max(MOST_RECORDS),
    /** Of all pieces, one after the other. */
    bytes: z.instanceof(Uint8Array),
  })
  .refine(({ pieces, bytes }) => pieces.reduce((sum, { size }) => sum + size, 0) === bytes.length);

export const handOffStateSchema = z.object({
  complete: z.boolean(),
  damaged: z.number(),
  disturbed: z.boolean(),
  lost: z.number(),
});
export type HandOffState = z.infer<typeof handOffStateSchema>;

const nothing = z.void();
const cancelled = z.object({ status: z.literal('cancelled') });

export const handOffRequests = {
  /** Native save dialog, and the beginning of a file; `versions`: those of each discussion go along. Errors: files/unwritable, files/no-space. */
  'handoff.begin': {
    input: z.object({
      name: z.string().max(300),
      about: aboutSchema,
      passphrase: passphrase.nullable(),
      versions: z.boolean(),
    }),
    output: z.discriminatedUnion('status', [z.object({ status: z.literal('chosen'), run }), cancelled]),
  },
  /** Errors: files/unwritable, files/no-space, handoff/too-large, handoff/gone; then nothing is left of the file. */
  'handoff.write': { input: z.object({ run, records: piecesSchema }), output: nothing },
  /** The file is in its place. Errors: as handoff.write. */
  'handoff.finish': {
    input: z.object({ run }),
    output: z.object({ path: z.string(), place: z.int(), size: z.number() }),
  },
  'handoff.leaveOff': { input: z.object({ run }), output: nothing },
  /** Native open dialog. Errors: handoff/not-one, handoff/newer, handoff/unreadable, files/unreadable, invite/not-an-invite. */
  'handoff.choose': {
    input: nothing,
    output: z.discriminatedUnion('status', [
      z.object({ status: z.literal('opened'), opened: handOffOpenedSchema }),
      /** Older versions gave the name of hand-off files to invites. */
      z.object({ status: z.literal('invite'), link: z.string() }),
      cancelled,
    ]),
  },
  /**
   * For the preload only, which knows where a file that was dropped on the window is; it refuses it to the page.
   * Errors: as handoff.choose.
   */
  'handoff.dropped': { input: z.object({ path: z.string().max(10_000) }), output: handOffOpenedSchema },
  /** Errors: handoff/wrong-passphrase, handoff/gone, files/unreadable. */
  'handoff.unlock': { input: z.object({ file, passphrase }), output: nothing },
  /** The next records, or the first. Errors: handoff/gone, handoff/locked, files/unreadable. */
  'handoff.read': {
    input: z.object({ file, again: z.boolean() }),
    output: z.object({
      records: piecesSchema,
      /** Bytes of the file that were read. */
      at: z.number(),
      /** How the file stands, when all of it was read. */
      state: handOffStateSchema.nullable(),
    }),
  },
  /** How many versions of these discussions the file holds that are not here. `notebook` null: of one that is still to be made. Errors: handoff/gone, files/*. */
  'handoff.lookAtVersions': {
    input: z.object({ file, notebook: notebook.nullable(), discussions }),
    output: z.object({ count: z.int() }),
  },
  /** What the file holds of versions of these discussions is kept beside those here. Errors: handoff/gone, files/*. */
  'handoff.takeVersions': {
    input: z.object({ file, notebook, discussions }),
    output: z.object({ count: z.int() }),
  },
  'handoff.close': { input: z.object({ file }), output: nothing },
} as const;
