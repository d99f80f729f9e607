/** Editors for tests: two people on two documents joined by hand, and keys as a person presses them. */
import type { Editor } from '@tiptap/core';
import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { DraftEditor, richTextToFragment, SharedEditor } from '../../../../renderer/editor';
import type {
  AssetStore,
  DraftEditorHandle,
  DraftEditorProps,
  SharedEditorProps,
} from '../../../../renderer/editor/types';
import type { RichText, RichTextMark, RichTextNode } from '../../../../shared/model/rich-text';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

export const text = (value: string, ...marks: (string | RichTextMark)[]): RichTextNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) } : {}),
});
export const node = (
  type: string,
  attrs: Record<string, unknown> | null,
  ...content: RichTextNode[]
): RichTextNode => ({
  type,
  ...(attrs === null ? {} : { attrs }),
  ...(content.length > 0 ? { content } : {}),
});
export const p = (...content: (string | RichTextNode)[]): RichTextNode =>
  node('paragraph', null, ...content.map((part) => (typeof part === 'string' ? text(part) : part)));
export const doc = (...content: RichTextNode[]): RichText => ({ type: 'doc', content });
export const link = (href: string): RichTextMark => ({ type: 'link', attrs: { href, title: null } });
export const li = (...content: RichTextNode[]) => node('listItem', null, ...content);
export const task = (checked: boolean, ...content: RichTextNode[]) => node('taskItem', { checked }, ...content);

export function memoryAssets(): AssetStore & { readonly kept: Map<string, { mime: string; bytes: Uint8Array }> } {
  const kept = new Map<string, { mime: string; bytes: Uint8Array }>();
  return {
    kept,
    asset: (hash) => kept.get(hash) ?? null,
    addAsset(bytes, mime) {
      const hash = `h${kept.size + 1}`;
      kept.set(hash, { mime, bytes });
      return `asset:${hash}`;
    },
  };
}

export interface Mounted {
  readonly host: HTMLElement;
  /** The TipTap editor on the page. */
  readonly editor: Editor;
  render(element: ReactElement): void;
  unmount(): void;
}

const mounted = new Set<() => void>();

/** Call after each test. */
export function unmountAll(): void {
  for (const unmount of [...mounted]) unmount();
}

export function mount(element: ReactElement): Mounted {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  act(() => root.render(element));
  const unmount = (): void => {
    if (!mounted.delete(unmount)) return;
    act(() => root.unmount());
    host.remove();
  };
  mounted.add(unmount);
  return {
    host,
    get editor() {
      const dom = host.querySelector('.ProseMirror') as (Element & { editor?: Editor }) | null;
      if (dom?.editor === undefined) throw new Error('no editor on the page');
      return dom.editor;
    },
    render: (next) => act(() => root.render(next)),
    unmount,
  };
}

export function sharedProps(fragment: Y.XmlFragment, more: Partial<SharedEditorProps> = {}): SharedEditorProps {
  return {
    fragment,
    undoManager: null,
    awareness: null,
    user: { name: 'Renee', colour: 0 },
    assets: memoryAssets(),
    label: 'Recap',
    placeholder: 'Write the recap',
    onError: (error) => {
      throw error;
    },
    onOpenLink: () => undefined,
    ...more,
  };
}

export interface Side {
  readonly doc: Y.Doc;
  readonly fragment: Y.XmlFragment;
  readonly awareness: Awareness;
}

export function side(clientId: number, body?: RichText): Side {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const fragment = doc.getXmlFragment('recap');
  if (body !== undefined) richTextToFragment(body, fragment);
  return { doc, fragment, awareness: new Awareness(doc) };
}

/** Joins two documents for good: what one writes the other has at once. */
export function join(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  a.on('update', (update: Uint8Array, origin: unknown) => origin !== b && Y.applyUpdate(b, update, a));
  b.on('update', (update: Uint8Array, origin: unknown) => origin !== a && Y.applyUpdate(a, update, b));
}

export function shared(fragment: Y.XmlFragment, more: Partial<SharedEditorProps> = {}): Mounted {
  return mount(<SharedEditor {...sharedProps(fragment, more)} />);
}

/** An editor over a new document with this body. */
export function editorOn(
  body: RichText,
  more: Partial<SharedEditorProps> = {},
): Mounted & { readonly fragment: Y.XmlFragment } {
  const { fragment } = side(1, body);
  const made = shared(fragment, more);
  return { ...made, fragment, editor: made.editor };
}

