/** A row of buttons with one stop in the tab order; arrows move inside, Esc goes back to the text. */
import type { Editor } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react';

const STEPS: Readonly<Record<string, (now: number, last: number) => number>> = {
  ArrowRight: (now, last) => (now === last ? 0 : now + 1),
  ArrowLeft: (now, last) => (now <= 0 ? last : now - 1),
  Home: () => 0,
  End: (_now, last) => last,
};

export function Toolbar({ label, editor, children }: { label: string; editor: Editor; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      editor.view.focus();
      return;
    }
    const step = STEPS[event.key];
    const buttons = [...(ref.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    if (step === undefined || buttons.length === 0) return;
    event.preventDefault();
    const now = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[step(now, buttons.length - 1)]?.focus();
  };
  return (
    <div ref={ref} role="toolbar" aria-label={label} className="editor-toolbar" onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

interface ToolbarButtonProps {
  readonly label: string;
  /** Shown beside the icon. */
  readonly text?: string;
  /** Shown in the tooltip. */
  readonly keys?: string;
  readonly icon: LucideIcon;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly first?: boolean;
  readonly onPress: (event: MouseEvent<HTMLButtonElement>) => void;
}

export function ToolbarButton({
  label,
  text,
  keys,
  icon: Icon,
  pressed,
  disabled,
  first,
  onPress,
}: ToolbarButtonProps) {
  return (
    <button
      type="button"
      className="editor-tool"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      aria-pressed={pressed}
      disabled={disabled}
      tabIndex={first === true ? 0 : -1}
      // The selection stays in the text while the mouse presses a button.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon size={16} aria-hidden="true" />
      {text}
    </button>
  );
}
