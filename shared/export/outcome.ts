/** What became of one discussion in an export to a folder. */
import * as z from 'zod';

const id = z.string();
const file = z.string();

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written'), id }),
  /** Its files say it already. */
  z.object({ kind: z.literal('same'), id }),
  /** By its new title. `left`: files under the old name that somebody else had edited. */
  z.object({ kind: z.literal('renamed'), id, from: z.string(), to: z.string(), left: z.array(z.string()) }),
  /** Somebody else changed what we wrote: left alone. `news`: there is something new of ours that is not in it. */
  z.object({ kind: z.literal('edited'), id, file, news: z.boolean() }),
  /** Something else stands in the place: left alone. */
  z.object({ kind: z.literal('taken'), id, file, news: z.boolean() }),
  /** The person chose to keep somebody else’s. */
  z.object({ kind: z.literal('theirs'), id, file }),
  z.object({ kind: z.literal('failed'), id, code: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;
