/** The list that opens after a slash. The focus stays in the text; the editor points at the active option. */
import type { Editor } from '@tiptap/core';
import {
  ArrowRight,
  BookOpen,
  CircleCheck,
  CircleQuestionMark,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Image,
  Lightbulb,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  Table2,
  TextQuote,
} from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { Floating } from '../menus/floating';
import { useEditorValue } from '../menus/use-editor-value';
import type { SlashEntry, SlashId } from './entries';
import { slashKey, slashOptionId } from './slash-plugin';

const ICONS: Readonly<Record<SlashId, LucideIcon>> = {
  text: Pilcrow,
  'heading-1': Heading1,
  'heading-2': Heading2,
  'heading-3': Heading3,
  'bullet-list': List,
  'numbered-list': ListOrdered,
  'task-list': ListChecks,
  quote: TextQuote,
  code: Code,
  table: Table2,
  image: Image,
  divider: Minus,
  'point-takeaway': Lightbulb,
  'point-decision': CircleCheck,
  'point-action': ArrowRight,
  'point-question': CircleQuestionMark,
  'point-quote': Quote,
  'point-source': BookOpen,
};

interface SlashMenuProps {
  readonly editor: Editor;
  readonly menuId: string;
  readonly onChoose: (entry: SlashEntry, range: { from: number; to: number }) => void;
}

function Option({
  entry,
  id,
  active,
  onChoose,
}: {
  entry: SlashEntry;
  id: string;
  active: boolean;
  onChoose: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (active) ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  const Icon = ICONS[entry.id];
  return (
    // The keys of this list are handled where the focus is: in the editor (slash-plugin).
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="slash-option"
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose()}
    >
      <Icon size={16} aria-hidden="true" />
      <span>{entry.label}</span>
      {entry.typed === '' ? null : <span className="slash-typed">{entry.typed}</span>}
    </div>
  );
}

export function SlashMenu({ editor, menuId, onChoose }: SlashMenuProps) {
  const open = useEditorValue(editor, (state) => slashKey.getState(state) ?? null);
  if (open === null || open.entries.length === 0) return null;
  const anchor = () => ({
    contextElement: editor.view.dom,
    getBoundingClientRect: () => {
      const { left, top, bottom } = editor.view.coordsAtPos(Math.min(open.range.from, editor.state.doc.content.size));
      return new DOMRect(left, top, 0, bottom - top);
    },
  });
  return (
    <Floating
      anchor={anchor}
      placement="bottom-start"
      place={String(open.range.from)}
      id={menuId}
      role="listbox"
      aria-label="Insert"
      className="slash-menu"
      // The caret stays in the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      {open.entries.map((entry, index) => (
        <Option
          key={entry.id}
          entry={entry}
          id={slashOptionId(menuId, entry)}
          active={index === open.active}
          onChoose={() => onChoose(entry, open.range)}
        />
      ))}
    </Floating>
  );
}
