/** What a command line tells while it runs: one JSON object in each line. The page tells the first kinds, main the last. */
import * as z from 'zod';
import { EXIT_STATUS, type Outcome } from './exit-status';

const text = z.string().max(4000);

export const toldLineSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    step: z.enum(['export', 'read', 'store']),
    /** The file that it is about; '' for the whole. */
    about: text,
    done: z.number(),
    /** Null while nobody knows. */
    all: z.number().nullable(),
  }),
  /** Something was not done. `code`: of shared/errors. */
  z.object({ type: z.literal('problem'), code: text, about: text, what: text }),
  /** It was done, and somebody may want to know how: what could not be expressed, what was taken for what. */
  z.object({ type: z.literal('note'), about: text, what: text }),
  z.object({ type: z.literal('notebook'), id: text, name: text, shared: z.boolean() }),
  z.object({
    type: z.literal('discussion'),
    id: text,
    title: text,
    status: text,
    created: z.number(),
    posts: z.number(),
  }),
  /** A file is in. `as`: a new discussion, changes to one that was there, a chat, or a hand-off file. */
  z.object({
    type: z.literal('imported'),
    about: text,
    as: z.enum(['discussion', 'changes', 'chat', 'hand-off']),
    discussions: z.array(text),
    posts: z.number(),
    changes: z.number(),
  }),
]);
export type ToldLine = z.infer<typeof toldLineSchema>;

export const commandEndSchema = z.object({
  outcome: z.enum(Object.keys(EXIT_STATUS) as [Outcome, ...Outcome[]]),
  counts: z.record(z.string(), z.number()),
});
export type CommandEnd = z.infer<typeof commandEndSchema>;

/** The last line of every run. */
export function doneLine({ outcome, counts }: CommandEnd): object {
  return { type: 'done', outcome, exit: EXIT_STATUS[outcome], ...counts };
}
