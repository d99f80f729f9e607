/** What the records of a hand-off file say, read by schema: somebody else may have written it. */
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import * as z from 'zod';

const time = z.number().min(-8.64e15).max(8.64e15);
const words = (most: number) => z.string().transform((text) => text.slice(0, most));

/** The first record. */
export const aboutSchema = z.object({
  notebook: z.object({ id: z.string().min(1).max(200), name: words(200) }),
  by: z.object({ id: z.string().max(200), name: words(80) }).nullable(),
  madeAt: time,
  /** All of the notebook, some of its discussions, or a backup of all of it. */
  scope: z.enum(['notebook', 'discussions', 'backup']),
  /** Version of the app that wrote it. */
  version: words(100),
});
export type HandOffAbout = z.infer<typeof aboutSchema>;

/** Null when it is not what it should be. */
export function readAbout(bytes: Uint8Array): HandOffAbout | null {
  if (bytes.length > 64 * 1024) return null;
  try {
    const parsed = aboutSchema.safeParse(JSON.parse(decodeUtf8(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const writeJson = (value: unknown): Uint8Array => encodeUtf8(JSON.stringify(value));
