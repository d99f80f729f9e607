/** A discussion as plain data: what export, copy and the read-only views work on. Made by `readDiscussion`. */
import * as z from 'zod';
import type { Stance } from './discussion-parts';
import type { RichText } from './rich-text';

const richTextSchema = z.custom<RichText>(
  (value) => typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'doc',
);

/** A version of the app that does not know one of these reads it as open. */
export const STATUSES = ['open', 'recapping', 'review', 'finished'] as const;
export const statusSchema = z.enum(STATUSES);
export type DiscussionStatus = z.infer<typeof statusSchema>;

/** Whatever a peer wrote. Without the schema: a start reads ten thousand of them. */
export const statusOrOpen = (value: unknown): DiscussionStatus => STATUSES.find((status) => status === value) ?? 'open';

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

/** Bounds of what a peer may have written: `readExportParts` keeps to them, so that an export never fails for it. */
export const EXPORT_LIMITS = { id: 500, name: 200, reason: 2000, emoji: 32, entries: 50_000 } as const;

const id = z.string().max(EXPORT_LIMITS.id);
const name = z.string().max(EXPORT_LIMITS.name);
const reason = z.string().max(EXPORT_LIMITS.reason);
/** Milliseconds since 1970, UTC. */
const at = z.number();
const stance = z.enum(['agree', 'disagree', 'unsure'] as const satisfies readonly Stance[]);

/** What a discussion holds beside posts and our recap. People are named as shown. */
export const exportPartsSchema = z.object({
  /** On points that stand in one of the recaps, in the order of the points, then agreement first. */
  stances: z.array(z.object({ point: id, person: id, name, stance, reason, at })).max(EXPORT_LIMITS.entries),
  /** Posts that need not be in the recap, by whom and why. */
  aside: z.array(z.object({ post: id, person: id, name, reason, at })).max(EXPORT_LIMITS.entries),
  reactions: z
    .array(z.object({ post: id, person: id, name, emoji: z.string().max(EXPORT_LIMITS.emoji), at }))
    .max(EXPORT_LIMITS.entries),
  /** `changed`: the recap reads differently now. */
  signoffs: z
    .array(z.object({ person: id, name, at, version: z.string().max(EXPORT_LIMITS.name), changed: z.boolean() }))
    .max(EXPORT_LIMITS.entries),
  /** The recaps of single participants that hold anything. */
  recaps: z.array(z.object({ person: id, name, recap: richTextSchema })).max(EXPORT_LIMITS.entries),
  finished: z.object({ person: id, name, at }).nullable(),
});
export type ExportParts = z.infer<typeof exportPartsSchema>;

export const NO_PARTS: ExportParts = {
  stances: [],
  aside: [],
  reactions: [],
  signoffs: [],
  recaps: [],
  finished: null,
};

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
  parts: exportPartsSchema,
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

/** A picture that stood beside a text, under the address that the text has for it. */
export const filePictureSchema = z.object({
  address: z.string().max(2000),
  mime: z.string(),
  bytes: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
});
export type FilePicture = z.infer<typeof filePictureSchema>;
