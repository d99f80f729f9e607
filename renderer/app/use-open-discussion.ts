import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DiscussionId } from '../../shared/util/brand';
import type { Discussion, Notebook } from '../notebook/types';

interface Open {
  readonly notebook: Notebook;
  readonly discussion: Discussion;
}

/**
 * The discussion to show. While the next one is read from the store the one before stays on screen; it is closed only
 * after the views have let go of it.
 */
export function useOpenDiscussion(
  notebook: Notebook,
  id: DiscussionId | null,
  onError: (error: unknown) => void,
): Discussion | null {
  const [open, setOpen] = useState<Open | null>(null);
  const held = useRef<Open | null>(null);

  useEffect(() => {
    if (id === null) {
      setOpen(null);
      return;
    }
    // Each `open` is balanced by one `close`, so what is held already is not opened again.
    if (held.current?.notebook === notebook && held.current.discussion.id === id) return;
    let wanted = true;
    notebook.open(id).then(
      (discussion) => {
        if (wanted) setOpen({ notebook, discussion });
        else notebook.close(id);
      },
      (error: unknown) => {
        if (wanted) setOpen(null);
        onError(error);
      },
    );
    return () => {
      wanted = false;
    };
  }, [notebook, id, onError]);

  useLayoutEffect(() => {
    held.current = open;
    if (open === null) return;
    return () => {
      open.discussion.markSeen();
      open.notebook.close(open.discussion.id);
    };
  }, [open]);

  return open !== null && open.notebook === notebook ? open.discussion : null;
}
