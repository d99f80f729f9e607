/** What passes between the page and the journal that main keeps beside the page's storage. */
import * as z from 'zod';
import { isDocumentName, isValueKey } from '../journal/format';

/** What crosses at once of a long update. */
export const MAX_JOURNAL_PIECE = 8 * 1024 * 1024;
export const MAX_JOURNAL_ENTRIES = 2000;

const notebook = z.string().min(1).max(200);
const document = z.string().refine(isDocumentName);
const key = z.string().refine(isValueKey);

const journalEntrySchema = z.object({
  document,
  /** A Yjs update; the document is removed; something that is kept beside it (JSON, under `key`). */
  kind: z.enum(['update', 'removed', 'value']),
  key: key.optional(),
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_JOURNAL_PIECE),
  /** The next entry of the document goes on with the same update. */
  more: z.boolean().optional(),
});

const journalOf = z.object({ notebook });
const journalAppendSchema = z.object({
  notebook,
  entries: z.array(journalEntrySchema).max(MAX_JOURNAL_ENTRIES),
});
const journalOpenedSchema = z.object({
  /** As it was left in order; null after any other end. */
  generation: z.string().nullable(),
  empty: z.boolean(),
});
const journalDigestsSchema = z.array(
  z.object({ document: z.string(), digest: z.string(), values: z.array(z.string()) }),
);
const journalReadSchema = z.object({ notebook, document, from: z.int().min(0) });
const journalPieceSchema = z.object({
  /** Of the whole update; null when there is none. */
  size: z.int().nullable(),
  bytes: z.instanceof(Uint8Array),
  values: z.array(z.object({ key: z.string(), json: z.string() })),
});

const journalCheckStepSchema = z.object({
  /** Bytes. */
  done: z.int(),
  all: z.int(),
  /** Null while it is not done. */
  found: z
    .object({
      files: z.int(),
      bytes: z.int(),
      records: z.int(),
      /** Files with bytes that are no record; at the end of the file only: a write that was cut off. */
      damaged: z.array(z.object({ name: z.string(), bytes: z.int(), isTail: z.boolean() })),
      /** Files of a newer version of the app, which are left alone. */
      newer: z.array(z.string()),
      /** Records that are whole and mean nothing, by document. */
      unsound: z.array(z.object({ document: z.string(), records: z.int() })),
    })
    .nullable(),
});
export type JournalCheckStep = z.infer<typeof journalCheckStepSchema>;

const nothing = z.void();

export const journalRequests = {
  /** A page begins to use a notebook: how its journal was left. */
  'journal.open': { input: journalOf, output: journalOpenedSchema },
  /** In their order. Answered when main has them; a moment later they are on the disk. */
  'journal.append': { input: journalAppendSchema, output: nothing },
  /** Answered when everything so far survives a power cut. Errors: journal/no-space, journal/unwritable. */
  'journal.flush': { input: journalOf, output: nothing },
  /** The page and the journal hold the same. Answers what the next start finds if that stays so. Errors: as journal.flush. */
  'journal.rest': { input: journalOf, output: z.object({ generation: z.string() }) },
  /** What the journal held at `journal.open`, by its digest; one that cannot be read has ''. */
  'journal.digests': { input: journalOf, output: journalDigestsSchema },
  /** A document as the journal held it at `journal.open`, a piece of it at a time. */
  'journal.read': { input: journalReadSchema, output: journalPieceSchema },
  /** Reads every record on the disk: begins, and with each further request goes on for a moment, until `found` is there. */
  'journal.check': { input: z.object({ notebook, begins: z.boolean() }), output: journalCheckStepSchema },
} as const;

export const journalEvents = {
  /** The journal cannot be written (an error code of shared/errors), or can be again (null). */
  'journal.state': z.object({ notebook: z.string(), code: z.string().nullable() }),
  /** The journal may lack what the page has: it is to be compared. */
  'journal.behind': z.object({ notebook: z.string() }),
  /** So many bytes of the journal could not be read, and were put aside. */
  'journal.damaged': z.object({ notebook: z.string(), bytes: z.int() }),
} as const;
