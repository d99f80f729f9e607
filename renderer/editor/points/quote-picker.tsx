/** Whose words a quote is made of: the posts of the discussion, found by typing, chosen by arrows and Enter. */

import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PointHost, QuotablePost } from '../types';
import { colourName } from './person-colour';
import { oneStep, pointAt, textEnd, visibleEnd } from './point-changes';
import { isBlank, isHidden, pointNode } from './point-data';
import { PanelFrame } from './point-panels';
import type { PointPanel } from './point-view';

/** More are found by typing a word of them. */
const MOST_SHOWN = 50;
/** Characters of a post that help to know it again. */
const GLIMPSE = 160;

/** The words of a post and its citation go into the quote: in the place of no words, else behind those that are there. */
function quote(editor: Editor, position: number | null, post: QuotablePost): void {
  const { tr, doc, schema } = editor.state;
  const point = pointAt(doc, position);
  if (point === null || position === null) return;
  const { children } = pointNode(schema, post.point());
  const [words, cites] = [children.filter((child) => !isHidden(child)), children.filter(isHidden)];
  tr.insert(position + point.nodeSize - 1, cites);
  const end = position + 1 + visibleEnd(point);
  if (isBlank(point)) tr.replaceWith(position + 1, position + 1 + (point.firstChild?.nodeSize ?? 0), words);
  else tr.insert(end, words);
  const caret = textEnd(tr.doc, position);
  if (caret instanceof TextSelection) tr.setSelection(caret);
  oneStep(editor.view, tr.scrollIntoView());
}

interface QuotePickerProps {
  readonly editor: Editor;
  readonly panel: PointPanel;
  readonly host: PointHost | undefined;
  readonly onClose: () => void;
}

export function QuotePicker(props: QuotePickerProps) {
  const { editor, panel, host, onClose } = props;
  const all = useMemo(() => host?.quotable?.() ?? [], [host]);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const wanted = query.trim().toLowerCase();
  const found = all.filter((post) => `${post.label} ${post.text}`.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
  const at = Math.min(active, found.length - 1);
  useLayoutEffect(() => {
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);
  const choose = (post: QuotablePost | undefined): void => {
    if (post !== undefined) quote(editor, panel.position(), post);
    onClose();
    editor.view.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    setActive((at + step + found.length) % found.length);
  };
  return (
    <PanelFrame {...props} label="Quote from" onSubmit={() => choose(found[at])}>
      <label className="point-panel-field">
        Whose words?
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          value={query}
          spellCheck={false}
          placeholder="A name, or some of the words"
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
        />
      </label>
      <div ref={list} id={id} role="listbox" aria-label="Posts" className="quote-list">
        {found.map((post, index) => (
          // The keys of this list are handled where the focus is: in the field.
          <div
            key={post.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="quote-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(post)}
            onKeyDown={(event) => event.key === 'Enter' && choose(post)}
          >
            <span className="quote-by">
              <i className="point-dot" data-colour={colourName(post.colour)} />
              {post.label}
            </span>
            <span className="quote-words">{post.text.slice(0, GLIMPSE)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="point-panel-none">No post has these words.</p>}
    </PanelFrame>
  );
}
