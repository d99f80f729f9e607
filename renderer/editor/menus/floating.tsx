/** A panel in the browser's top layer beside a place in the document: never clipped, never behind anything. */
import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  type Placement,
  shift,
  type VirtualElement,
} from '@floating-ui/dom';
import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { classNames } from '../../ui/class-names';

export interface FloatingProps extends ComponentProps<'div'> {
  readonly anchor: (place: string) => Element | VirtualElement;
  readonly placement: Placement;
  /** Another value places the panel anew. */
  readonly place: string;
}

/** Distance to the text and to the window's edge, pixels. */
const GAP = 6;
const EDGE = 8;

/**
 * Puts a panel on screen; does nothing to one that is. Effects of what is inside run before the panel's own, and nothing
 * can take the focus in a panel that is not shown.
 */
export function showPanel(panel: HTMLElement | null): void {
  if (panel?.isConnected && typeof panel.showPopover === 'function' && !panel.matches(':popover-open'))
    panel.showPopover();
}

export function Floating({ anchor, placement, place, className, ...rest }: FloatingProps) {
  const ref = useRef<HTMLDivElement>(null);
  const latestAnchor = useRef(anchor);
  latestAnchor.current = anchor;
  useLayoutEffect(() => showPanel(ref.current), []);
  useLayoutEffect(() => {
    const panel = ref.current;
    if (panel === null) return undefined;
    const reference = latestAnchor.current(place);
    const update = (): void => {
      const middleware = [offset(GAP), flip({ padding: EDGE }), shift({ padding: EDGE })];
      void computePosition(reference, panel, { placement, strategy: 'fixed', middleware }).then(({ x, y }) => {
        panel.style.left = `${Math.round(x)}px`;
        panel.style.top = `${Math.round(y)}px`;
        panel.dataset.placed = '';
      });
    };
    return autoUpdate(reference, panel, update);
  }, [placement, place]);
  return <div ref={ref} popover="manual" className={classNames('editor-floating', className)} {...rest} />;
}
