/** What a version is, beside what it says. */
import type { DiscussionStatus } from '../model/export-document';
import type { RichTextNode } from '../model/rich-text';

/** Why a version was made. A version of the app that does not know one of these reads it as `paused`. */
export const VERSION_REASONS = ['paused', 'named', 'finished', 'signed', 'before-import', 'before-restore'] as const;
export type VersionReason = (typeof VERSION_REASONS)[number];

export interface VersionName {
  readonly text: string;
  readonly by: string;
  /** The later name counts. */
  readonly at: number;
}

export interface VersionNote {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who finished, signed or named it; of the others, on whose device it was made. */
  readonly by: string;
  readonly why: VersionReason;
  readonly name: VersionName | null;
  /** Who wrote something since the version before, as far as the device saw it. */
  readonly writers: readonly string[];
}

/** One as a list shows it. */
export interface ListedVersion extends VersionNote {
  /** Checksum of what it says: equal sums, equal versions. */
  readonly sum: number;
  /** It came with a file, and was not made on this device. */
  readonly brought: boolean;
}

export interface Version extends VersionNote {
  /** What it says: `versionLines` of its content. */
  readonly lines: readonly string[];
}

export interface VersionPost {
  readonly id: string;
  readonly author: string;
  readonly createdAt: number | null;
  readonly editedAt: number | null;
  readonly replyTo: string | null;
  readonly deleted: boolean;
  readonly body: readonly RichTextNode[];
}

export interface VersionPerson {
  readonly name: string;
  /** Palette index, 0-based. */
  readonly colour: number;
}

/** A discussion as it was. Every text in a recap bears an `author` mark where the author was known. */
export interface VersionContent {
  readonly title: string;
  readonly status: DiscussionStatus;
  readonly recap: readonly RichTextNode[];
  /** The recaps of single participants. */
  readonly own: ReadonlyMap<string, readonly RichTextNode[]>;
  /** In thread order. */
  readonly posts: readonly VersionPost[];
  /** Those who occur in it, as they were called then. */
  readonly people: ReadonlyMap<string, VersionPerson>;
}
