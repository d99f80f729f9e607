/** A small field in a menu of the editor: the address of a link, the words for a picture. */
import type { Editor } from '@tiptap/core';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { showPanel } from './floating';

interface FieldBarProps {
  readonly editor: Editor;
  readonly label: string;
  readonly placeholder: string;
  readonly initial: string;
  readonly focusNow: boolean;
  /** What stands in the way already, in words; null for nothing. */
  readonly obstacle?: string | null;
  /** Returns null when done, or what is wrong in words: then the field stays open and shows them. */
  readonly onApply: (value: string) => string | null;
  /** The field lost the focus, was left with Esc or Enter, or is gone. */
  readonly onLeave: () => void;
  readonly children?: ReactNode;
}

export function FieldBar(props: FieldBarProps) {
  const { editor, label, placeholder, initial, focusNow, onApply, onLeave, children } = props;
  const ref = useRef<HTMLInputElement>(null);
  const wordsId = useId();
  const [value, setValue] = useState(initial);
  const [wrong, setWrong] = useState(props.obstacle ?? null);
  const settled = useRef(false);
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useLayoutEffect(() => {
    if (!focusNow) return;
    showPanel(ref.current?.closest<HTMLElement>('[popover]') ?? null);
    ref.current?.focus();
    ref.current?.select();
  }, [focusNow]);
  useEffect(() => () => leave.current(), []);
  const apply = (): boolean => {
    settled.current = true;
    const problem = onApply(value);
    settled.current = problem === null;
    setWrong(problem);
    return problem === null;
  };
  return (
    <div className="editor-field-box">
      <div className="editor-field">
        <input
          ref={ref}
          aria-label={label}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : wordsId}
          placeholder={placeholder}
          value={value}
          spellCheck={false}
          onChange={(event) => {
            setValue(event.target.value);
            setWrong(props.obstacle ?? null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              if (!apply()) return;
              onLeave();
              editor.view.focus();
            } else if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              settled.current = true;
              onLeave();
              editor.view.focus();
            }
          }}
          onBlur={(event) => {
            // Another window has the focus, perhaps to copy the address there: the field waits.
            if (document.activeElement === event.currentTarget) return;
            if (!settled.current && value !== initial) apply();
            onLeave();
          }}
        />
        {children}
      </div>
      <p className="editor-field-wrong" role="alert" id={wordsId}>
        {wrong === null ? null : (
          <>
            <CircleAlert size={14} aria-hidden="true" />
            {wrong}
          </>
        )}
      </p>
    </div>
  );
}
