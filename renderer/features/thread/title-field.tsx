import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type * as Y from 'yjs';
import { diffText, MAX_TITLE, mapPlace, oneLine } from './title-text';

/** The origin of the field's own transactions. */
const ORIGIN = { from: 'title-field' };

export interface TitleFieldHandle {
  /** Puts the caret in the title, with all of it selected. */
  select(): void;
}

export interface TitleFieldProps {
  readonly title: Y.Text;
  readonly onEnter: () => void;
  readonly ref?: Ref<TitleFieldHandle>;
}

/** The title as a field that grows with its text; others' changes arrive without moving the caret. */
export function TitleField({ title, onEnter, ref }: TitleFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);

  useImperativeHandle(ref, () => ({
    select() {
      field.current?.focus();
      field.current?.select();
    },
  }));

  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.value = title.toString();
    const onChange = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
      if (transaction.origin === ORIGIN || composing.current) return;
      const { selectionStart, selectionEnd } = element;
      element.value = title.toString();
      if (document.activeElement === element) {
        element.setSelectionRange(mapPlace(selectionStart, event.delta), mapPlace(selectionEnd, event.delta));
      }
    };
    title.observe(onChange);
    return () => title.unobserve(onChange);
  }, [title]);

  const store = (): void => {
    const element = field.current;
    if (element === null) return;
    const typed = oneLine(element.value);
    if (typed !== element.value) {
      const { selectionStart } = element;
      element.value = typed;
      element.setSelectionRange(selectionStart, selectionStart);
    }
    const change = diffText(title.toString(), typed, element.selectionStart);
    if (change === null) return;
    title.doc?.transact(() => {
      if (change.remove > 0) title.delete(change.at, change.remove);
      if (change.insert !== '') title.insert(change.at, change.insert);
    }, ORIGIN);
  };

  return (
    <textarea
      ref={field}
      className="thr-title"
      aria-label="Title"
      placeholder="What is it about?"
      rows={1}
      maxLength={MAX_TITLE}
      onInput={() => {
        if (!composing.current) store();
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={() => {
        composing.current = false;
        store();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}
