/** What was deleted in a notebook: brought back, or deleted for ever. Fully by keyboard: arrows walk, Delete deletes for ever. */
import { FileText, MessageSquare, SquareCheck } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { NotebookTrash, TrashItem, TrashRef } from '../../notebook/types';
import { Button } from '../../ui/button';
import { useReadable } from '../../ui/store';
import { goneWords, itemName, itemWords } from './trash-words';
import './trash-view.css';

const ICONS = { discussion: FileText, post: MessageSquare, point: SquareCheck } as const;

export interface TrashViewProps {
  readonly trash: NotebookTrash;
  readonly me: string;
  readonly onPutBack: (what: TrashRef) => void;
  /** Asks first. */
  readonly onDeleteForever: (what: readonly TrashRef[]) => void;
  readonly onEmpty: () => void;
}

export function TrashView({ trash, me, onPutBack, onDeleteForever, onEmpty }: TrashViewProps) {
  const items = useReadable(trash.items);
  const gone = useReadable(trash.gone);
  const now = Date.now();
  const view = useRef<HTMLElement>(null);
  /** What was acted on last: its place in the list, and the list as it was. Until something else is done in the window. */
  const acted = useRef<{ readonly at: number; readonly items: readonly TrashItem[] } | null>(null);
  const rows = (): HTMLElement[] => [...(view.current?.querySelectorAll<HTMLElement>('.trash-item') ?? [])];
  const focusRow = (at: number, from = 0): void => {
    const row = rows()[at];
    const buttons = row?.querySelectorAll<HTMLElement>('button');
    (buttons?.[Math.min(from, buttons.length - 1)] ?? row ?? view.current)?.focus();
  };

  useEffect(() => {
    const forget = ({ target }: Event): void => {
      if (target instanceof Element && target.closest(DIALOGS) === null) acted.current = null;
    };
    for (const type of ['keydown', 'pointerdown']) document.addEventListener(type, forget, true);
    return () => {
      for (const type of ['keydown', 'pointerdown']) document.removeEventListener(type, forget, true);
    };
  }, []);

  useEffect(() => {
    if (acted.current === null || acted.current.items === items) return;
    const at = Math.min(acted.current.at, items.length - 1);
    acted.current = null;
    // After a dialog has let go of the focus, which it gives back to a button that is gone.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (isAstray(view.current)) focusRow(at);
      }),
    );
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = rows();
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const buttons = [...(all[at]?.querySelectorAll('button') ?? [])];
    const column = Math.max(0, buttons.indexOf(document.activeElement as HTMLButtonElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const item = items[at];
    if (to !== undefined && all[to] !== undefined) focusRow(to, column);
    else if (event.key === 'Delete' && item?.own === true) {
      acted.current = { at, items };
      onDeleteForever([item]);
    } else return;
    event.preventDefault();
  };

  return (
    <section ref={view} className="trash" aria-label="Trash" data-region="trash" tabIndex={-1}>
      <header className="trash-head">
        <div>
          <h1>Trash</h1>
          <p>What is here can be put back for 30 days. Then it goes for good, by itself.</p>
        </div>
        {items.some(({ own }) => own) && <Button onClick={onEmpty}>Empty trash…</Button>}
      </header>
      {items.length === 0 ? (
        <p className="trash-empty">The trash is empty.</p>
      ) : (
        <ul className="trash-list" aria-label="In the trash" onKeyDown={onKeyDown}>
          {items.map((item, index) => (
            <TrashRow
              key={`${item.kind} ${item.discussion} ${item.id}`}
              item={item}
              name={`trash-${String(index)}`}
              words={itemWords(item, me, now)}
              onPutBack={() => {
                acted.current = { at: index, items };
                onPutBack(item);
              }}
              onDeleteForever={() => {
                acted.current = { at: index, items };
                onDeleteForever([item]);
              }}
            />
          ))}
        </ul>
      )}
      {gone.length > 0 && (
        <>
          <h2 className="trash-gone-head">Deleted for ever</h2>
          <ul className="trash-gone" aria-label="Deleted for ever">
            {gone.map((item) => (
              <li key={`${item.kind} ${item.discussion} ${item.id}`}>{goneWords(item, me, now)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const DIALOGS = '[role="dialog"], [role="alertdialog"]';

/** A dialog gives the focus back to where it was, or, where that is gone, to whatever stands near it in the window. */
function isAstray(view: HTMLElement | null): boolean {
  const now = document.activeElement;
  return view?.contains(now) !== true && (now?.closest(DIALOGS) ?? null) === null;
}

interface TrashRowProps {
  readonly item: TrashItem;
  /** Of the element that names it, for those who cannot see the row. */
  readonly name: string;
  readonly words: string;
  readonly onPutBack: () => void;
  readonly onDeleteForever: () => void;
}

function TrashRow({ item, name, words, onPutBack, onDeleteForever }: TrashRowProps) {
  const Icon = ICONS[item.kind];
  return (
    <li className="trash-item" tabIndex={item.own ? undefined : -1}>
      <Icon size={15} aria-hidden="true" className="trash-kind" />
      <div className="trash-words">
        <b id={name}>{itemName(item)}</b>
        <p>{words}</p>
      </div>
      {item.own ? (
        <>
          <Button onClick={onPutBack} aria-describedby={name}>
            Put back
          </Button>
          <Button look="quiet" className="trash-delete" onClick={onDeleteForever} aria-describedby={name}>
            Delete for ever…
          </Button>
        </>
      ) : (
        <p className="trash-theirs">Only they can put it back.</p>
      )}
    </li>
  );
}
