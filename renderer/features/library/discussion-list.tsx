/** The virtual list of discussions: one tab stop, arrow keys inside, a menu on right-click and on the Menu key. */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { STATUSES } from '../../../shared/model/export-document';
import type { DiscussionId } from '../../../shared/util/brand';
import type { DiscussionSummary } from '../../notebook/types';
import { classNames } from '../../ui/class-names';
import { MenuAt, type MenuEntry } from '../../ui/menu';
import type { LibraryActions } from './library';
import { type ListRow, summaryLine, UNTITLED } from './list-rows';

/** Heights before they are measured, in pixels: a heading, and an item with a title of one line. */
const HEADING_HEIGHT = 31;
const ITEM_HEIGHT = 57;

const STATUS_LABELS = { open: 'Open', recapping: 'Recapping', review: 'In review', finished: 'Finished' } as const;

export interface DiscussionListHandle {
  /** Takes the focus, with the first discussion as the active one. */
  enter(): void;
}

export interface DiscussionListProps {
  readonly ref?: Ref<DiscussionListHandle>;
  readonly rows: readonly ListRow[];
  readonly selected: DiscussionId | null;
  readonly actions: LibraryActions;
}

interface OpenMenu {
  readonly summary: DiscussionSummary;
  readonly at: { readonly x: number; readonly y: number };
}

export function DiscussionList({ ref, rows, selected, actions }: DiscussionListProps) {
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<DiscussionId | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const now = Date.now();

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? HEADING_HEIGHT : ITEM_HEIGHT),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    useFlushSync: false,
  });

  const items = rows.filter((row) => row.kind === 'item');
  const active = items.find((row) => row.summary.id === (activeId ?? selected)) ?? items[0];

  // What is opened from elsewhere comes into view; what others write moves nothing.
  const inView = useRef(selected);
  const selectedIndex = rows.findIndex((row) => row.key === selected);
  useEffect(() => {
    if (inView.current === selected || selectedIndex === -1) return;
    inView.current = selected;
    virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selected, selectedIndex, virtual]);

  const moveTo = (position: number): void => {
    const target = items[Math.min(items.length - 1, Math.max(0, position))];
    if (target === undefined) return;
    setActiveId(target.summary.id);
    virtual.scrollToIndex(rows.indexOf(target), { align: 'auto' });
  };

  useImperativeHandle(ref, () => ({
    enter() {
      moveTo(0);
      scroller.current?.focus();
    },
  }));

  // The region held the focus while there was no list to take it.
  useEffect(() => {
    const region = scroller.current?.closest('[data-region]');
    if (document.activeElement === region) scroller.current?.focus();
  }, []);

  const summaryUnder = (event: MouseEvent): DiscussionSummary | undefined => {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-discussion]') : null;
    return items.find((row) => row.summary.id === item?.dataset['discussion'])?.summary;
  };

  const menuFor = (summary: DiscussionSummary): void => {
    const box = document.getElementById(`${listId}-${summary.id}`)?.getBoundingClientRect();
    setMenu({ summary, at: { x: (box?.left ?? 0) + 24, y: box?.bottom ?? 0 } });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { summary, position } = active;
    const steps: Record<string, () => void> = {
      ArrowDown: () => moveTo(position),
      ArrowUp: () => moveTo(position - 2),
      PageDown: () => moveTo(position + 9),
      PageUp: () => moveTo(position - 11),
      Home: () => moveTo(0),
      End: () => moveTo(items.length - 1),
      Enter: () => actions.open(summary.id),
      ' ': () => actions.open(summary.id),
      F2: () => actions.rename(summary.id),
      Delete: () => {
        const neighbour = items[position] ?? items[position - 2];
        setActiveId(neighbour?.summary.id ?? null);
        actions.trash(summary.id);
      },
      ContextMenu: () => menuFor(summary),
    };
    const step = event.shiftKey && event.key === 'F10' ? () => menuFor(summary) : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };

  return (
    <>
      <div
        ref={scroller}
        className="lib-list"
        role="listbox"
        aria-label="Discussions"
        tabIndex={0}
        data-region-entry="library"
        aria-activedescendant={active === undefined ? undefined : `${listId}-${active.summary.id}`}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          // The list keeps the focus; its items only look as if they had it.
          event.preventDefault();
          scroller.current?.focus();
        }}
        onClick={(event) => {
          const summary = summaryUnder(event);
          if (summary === undefined) return;
          setActiveId(summary.id);
          actions.open(summary.id);
        }}
        onContextMenu={(event) => {
          const summary = summaryUnder(event);
          if (summary === undefined) return;
          event.preventDefault();
          setActiveId(summary.id);
          setMenu({ summary, at: { x: event.clientX, y: event.clientY } });
        }}
      >
        <div className="lib-list-all" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((place) => {
            const row = rows[place.index];
            if (row === undefined) return null;
            const shared = {
              ref: virtual.measureElement,
              'data-index': place.index,
              style: { transform: `translateY(${String(place.start)}px)` },
            };
            if (row.kind === 'heading') {
              return (
                <div key={place.key} {...shared} className="lib-row lib-heading" role="presentation">
                  {row.label}
                  <span className="lib-count">{row.count}</span>
                </div>
              );
            }
            const { summary } = row;
            return (
              <div key={place.key} {...shared} className="lib-row" role="presentation">
                <Item
                  id={`${listId}-${summary.id}`}
                  row={row}
                  total={items.length}
                  line={summaryLine(summary, now)}
                  selected={summary.id === selected}
                  active={row === active}
                />
              </div>
            );
          })}
        </div>
      </div>
      {menu !== null && (
        <MenuAt at={menu.at} entries={menuEntries(menu.summary, actions)} onClose={() => setMenu(null)} />
      )}
    </>
  );
}

interface ItemProps {
  readonly id: string;
  readonly row: ListRow & { readonly kind: 'item' };
  readonly total: number;
  readonly line: string;
  readonly selected: boolean;
  readonly active: boolean;
}

/** The keyboard acts through the list, which owns the focus. */
function Item({ id, row, total, line, selected, active }: ItemProps) {
  const { summary } = row;
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-posinset={row.position}
      aria-setsize={total}
      className={classNames('lib-item', selected && 'lib-item-open', active && 'lib-item-active')}
      tabIndex={-1}
      data-discussion={summary.id}
    >
      <span className={classNames('lib-item-title', summary.title.trim() === '' && 'lib-item-untitled')}>
        {summary.title.trim() === '' ? UNTITLED : summary.title}
      </span>
      {summary.unread && !selected && (
        <span className="lib-dot">
          <span className="sr-only">unread</span>
        </span>
      )}
      <span className="lib-item-line">
        {line}
        {summary.status === 'finished' && <span className="sr-only"> · finished</span>}
      </span>
    </div>
  );
}

function menuEntries(summary: DiscussionSummary, actions: LibraryActions): readonly MenuEntry[] {
  return [
    { kind: 'action', label: 'Rename', keys: 'F2', run: () => actions.rename(summary.id) },
    { kind: 'line' },
    { kind: 'heading', label: 'Status' },
    {
      kind: 'choice',
      label: 'Status',
      value: summary.status,
      options: STATUSES.map((status) => ({ value: status, label: STATUS_LABELS[status] })),
      choose: (value) => {
        const status = STATUSES.find((one) => one === value);
        if (status !== undefined) actions.setStatus(summary.id, status);
      },
    },
    { kind: 'line' },
    { kind: 'action', label: 'Move to trash', keys: 'Del', danger: true, run: () => actions.trash(summary.id) },
  ];
}
