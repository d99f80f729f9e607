/** What passes between the page and the worker that reads chats. The chat itself stays in the worker. */
import type { ChatOverview, ChatPreview, ImportChoices } from '../../../shared/chats/into-discussions/choices';
import type { ImportReport } from '../../../shared/chats/into-discussions/report';
import type { ChatFormat, DateOrder } from '../../../shared/chats/types';
import type { ErrorCode } from '../../../shared/errors/codes';
import type { BuiltDiscussion, ImportedDiscussion } from '../../../shared/model/imported-discussion';
import type { DiscussionId } from '../../../shared/util/brand';

/** One file, with its path in the folder that was chosen. */
export interface SourceFile {
  readonly path: string;
  readonly file: Blob;
}

export type ToWorker =
  | { readonly kind: 'recognise'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'read'; readonly files: readonly SourceFile[]; readonly dateOrder: DateOrder | null }
  | { readonly kind: 'preview'; readonly turn: number; readonly choices: ImportChoices }
  | {
      readonly kind: 'create';
      readonly turn: number;
      readonly choices: ImportChoices;
      readonly by: ImportedDiscussion['by'];
      readonly at: number;
    }
  /** One discussion is stored, or is expected when none is: further ones may come. */
  | { readonly kind: 'stored'; readonly turn: number }
  /** No more of them are wanted; the chat stays. */
  | { readonly kind: 'leave-off' };

export type FromWorker =
  | { readonly kind: 'recognised'; readonly format: ChatFormat | null }
  | { readonly kind: 'progress'; readonly done: number; readonly all: number | null }
  /** Null where nothing in it is a chat. */
  | { readonly kind: 'read'; readonly overview: ChatOverview | null }
  | { readonly kind: 'preview'; readonly turn: number; readonly preview: ChatPreview }
  | { readonly kind: 'planned'; readonly turn: number; readonly ids: readonly DiscussionId[] }
  | { readonly kind: 'built'; readonly turn: number; readonly discussion: BuiltDiscussion }
  | { readonly kind: 'done'; readonly turn: number; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly detail: string };
