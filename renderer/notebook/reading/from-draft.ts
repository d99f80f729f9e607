/** A draft of a text becomes a discussion of a notebook. */
import type { ImportDraft } from '../../../shared/import';
import type { NotExpressed } from '../../../shared/markdown';
import type { FilePicture } from '../../../shared/model/export-document';
import type { DiscussionId } from '../../../shared/util/brand';
import type { Notebook } from '../types';
import { namePictures } from './pictures';
import { type ReadHost, read } from './reading';

/** What a draft came with, and who waits for it. */
export interface DraftSource extends ReadHost {
  readonly pictures?: readonly FilePicture[];
  /** The text that it was made of. */
  readonly source?: string;
}

export interface FromDraft {
  readonly id: DiscussionId;
  readonly posts: number;
  /** What of the text could not be expressed. */
  readonly told: readonly NotExpressed[];
}

/** Rejects with the signal's reason when that is aborted; then nothing is made. Errors: store/*. */
export async function discussionFromDraft(
  notebook: Pick<Notebook, 'createDiscussion'>,
  draft: ImportDraft,
  { pictures = [], source = '', ...host }: DraftSource = {},
): Promise<FromDraft> {
  const named = namePictures(pictures);
  const job = { kind: 'content', draft, addresses: named.addresses, source } as const;
  const { posts, recap, parts, told } = await read(job, host);
  const shown = JSON.stringify([posts, recap, parts?.recaps]);
  const id = await notebook.createDiscussion({
    title: draft.title.trim(),
    posts,
    recap: recap ?? undefined,
    parts: parts ?? undefined,
    pictures: [...named.byHash.values()].filter(({ hash }) => shown.includes(`asset:${hash}`)),
    from: draft.parts?.discussion ?? undefined,
  });
  return { id, posts: posts.length, told };
}