export function draft(
  initial: RichText,
  more: Partial<DraftEditorProps> = {},
): Mounted & { handle(): DraftEditorHandle } {
  let handle: DraftEditorHandle | null = null;
  const { fragment, undoManager, awareness, user, ...common } = sharedProps(new Y.Doc().getXmlFragment('x'));
  const made = mount(
    <DraftEditor
      {...common}
      label="Write a post"
      initial={initial}
      onChange={() => undefined}
      handle={(now) => {
        handle = now;
      }}
      {...more}
    />,
  );
  return {
    ...made,
    editor: made.editor,
    handle() {
      if (handle === null) throw new Error('no handle');
      return handle;
    },
  };
}

/** Types character by character, through the typing shortcuts. */
export function type(editor: Editor, characters: string): void {
  act(() => {
    for (const character of characters) {
      const { view } = editor;
      const { from, to } = view.state.selection;
      const insert = () => view.state.tr.insertText(character, from, to);
      const handled = view.someProp('handleTextInput', (handle) => handle(view, from, to, character, insert));
      if (handled !== true) view.dispatch(insert());
    }
  });
}

/** Presses a key as `Ctrl+Shift+Z` or `Enter`; true when the editor took it. */
export function press(editor: Editor, keys: string): boolean {
  const names = keys.split('+');
  const key = names.at(-1) ?? '';
  const event = new KeyboardEvent('keydown', {
    key: key.length === 1 && !names.includes('Shift') ? key.toLowerCase() : key,
    ctrlKey: names.includes('Ctrl'),
    shiftKey: names.includes('Shift'),
    altKey: names.includes('Alt'),
    bubbles: true,
    cancelable: true,
  });
  if (key.length === 1) Object.defineProperty(event, 'keyCode', { value: key.toUpperCase().charCodeAt(0) });
  let handled = false;
  act(() => {
    handled = editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true;
  });
  return handled;
}

/** What the browser sends to the place of the last change when somebody asks it for Undo or Redo. */
export function browserHistory(editor: Editor, inputType: 'historyUndo' | 'historyRedo'): InputEvent {
  const event = new InputEvent('beforeinput', { inputType, bubbles: true, cancelable: true });
  act(() => void editor.view.dom.dispatchEvent(event));
  return event;
}

/** Puts the caret (or a selection) around the first occurrence of `needle`. */
export function select(editor: Editor, needle: string, where: 'start' | 'end' | 'all' = 'end'): void {
  let found = -1;
  editor.state.doc.descendants((child, position) => {
    const at = child.isText ? (child.text ?? '').indexOf(needle) : -1;
    if (at >= 0 && found < 0) found = position + at;
  });
  if (found < 0) throw new Error(`no "${needle}" in the document`);
  const range = {
    start: [found, found],
    end: [found + needle.length, found + needle.length],
    all: [found, found + needle.length],
  };
  const [from, to] = range[where] as [number, number];
  act(() => {
    editor.commands.setTextSelection({ from, to });
  });
}

/** The document in a short notation: `h2(Title) ul(li(p(one)))`. */
export function outline(editor: Editor): string {
  const short: Record<string, string> = {
    paragraph: 'p',
    bulletList: 'ul',
    orderedList: 'ol',
    listItem: 'li',
    taskList: 'tasks',
    taskItem: 'task',
    blockquote: 'quote',
    codeBlock: 'code',
    tableRow: 'tr',
    tableHeader: 'th',
    tableCell: 'td',
    horizontalRule: 'hr',
  };
  const write = (at: typeof editor.state.doc): string => {
    if (at.isText) return `${at.marks.map((mark) => `${mark.type.name}:`).join('')}${at.text ?? ''}`;
    const name = at.type.name === 'heading' ? `h${at.attrs.level}` : (short[at.type.name] ?? at.type.name);
    const inner = at.children.map(write).join(at.inlineContent ? '|' : ' ');
    return at.isLeaf ? name : `${name}${at.attrs.checked === true ? '!' : ''}(${inner})`;
  };
  return editor.state.doc.children.map(write).join(' ');
}

/** Waits until `check` passes, through whatever the views do meanwhile. */
export async function until(check: () => void): Promise<void> {
  await vi.waitFor(async () => {
    // React applies what happens inside when `act` ends.
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    check();
  });
}
