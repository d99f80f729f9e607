/** What passes between the page and main when many discussions are exported to a folder. The page knows folders by tokens only. */
import * as z from 'zod';
import { exportChoiceSchema, exportScopeSchema } from '../export/choice';
import { outcomeSchema } from '../export/outcome';
import { exportNoteSchema } from '../markdown/export-note';
import { statusSchema } from '../model/export-document';

const nothing = z.void();
const notebookId = z.string().min(1).max(200);
const discussionId = z.string().min(1).max(200);
const run = z.string().max(100);
/** A folder that the person chose in the native dialog. */
const target = z.string().max(100);
/** What a Date can hold. */
const time = z.number().min(-8.64e15).max(8.64e15);

/** A folder that is kept up to date with a notebook. */
export const keptFolderSchema = z.object({ path: z.string(), choice: exportChoiceSchema, scope: exportScopeSchema });
export type KeptFolder = z.infer<typeof keptFolderSchema>;

export const folderRequests = {
  /** Native dialog for a folder that can be written. Errors: export/other-notebook, export/newer-folder, files/unwritable, files/no-space. */
  'folder.choose': {
    input: z.object({ notebook: notebookId, purpose: z.enum(['export', 'keep']) }),
    output: z.discriminatedUnion('status', [
      /** `known`: this notebook was exported there before. */
      z.object({ status: z.literal('chosen'), target, path: z.string(), known: z.boolean() }),
      z.object({ status: z.literal('cancelled') }),
    ]),
  },
  /** Begins to write a notebook into a folder; waits while another export is under way there. Errors: as folder.choose, export/folder-missing. */
  'folder.open': {
    input: z.object({
      notebook: z.object({ id: notebookId, name: z.string().max(300) }),
      /** By their ids: what they are called in what is written. */
      people: z.array(z.tuple([z.string(), z.object({ name: z.string(), colour: z.number() })])),
      at: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('chosen'), target, choice: exportChoiceSchema }),
        /** The folder that follows the notebook. */
        z.object({ kind: z.literal('kept') }),
      ]),
    }),
    /** `lanes`: so many `folder.make` at the same time without one waiting for another for long. */
    output: z.object({ run, lanes: z.int().min(1) }),
  },
  /**
   * Names for discussions, and which of them do not stand there yet as they would be written. `context`: what their files depend on beside them;
   * `following`: how many are still to come.
   */
  'folder.plan': {
    input: z.object({
      run,
      context: z.string().max(200),
      discussions: z
        .array(z.object({ id: discussionId, title: z.string().max(2000), digest: z.string().max(64) }))
        .max(2000),
      following: z.int().min(0),
    }),
    /** `wanted`: to be made, to be written or because Markdown could not express all of what stands there. */
    output: z.object({ wanted: z.array(discussionId), same: z.int() }),
  },
  /**
   * Makes and writes what was planned, where it differs; a failure is an outcome. `ids`: to be taken from the journal; `given`: the discussions themselves.
   * Errors: export/ended; export/folder-missing, files/unwritable, files/no-space of the folder itself.
   */
  'folder.make': {
    input: z.object({
      run,
      ids: z.array(discussionId).max(500),
      given: z.array(z.object({ id: discussionId, update: z.instanceof(Uint8Array) })).max(500),
    }),
    // Few things, however many they are: what crosses into the page is copied value by value.
    output: z.object({
      written: z.int(),
      same: z.int(),
      /** What else became of discussions. */
      outcomes: z.array(outcomeSchema),
      /** Of these the journal has not what is to be made. */
      lacking: z.array(discussionId),
      /** Of all that was made. */
      bytes: z.int(),
      notes: z.array(z.object({ id: discussionId, note: exportNoteSchema })),
    }),
  },
  /** What becomes of a file that somebody else edited: keep theirs, or write ours beside it at the next occasion. */
  'folder.resolve': { input: z.object({ run, id: discussionId, how: z.enum(['theirs', 'beside']) }), output: nothing },
  /** Of those that belong into the folder, for the list of them; in pieces, as they may be many. */
  'folder.list': {
    input: z.object({
      run,
      listed: z
        .array(z.object({ id: discussionId, title: z.string().max(2000), status: statusSchema, createdAt: time }))
        .max(2000),
    }),
    output: nothing,
  },
  /** The list of discussions, of what `folder.list` told, and everything made durable. `isListed`: false while the list did not change. */
  'folder.finish': {
    input: z.object({ run, isListed: z.boolean() }),
    /** `orphans`: files of ours that belong to nothing in the list; they stay. */
    output: z.object({ orphans: z.array(z.string()), index: outcomeSchema.nullable() }),
  },
  'folder.close': { input: z.object({ run }), output: nothing },
  /** Shows it in the file manager. */
  'folder.show': {
    input: z.object({
      at: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('chosen'), target }),
        z.object({ kind: z.literal('kept'), notebook: notebookId }),
      ]),
    }),
    output: nothing,
  },
  /** The folder that is kept up to date with the notebook. */
  'folder.kept': { input: z.object({ notebook: notebookId }), output: keptFolderSchema.nullable() },
  /** Begins, changes or (null) ends that. `target` null: the folder stays. Errors: export/not-remembered. */
  'folder.keep': {
    input: z.object({
      notebook: notebookId,
      to: z.object({ target: target.nullable(), choice: exportChoiceSchema, scope: exportScopeSchema }).nullable(),
    }),
    output: nothing,
  },
} as const;
