/** What passes between the page and the versions of discussions that main keeps. */
import * as z from 'zod';
import { isDocumentName } from '../journal/format';
import { timeOrNull } from '../model/discussion-doc';
import { isVersionId } from '../versions/format';
import { VERSION_LIMITS } from '../versions/limits';
import { VERSION_REASONS } from '../versions/types';

const notebook = z.string().min(1).max(200);
const discussion = z.string().refine(isDocumentName);
const id = z.string().refine(isVersionId);
const person = z.string().max(VERSION_LIMITS.id);
const time = z.number().refine((value) => timeOrNull(value) !== null);
const name = z.object({ text: z.string().trim().min(1).max(VERSION_LIMITS.name), by: person, at: time });
const note = z.object({
  id,
  at: time,
  by: person,
  why: z.enum(VERSION_REASONS),
  name: name.nullable(),
  writers: z.array(person).max(VERSION_LIMITS.writers),
});
/** Lines, joined by line feeds. */
const text = z.string().max(VERSION_LIMITS.text);
const of = z.object({ notebook, discussion });

const foundSchema = z.object({
  /** The folder could be looked into. */
  isListed: z.boolean(),
  /** Whose versions are all whole, and how many these are. */
  discussions: z.int(),
  versions: z.int(),
  /** `versions`: those that are whole. `aside`: the name of the damaged file, when a sound one stands in its place. */
  damaged: z.array(z.object({ discussion: z.string(), versions: z.int(), aside: z.string().nullable() })),
  /** Of a newer version of the app. */
  newer: z.array(z.string()),
  unreadable: z.array(z.string()),
});
export type VersionsFound = z.infer<typeof foundSchema>;

/** In discussions. `found` is null while it is not done. */
const checkStepSchema = z.object({ done: z.int(), all: z.int(), found: foundSchema.nullable() });
export type VersionCheckStep = z.infer<typeof checkStepSchema>;

export const versionRequests = {
  /** The oldest first. `damaged`: a part of them could not be read. Errors: files/unreadable. */
  'versions.list': {
    input: of,
    output: z.object({
      versions: z.array(note.extend({ sum: z.number(), brought: z.boolean() })),
      damaged: z.boolean(),
    }),
  },
  /** What one says; null when it cannot be read. Errors: files/unreadable. */
  'versions.read': { input: of.extend({ id }), output: z.object({ text: text.nullable() }) },
  /** One that was made by itself and says the same as the last is not kept. Errors: versions/unwritable, versions/no-space. */
  'versions.add': { input: of.extend({ note, text }), output: z.object({ kept: z.boolean() }) },
  /** Errors: as versions.add. */
  'versions.name': { input: of.extend({ id, name }), output: z.object({ named: z.boolean() }) },
  /** Reads every version on the disk: begins, and with each further request goes on for a moment, until `found` is there. */
  'versions.check': { input: z.object({ notebook, begins: z.boolean() }), output: checkStepSchema },
  /** They were deleted for ever, now or at any time before. Errors: as versions.add. */
  'versions.forget': {
    input: z.object({ notebook, discussions: z.array(z.string().max(VERSION_LIMITS.id)) }),
    output: z.void(),
  },
} as const;
