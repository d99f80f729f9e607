/** What the app is started with, or opens while it runs. */
import * as z from 'zod';
import { filePictureSchema } from '../model/export-document';
import { handOffOpenedSchema } from './hand-off';

/** What the person started the app with: an invite link, a text file, or a code carried by hand from another device. */
export const launchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invite'), link: z.string().max(20_000) }),
  z.object({
    kind: z.literal('text'),
    name: z.string(),
    text: z.string(),
    pictures: z.array(filePictureSchema).optional(),
  }),
  /** `recap://connect#…` as a link, or the text of a `.recap-code` file, whatever it says. */
  z.object({ kind: z.literal('code'), text: z.string().max(40_000) }),
  /** A hand-off file, open for reading. */
  z.object({ kind: z.literal('handoff'), opened: handOffOpenedSchema }),
  /** A file that could not be read; `code` is an error code of shared/errors. */
  z.object({ kind: z.literal('failed'), name: z.string(), code: z.string() }),
]);
export type Launch = z.infer<typeof launchSchema>;
