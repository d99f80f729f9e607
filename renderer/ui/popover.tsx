import { Popover as Base } from '@base-ui/react/popover';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Button } from './button';
import type { HeldPlace } from './held-place';
import { useLayer } from './layer';
import './popover.css';

export interface PopoverProps {
  readonly title: string;
  /** What it belongs to; it opens beside it. */
  readonly anchor: Element | HeldPlace;
  readonly onClose: () => void;
  /** Gets the focus at first; the first control without it. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Gets the focus afterwards, in place of what had it before. */
  readonly finalFocus?: () => HTMLElement | null;
  readonly children: ReactNode;
}

/** A small window beside what it speaks of, open as long as it is rendered; Esc and a click elsewhere close it. */
export function Popover({ title, anchor, onClose, initialFocus, finalFocus, children }: PopoverProps) {
  const container = useLayer();
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal container={container}>
        <Base.Positioner
          className="ui-menu-positioner"
          anchor={anchor}
          align="start"
          sideOffset={6}
          collisionPadding={10}
        >
          <Base.Popup className="ui-popover" initialFocus={initialFocus} finalFocus={finalFocus}>
            <div className="ui-popover-head">
              <Base.Title className="ui-popover-title">{title}</Base.Title>
              <Base.Close render={<Button look="quiet" className="ui-icon-button" aria-label="Close" />}>
                <X size={15} aria-hidden="true" />
              </Base.Close>
            </div>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
