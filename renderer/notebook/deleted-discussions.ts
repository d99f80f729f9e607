/** Forgets what is stored on this device of discussions that were deleted for ever. */
import type * as Y from 'yjs';
import { deletedOf, deletionOf } from '../../shared/model/catalog-doc';
import { isDiscussionId } from './names';

export class DeletedDiscussions {
  private readonly removed = new Set<string>();

  constructor(
    private readonly catalog: Y.Doc,
    private readonly host: {
      /** It is being read: it stays until it is closed, so that what is on screen, and what is typed into it, can be kept as a copy. */
      isShown(id: string): boolean;
      remove(id: string): void;
    },
  ) {}

  update(): void {
    for (const id of deletedOf(this.catalog).keys()) {
      // Somebody restored it, apart, while its time in the trash was over.
      if (deletionOf(this.catalog, id) === null) this.removed.delete(id);
      else if (isDiscussionId(id) && !this.removed.has(id) && !this.host.isShown(id)) {
        this.removed.add(id);
        this.host.remove(id);
      }
    }
  }
}
