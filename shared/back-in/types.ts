/** What a file of ours would change in a discussion that exists. */
import type { ImportedPost } from '../import';
import type { CountedPart, ExportBase } from '../markdown';
import type { RichTextNode } from '../model/rich-text';
import type { FactName } from '../recap/seen-blocks';

/** What a file of ours says, read. */
export interface BackFile {
  /** The id of the discussion that was exported. */
  readonly discussion: string;
  readonly title: string;
  /** Normalised blocks; null where the file has no recap. */
  readonly recap: readonly RichTextNode[] | null;
  /** The recaps of single participants, by their id. */
  readonly own: ReadonlyMap<string, readonly RichTextNode[]>;
  /** Null where the file has no thread. */
  readonly posts: readonly BackPost[] | null;
  readonly base: ExportBase | null;
  /** What was edited where nothing is read back. [BI11] */
  readonly unread: readonly UnreadEdit[];
  /** False when it was too long to be read as Markdown: what it says is then not what it means. */
  readonly whole: boolean;
}

export interface UnreadEdit {
  readonly part: CountedPart | 'status' | 'tags';
  readonly kind: 'changed' | 'added' | 'gone';
  /** Of the file, from 1; 0 where there is none, as for what is gone. */
  readonly line: number;
  /** As the file says it. */
  readonly words: string;
  readonly count: number;
}

export interface BackPost extends Omit<ImportedPost, 'replyToIndex'> {
  /** The id of the post that it replies to; null for none, or one that has no id itself. */
  readonly replyTo: string | null;
}

export type BackKind =
  /** It stands in the file only. */
  | 'added'
  /** It was changed in the file, and not here. */
  | 'changed'
  /** It stands at another place in the file. */
  | 'moved'
  /** It was taken out of the file, and is as it was here. */
  | 'removed'
  /** It was changed in the file and here, or it cannot be told where. */
  | 'both'
  /** It was taken out of the file and changed here, or the other way round. */
  | 'against';

export type BackChoice = 'leave' | 'take' | 'both';

/** Why a change cannot be taken. */
export type BackRefusal =
  /** Only who wrote a post, and whose recap it is, change its words. */
  | 'others'
  /** It holds what only a newer version of the app knows. */
  | 'newer'
  | null;

/** `title`, `posts`, `ours`, or the participant whose recap it is. */
export type BackPlace = string;

export interface BackFact {
  readonly fact: FactName;
  readonly before: string;
  readonly after: string;
}

export interface BackChange {
  /** The same as long as the change is: from what to what. */
  readonly key: string;
  readonly where: BackPlace;
  readonly kind: BackKind;
  /** A point's kind, a block's type, or `post` and `title`. */
  readonly what: string;
  /** Of a post. */
  readonly author: string;
  readonly before: string;
  readonly after: string;
  readonly facts: readonly BackFact[];
  /** What happens unless the person chooses something else. */
  readonly otherwise: BackChoice;
  readonly choices: readonly BackChoice[];
  readonly refused: BackRefusal;
}
