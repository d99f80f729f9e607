/** What passes between the page and the folder that carries a notebook between its people. Main seals and opens; the page compares and merges. */
import * as z from 'zod';
import { isDocumentName } from '../journal/format';
import { MAX_OVER } from '../meeting-folder/format';

/** What crosses at once of a long update. */
export const MAX_MEETING_PIECE = 8 * 1024 * 1024;
export const MAX_MEETING_DOCUMENTS = 2000;
/** Updates that are taken together, as far as they are short. */
export const MAX_MEETING_SHORT = 64;
const MAX_KNOWN = 1000;

const notebook = z.string().min(1).max(200);
const document = z.string().refine(isDocumentName);
const digest = z.string().regex(/^[0-9a-f]{32}$/);
const held = z.object({ document, digest });
const nothing = z.void();
const ofNotebook = z.object({ notebook });

export const meetingStateSchema = z.object({
  /** Shown to the person, never sent back. Null: the notebook has no folder on this device. */
  path: z.string().nullable(),
  /** An error code of shared/errors; null when it can be read and written. */
  problem: z.string().nullable(),
  /** It can be read. */
  isThere: z.boolean(),
  /** Ids of participants who have files there. */
  people: z.array(z.string()),
  /** When the newest file of each was written, as it says, ms since 1970. `whole`: all of theirs was read, and can be had. */
  wrote: z.array(z.object({ participant: z.string(), at: z.number(), whole: z.boolean() })),
  /** Files that this notebook cannot read: another one's, or of an earlier secret; and a later version's. */
  foreign: z.int(),
  newer: z.int(),
});

const headSchema = z.object({
  document,
  digest,
  participant: z.string(),
  people: z.array(z.string()),
  own: z.boolean(),
});

const stateSchema = z.object({
  document,
  digest,
  before: digest.nullable(),
  over: z.array(digest).max(MAX_OVER),
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_MEETING_PIECE),
  /** The next one of the same document and digest goes on with the same update. */
  more: z.boolean(),
});

export const meetingRequests = {
  /** Lets the person choose a folder in a dialog. Errors: meeting/*; then nothing is changed. */
  'meeting.choose': { input: ofNotebook, output: z.object({ status: z.enum(['chosen', 'cancelled']) }) },
  /** The notebook has no folder any more. Errors: meeting/*; then it goes on as it was. */
  'meeting.stop': { input: z.object({ notebook, removeOwn: z.boolean() }), output: nothing },
  /** Shows the folder in the system’s file manager. */
  'meeting.show': { input: ofNotebook, output: nothing },
  /** What is new in the folder since this was asked last; `all`: as to a page that begins. `anew`: that is what was answered. */
  'meeting.news': {
    input: z.object({ notebook, all: z.boolean() }),
    output: z.object({
      state: meetingStateSchema,
      anew: z.boolean(),
      touched: z.array(document),
      heads: z.array(headSchema),
    }),
  },
  /** Of states that the page has: whether the folder, and somebody else, has them, and what a change may be written on top of. */
  'meeting.standing': {
    input: z.object({ notebook, documents: z.array(held).max(MAX_MEETING_DOCUMENTS) }),
    output: z.array(
      held.extend({ written: z.boolean(), elsewhere: z.boolean(), told: z.boolean(), bases: z.array(digest) }),
    ),
  },
  /** An update that makes this state of what `known` says is there, a piece of it at a time. Null when it is gone. */
  'meeting.take': {
    input: z.object({ notebook, document, digest, known: z.array(digest).max(MAX_KNOWN), from: z.int().min(0) }),
    output: z.object({ size: z.int(), bytes: z.instanceof(Uint8Array) }).nullable(),
  },
  /** The same of several, in their order; one that is not short is to be taken by itself. */
  'meeting.takeShort': {
    input: z.object({
      notebook,
      wanted: z.array(held.extend({ known: z.array(digest).max(MAX_KNOWN) })).max(MAX_MEETING_SHORT),
    }),
    output: z.array(z.union([z.instanceof(Uint8Array), z.literal('alone'), z.null()])),
  },
  /** Answers whether all is written and synced; if not, the state says why. */
  'meeting.put': {
    input: z.object({
      notebook,
      states: z.array(stateSchema).max(MAX_MEETING_DOCUMENTS),
      held: z.array(held).max(MAX_MEETING_DOCUMENTS),
    }),
    output: z.object({ written: z.boolean() }),
  },
  /** What is superseded may go. `whole`: the folder has everything that the page has. `deleted`: documents that were deleted for ever. */
  'meeting.tidy': {
    input: z.object({ notebook, whole: z.boolean(), deleted: z.array(document) }),
    output: nothing,
  },
  /** The page has closed the notebook. */
  'meeting.close': { input: ofNotebook, output: nothing },
} as const;

export const meetingEvents = {
  /** There is something new in the folder, or it is in another state. */
  'meeting.changed': z.object({ notebook: z.string() }),
} as const;
