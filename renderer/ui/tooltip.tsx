import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { useLayer } from './layer';
import './tooltip.css';

export interface TooltipProps {
  readonly text: string;
  readonly children: ReactElement;
}

/** A short explanation on hover and focus; never the only way to learn something. */
export function Tooltip({ text, children }: TooltipProps) {
  const container = useLayer();
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={500} />
      <Base.Portal container={container}>
        <Base.Positioner sideOffset={6} className="ui-menu-positioner">
          <Base.Popup className="ui-tooltip">{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
