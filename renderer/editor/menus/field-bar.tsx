/** A small field in a menu of the editor: the address of a link, the words for a picture. */
import type { Editor } from '@tiptap/core';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface FieldBarProps {
  readonly editor: Editor;
  readonly label: string;
  readonly placeholder: string;
  readonly initial: string;
  readonly focusNow: boolean;
  /** Returns false to keep the field open with the text marked as wrong. */
  readonly onApply: (value: string) => boolean;
  readonly onLeave: () => void;
  readonly children?: ReactNode;
}

export function FieldBar({ editor, label, placeholder, initial, focusNow, onApply, onLeave, children }: FieldBarProps) {
  const ref = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(initial);
  const [wrong, setWrong] = useState(false);
  const settled = useRef(false);
  useLayoutEffect(() => {
    if (!focusNow) return;
    ref.current?.focus();
    ref.current?.select();
  }, [focusNow]);
  const apply = (): boolean => {
    settled.current = true;
    const done = onApply(value);
    settled.current = done;
    setWrong(!done);
    return done;
  };
  return (
    <div className="editor-field">
      <input
        ref={ref}
        aria-label={label}
        aria-invalid={wrong}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            if (apply()) editor.view.focus();
          } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            settled.current = true;
            onLeave();
            editor.view.focus();
          }
        }}
        onBlur={() => {
          if (!settled.current && value !== initial) apply();
          onLeave();
        }}
      />
      {children}
    </div>
  );
}
