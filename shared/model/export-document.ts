/** A discussion as plain data: what export, copy and the read-only views work on. Made by `readDiscussion`. */
import * as z from 'zod';
import type { RichText } from './rich-text';

const richTextSchema = z.custom<RichText>(
  (value) => typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'doc',
);

/** A version of the app that does not know one of these reads it as open. */
export const STATUSES = ['open', 'recapping', 'review', 'finished'] as const;
export const statusSchema = z.enum(STATUSES);
export type DiscussionStatus = z.infer<typeof statusSchema>;

export const exportPostSchema = z.object({
  id: z.string(),
  author: z.string(),
  /** The author's name as shown; never empty. */
  authorName: z.string(),
  /** Milliseconds since 1970, UTC; null for an imported post without a time. */
  createdAt: z.number().nullable(),
  editedAt: z.number().nullable(),
  replyTo: z.string().nullable(),
  deleted: z.boolean(),
  body: richTextSchema,
});
export type ExportPost = z.infer<typeof exportPostSchema>;

export const exportDocumentSchema = z.object({
  id: z.string(),
  title: z.string(),
  notebookName: z.string(),
  status: statusSchema,
  createdAt: z.number(),
  /** Names of those who posted, in order of their first post. */
  participants: z.array(z.string()),
  /** Names of those who wrote in the recap. */
  contributors: z.array(z.string()),
  posts: z.array(exportPostSchema),
  recap: richTextSchema,
});
export type ExportDocument = z.infer<typeof exportDocumentSchema>;

export const EXPORT_KINDS = ['recap', 'thread', 'discussion'] as const;
export const exportKindSchema = z.enum(EXPORT_KINDS);
export type ExportKind = z.infer<typeof exportKindSchema>;

/** A picture kept with the discussion. `hash` is the lower-case hex SHA-256 of `bytes`. */
export const assetSchema = z.object({
  hash: z.string(),
  mime: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type Asset = z.infer<typeof assetSchema>;
