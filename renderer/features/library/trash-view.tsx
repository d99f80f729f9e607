import { useEffect, useMemo, useRef } from 'react';
import type { DiscussionId } from '../../../shared/util/brand';
import type { DiscussionSummary } from '../../notebook/types';
import { Button } from '../../ui/button';
import { listTime } from '../../ui/date-words';
import { count } from '../../ui/words';
import { trashedSummaries, UNTITLED } from './list-rows';
import './trash-view.css';

export interface TrashViewProps {
  readonly summaries: readonly DiscussionSummary[];
  readonly onRestore: (id: DiscussionId) => void;
  /** Asks first. */
  readonly onDeleteForever: (id: DiscussionId) => void;
}

export function TrashView({ summaries, onRestore, onDeleteForever }: TrashViewProps) {
  const trashed = useMemo(() => trashedSummaries(summaries), [summaries]);
  const now = Date.now();
  const view = useRef<HTMLElement>(null);
  /** The place in the list of what was acted on last. */
  const place = useRef<number | null>(null);
  useEffect(() => {
    if (place.current === null) return;
    const at = Math.min(place.current, trashed.length - 1);
    place.current = null;
    // After a dialog has let go of the focus, which it gives back to a button that is gone.
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const items = view.current?.querySelectorAll<HTMLElement>('.trash-item button:first-of-type');
        (items?.[at] ?? view.current)?.focus();
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [trashed]);
  return (
    <section ref={view} className="trash" aria-label="Trash" data-region="trash" tabIndex={-1}>
      <header className="trash-head">
        <h1>Trash</h1>
        <p>What is here can be restored. It stays until you delete it for ever.</p>
      </header>
      {trashed.length === 0 ? (
        <p className="trash-empty">The trash is empty.</p>
      ) : (
        <ul className="trash-list">
          {trashed.map((one, index) => (
            <li key={one.id} className="trash-item">
              <div className="trash-words">
                <b>{one.title.trim() === '' ? UNTITLED : one.title}</b>
                <p>
                  {count(one.postCount, 'post')} · thrown away {listTime(one.trashedAt ?? 0, now)}
                </p>
              </div>
              <Button
                onClick={() => {
                  place.current = index;
                  onRestore(one.id);
                }}
              >
                Restore
              </Button>
              <Button
                look="quiet"
                className="trash-delete"
                onClick={() => {
                  place.current = index;
                  onDeleteForever(one.id);
                }}
              >
                Delete for ever…
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
