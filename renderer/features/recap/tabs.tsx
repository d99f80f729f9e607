/** The row of recaps above the page: ours, one's own, the others'; and how many are shown at once. */
import { Columns2 } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RecapLayout } from '../../../shared/model/recap-view';
import type { Discussion } from '../../notebook/types';
import { Button, IconButton } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { fittingTabs, type RecapTab } from './lanes-view';
import './tabs.css';

export const tabId = (key: string): string => `rec-tab-${key}`;
export const panelId = (key: string): string => `rec-panel-${key}`;

interface RecapTabsProps {
  readonly tabs: readonly RecapTab[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

function useWidth(): { readonly ref: (element: HTMLElement | null) => void; readonly width: number } {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    // Told after layout and before paint, the first time as well: asking for the width now would lay the whole recap out
    // an extra time while it opens.
    const observer = new ResizeObserver(() => flushSync(() => setWidth(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { ref: setElement, width };
}

export function RecapTabs({ tabs, chosen, onChoose }: RecapTabsProps) {
  const { ref, width } = useWidth();
  const list = useRef<HTMLDivElement>(null);
  const shown = fittingTabs(tabs, chosen, width);
  const rest = tabs.filter((tab) => !shown.includes(tab));
  const onKey = (event: KeyboardEvent): void => {
    const at = shown.findIndex((tab) => tab.key === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const next = to === undefined ? undefined : shown[(to + shown.length) % shown.length];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(tabId(next.key))}`)?.focus();
  };
  return (
    <div className="rec-tabs" ref={ref}>
      <div ref={list} role="tablist" aria-label="Recaps" className="rec-tablist">
        {shown.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={tabId(tab.key)}
            className="rec-tab"
            aria-selected={tab.key === chosen}
            aria-controls={tab.key === chosen ? panelId(tab.key) : undefined}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => onChoose(tab.key)}
            onKeyDown={onKey}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {rest.length > 0 && (
        <Menu
          trigger={
            <Button look="quiet" className="rec-tab-more" aria-label={count(rest.length, 'more recap')}>
              +{rest.length}
            </Button>
          }
          entries={rest.map((tab) => ({ kind: 'action', label: tab.label, run: () => onChoose(tab.key) }))}
        />
      )}
    </div>
  );
}

const LAYOUTS: readonly { readonly value: RecapLayout; readonly label: string }[] = [
  { value: 'one', label: 'One at a time' },
  { value: 'beside', label: 'Side by side' },
  { value: 'lanes', label: 'All in lanes' },
];

export function RecapLayoutMenu({
  layout,
  keys,
  onChange,
}: {
  readonly layout: RecapLayout;
  readonly keys: Readonly<Record<'sideBySide' | 'allInLanes', string>>;
  readonly onChange: (layout: RecapLayout) => void;
}) {
  const notes: Readonly<Partial<Record<RecapLayout, string>>> = { beside: keys.sideBySide, lanes: keys.allInLanes };
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="How recaps are shown">
          <Columns2 size={16} aria-hidden="true" />
        </IconButton>
      }
      entries={[
        {
          kind: 'choice',
          label: 'How recaps are shown',
          value: layout,
          options: LAYOUTS.map((one) => ({ ...one, note: notes[one.value] })),
          choose: (value) => {
            const chosen = LAYOUTS.find((one) => one.value === value)?.value;
            if (chosen !== undefined) onChange(chosen);
          },
        },
      ]}
    />
  );
}

/** Where a recap of one's own would be: what it is for, and the way to begin. */
export function NoOwnRecap({ discussion, onStart }: { readonly discussion: Discussion; readonly onStart: () => void }) {
  const others = useReadable(discussion.parts.own).length;
  return (
    <div className="rec-none">
      <h3>A recap of your own</h3>
      <p>Write what you take away, in your own words. Others can read it, only you write in it.</p>
      <p>
        What belongs to everybody you take into our recap, point by point, with your name on it.
        {others > 0 && ' What somebody else wrote as well is pointed out.'}
      </p>
      <Button look="primary" data-region-entry onClick={onStart}>
        Start my recap
      </Button>
    </div>
  );
}
