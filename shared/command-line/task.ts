/** What a command line asks of the page. Folders and files are known to it by token and number only. */
import * as z from 'zod';
import { exportChoiceSchema, exportScopeSchema } from '../export/choice';

const inputFileSchema = z.object({
  /** With the folders below the one that was given; what is inside shows in it what it is. */
  path: z.string(),
  size: z.number(),
});

export const commandTaskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list'), notebook: z.string() }),
  z.object({
    kind: z.literal('export'),
    notebook: z.string(),
    target: z.string(),
    choice: exportChoiceSchema,
    scope: exportScopeSchema,
  }),
  /** All of the notebook, into the file that the command line names. */
  z.object({ kind: z.literal('hand-off'), notebook: z.string(), versions: z.boolean() }),
  z.object({
    kind: z.literal('import'),
    /** `new`: there is none by that name, and it is to be made. */
    into: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('known'), notebook: z.string() }),
      z.object({ kind: z.literal('new'), name: z.string() }),
    ]),
    /** Who writes, in a profile that belongs to nobody yet. */
    person: z.string().nullable(),
    /** A place such as `Europe/Berlin`, for times of chats without a zone; null for that of this device. */
    zone: z.string().nullable(),
    inputs: z.array(
      z.object({
        name: z.string(),
        folder: z.boolean(),
        files: z.array(inputFileSchema),
        /** Why it cannot be read. */
        code: z.string().nullable(),
      }),
    ),
  }),
]);
export type CommandTask = z.infer<typeof commandTaskSchema>;
export type ImportTask = Extract<CommandTask, { kind: 'import' }>;
export type CommandInput = ImportTask['inputs'][number];
