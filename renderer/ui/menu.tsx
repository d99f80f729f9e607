import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd';
import { useLayer } from './layer';
import './menu.css';

export interface MenuAction {
  readonly kind: 'action';
  readonly label: string;
  /** Shown at the end of the row. */
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export type MenuEntry =
  | MenuAction
  | { readonly kind: 'line' }
  /** A menu beside the menu. */
  | { readonly kind: 'more'; readonly label: string; readonly entries: readonly MenuEntry[] }
  | { readonly kind: 'heading'; readonly label: string }
  /** One of several that can be on; the menu stays open. */
  | { readonly kind: 'check'; readonly label: string; readonly on: boolean; readonly toggle: () => void }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[];
      readonly choose: (value: string) => void;
    };

function Row({ entry }: { readonly entry: MenuEntry }): ReactNode {
  switch (entry.kind) {
    case 'line':
      return <Base.Separator className="ui-menu-line" />;
    case 'heading':
      return (
        <div className="ui-menu-heading" aria-hidden="true">
          {entry.label}
        </div>
      );
    case 'check':
      return (
        <Base.CheckboxItem className="ui-menu-item" checked={entry.on} onCheckedChange={entry.toggle}>
          <span className="ui-menu-mark">
            <Base.CheckboxItemIndicator>
              <Check size={14} aria-hidden="true" />
            </Base.CheckboxItemIndicator>
          </span>
          <span className="ui-menu-label">{entry.label}</span>
        </Base.CheckboxItem>
      );
    case 'choice':
      return (
        <Base.RadioGroup
          value={entry.value}
          onValueChange={(value: string) => entry.choose(value)}
          aria-label={entry.label}
        >
          {entry.options.map((option) => (
            <Base.RadioItem key={option.value} value={option.value} className="ui-menu-item" closeOnClick>
              <span className="ui-menu-mark">
                <Base.RadioItemIndicator>
                  <Check size={14} aria-hidden="true" />
                </Base.RadioItemIndicator>
              </span>
              <span className="ui-menu-label">{option.label}</span>
              {option.note !== undefined && option.note !== '' && <span className="ui-menu-note"> {option.note}</span>}
            </Base.RadioItem>
          ))}
        </Base.RadioGroup>
      );
    case 'more':
      return <More entry={entry} />;
    case 'action':
      return (
        <Base.Item
          className={entry.danger === true ? 'ui-menu-item ui-menu-danger' : 'ui-menu-item'}
          disabled={entry.disabled === true}
          onClick={entry.run}
        >
          <span className="ui-menu-label">{entry.label}</span>
          {entry.keys !== undefined && <Kbd keys={entry.keys} />}
        </Base.Item>
      );
  }
}

function More({ entry }: { readonly entry: Extract<MenuEntry, { kind: 'more' }> }) {
  const container = useLayer();
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className="ui-menu-item">
        <span className="ui-menu-label">{entry.label}</span>
        <ChevronRight size={14} aria-hidden="true" className="ui-menu-more" />
      </Base.SubmenuTrigger>
      <Base.Portal container={container}>
        <Base.Positioner className="ui-menu-positioner" sideOffset={2} alignOffset={-6}>
          <Base.Popup className="ui-menu">{rows(entry.entries)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

function rows(entries: readonly MenuEntry[]): ReactNode {
  // The entries of one menu never change their order, so the place is the identity.
  return entries.map((entry, place) => <Row key={`${entry.kind}-${String(place)}`} entry={entry} />);
}

export interface MenuProps {
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  const container = useLayer();
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal container={container}>
        <Base.Positioner className="ui-menu-positioner" sideOffset={4} align={align}>
          <Base.Popup className="ui-menu">{rows(entries)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuAtProps {
  /** Where it opens, in client pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** A menu at a point, for right-click and the Menu key. */
export function MenuAt({ at, entries, onClose }: MenuAtProps) {
  const container = useLayer();
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal container={container}>
        <Base.Positioner className="ui-menu-positioner" anchor={anchor} align="start" side="bottom">
          <Base.Popup className="ui-menu">{rows(entries)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
