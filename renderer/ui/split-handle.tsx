import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import './split-handle.css';

export interface SplitHandleProps {
  readonly label: string;
  /** The value in the unit of min and max. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** One press of an arrow key. */
  readonly step: number;
  /** The value for a pointer at this horizontal place, in client pixels. */
  readonly valueAt: (x: number) => number;
  /** +1 when moving right makes the value larger, -1 otherwise. */
  readonly direction: 1 | -1;
  readonly onChange: (value: number) => void;
  /** The id of the element that it resizes. */
  readonly controls: string;
}

/** The line between two panes: drag, arrow keys, Home and End; a double click resets. */
export function SplitHandle(props: SplitHandleProps) {
  const dragging = useRef(false);
  const set = (value: number): void => props.onChange(Math.min(props.max, Math.max(props.min, value)));

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = true;
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (dragging.current) set(props.valueAt(event.clientX));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = props.step * props.direction;
    const next = { ArrowLeft: props.value - by, ArrowRight: props.value + by, Home: props.min, End: props.max }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };

  return (
    <hr
      tabIndex={0}
      className="ui-split"
      aria-label={props.label}
      aria-orientation="vertical"
      aria-controls={props.controls}
      aria-valuenow={Math.round(props.value)}
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
      onKeyDown={onKeyDown}
      onDoubleClick={() => props.onChange(props.initial)}
    />
  );
}
