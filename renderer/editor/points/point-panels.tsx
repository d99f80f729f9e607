/** Small forms beside a point: the day when an action is due, and the author and link of a source. */
import type { Editor } from '@tiptap/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { dueDay } from '../../../shared/model/point';
import { linkFromInput } from '../links';
import { Floating } from '../menus/floating';
import { useLatest } from '../use-editor';
import { pointAt, setPointAttrs } from './point-changes';
import { pointFacts } from './point-data';
import type { PointPanel } from './point-view';
import './point-panels.css';

interface PanelProps {
  readonly editor: Editor;
  readonly panel: PointPanel;
  readonly onClose: () => void;
}

const DAY = 86_400_000;

function dayAfter(days: number): string {
  const date = new Date(Date.now() + days * DAY);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const QUICK_DAYS = [
  { label: 'Today', days: 0 },
  { label: 'Tomorrow', days: 1 },
  { label: 'In a week', days: 7 },
] as const;

function factsOf({ editor, panel }: PanelProps) {
  const point = pointAt(editor.state.doc, panel.position());
  return point === null ? null : pointFacts(point);
}

/** A panel that closes with Esc or when the focus goes elsewhere, and gives the focus back to where it came from. */
export function PanelFrame({
  panel,
  editor,
  label,
  onClose,
  onSubmit,
  children,
}: PanelProps & { label: string; onSubmit: () => void; children: ReactNode }) {
  const from = useRef(document.activeElement);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
    const origin = from.current;
    const inside = form.current;
    return () => {
      // Only when the focus was in here: somebody who clicked elsewhere stays there.
      const lost = document.activeElement === document.body || inside?.contains(document.activeElement) === true;
      if (!lost) return;
      const known = origin instanceof HTMLElement && origin !== document.body && origin.isConnected;
      if (known) origin.focus();
      else if (!editor.isDestroyed) editor.view.focus();
    };
  }, [editor]);
  const close = useLatest(onClose);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && form.current?.contains(event.target) === false) close.current();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [close]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Floating
      anchor={() => ({
        contextElement: editor.view.dom,
        getBoundingClientRect: () => (panel.anchor.isConnected ? panel.anchor.getBoundingClientRect() : panel.at),
      })}
      placement="bottom-start"
      place="panel"
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (next instanceof Node && !event.currentTarget.contains(next)) onClose();
      }}
    >
      <form ref={form} className="point-panel" onSubmit={submit}>
        {children}
      </form>
    </Floating>
  );
}

export function DuePanel(props: PanelProps) {
  const { editor, panel, onClose } = props;
  const [due, setDue] = useState(factsOf(props)?.due ?? '');
  const apply = (value: string): void => {
    setPointAttrs(editor.view, panel.position(), { due: dueDay(value) });
    onClose();
  };
  return (
    <PanelFrame {...props} label="Due date" onSubmit={() => apply(due)}>
      <label className="point-panel-field">
        Due date
        <input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
      </label>
      <div className="point-panel-row">
        {QUICK_DAYS.map(({ label, days }) => (
          <button key={label} type="button" className="editor-tool" onClick={() => apply(dayAfter(days))}>
            {label}
          </button>
        ))}
        <button type="button" className="editor-tool" onClick={() => apply('')}>
          No date
        </button>
        <button type="submit" className="editor-tool point-panel-go">
          Set
        </button>
      </div>
    </PanelFrame>
  );
}

export function SourcePanel(props: PanelProps) {
  const { editor, panel, onClose } = props;
  const facts = factsOf(props);
  const [author, setAuthor] = useState(facts?.author ?? '');
  const [link, setLink] = useState(facts?.link ?? '');
  const [wrong, setWrong] = useState(false);
  const apply = (): void => {
    const safe = link.trim() === '' ? '' : linkFromInput(link);
    if (safe === null) {
      setWrong(true);
      return;
    }
    setPointAttrs(editor.view, panel.position(), { author: author.trim(), link: safe });
    onClose();
  };
  return (
    <PanelFrame {...props} label="Author and link" onSubmit={apply}>
      <label className="point-panel-field">
        Author
        <input value={author} maxLength={500} onChange={(event) => setAuthor(event.target.value)} />
      </label>
      <label className="point-panel-field">
        Link
        <input
          value={link}
          maxLength={2000}
          placeholder="https://"
          aria-invalid={wrong}
          onChange={(event) => {
            setLink(event.target.value);
            setWrong(false);
          }}
        />
      </label>
      <p role="alert" className="editor-field-wrong">
        {wrong ? 'This is no web or mail address. Nothing was changed; correct it or leave it empty.' : ''}
      </p>
      <div className="point-panel-row">
        <button type="submit" className="editor-tool point-panel-go">
          Set
        </button>
      </div>
    </PanelFrame>
  );
}
