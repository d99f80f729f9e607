/** A post, or words of it, on its way from the thread to a recap. Anything may be dropped on a window, so it is read with bounds. */
import * as z from 'zod';
import type { PostId } from '../../shared/util/brand';

export const DRAGGED_POST = 'application/x-recap-post';

export interface DraggedPost {
  readonly post: PostId;
  /** The words that were dragged; '' for the whole post. */
  readonly passage: string;
}

const schema = z.object({ post: z.string().min(1).max(200), passage: z.string().max(20_000) });

export function writeDraggedPost(transfer: DataTransfer | null, dragged: DraggedPost): void {
  transfer?.setData(DRAGGED_POST, JSON.stringify(dragged));
}

/** Null when it is something else, or was made by something else. */
export function readDraggedPost(transfer: DataTransfer | null): DraggedPost | null {
  const data = transfer?.getData(DRAGGED_POST) ?? '';
  if (data === '' || data.length > 100_000) return null;
  try {
    const read = schema.safeParse(JSON.parse(data));
    return read.success ? { post: read.data.post as PostId, passage: read.data.passage } : null;
  } catch {
    return null;
  }
}
