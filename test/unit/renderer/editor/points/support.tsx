/** Recaps with points for tests: builders, and an app around the editor that knows two people and a few posts. */
import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { vi } from 'vitest';
import type { PointHost, RecapEditorHandle, SharedEditorProps } from '../../../../../renderer/editor/types';
import { createStore } from '../../../../../renderer/ui/store';
import type { Cite } from '../../../../../shared/model/point';
import type { RichText, RichTextNode } from '../../../../../shared/model/rich-text';
import { type Mounted, node, p, shared, side } from '../support';

type Attrs = Record<string, unknown>;

export const point = (kind: string, attrs: Attrs, ...content: RichTextNode[]): RichTextNode =>
  node('point', { kind, ...attrs }, ...content);
export const detail = (role: string, words: string): RichTextNode =>
  node('detail', { role }, { type: 'text', text: words });
export const cite = (post: string, attrs: Attrs = {}): RichTextNode => node('cite', { post, ...attrs });
export const credit = (name: string, role = 'credit'): RichTextNode =>
  node('credit', { role, person: `id of ${name}`, name });
export const takeaway = (id: string, words: string, ...more: RichTextNode[]): RichTextNode =>
  point('takeaway', { id }, words === '' ? p() : p(words), ...more);

export interface FakeHost extends PointHost {
  readonly slots: Map<HTMLElement, string>;
  readonly merged: ReturnType<typeof vi.fn<(kept: string, gone: string) => void>>;
  readonly openCite: ReturnType<typeof vi.fn<(cite: Cite) => void>>;
  /** Tells that facts changed. */
  tell(): void;
  readonly states: Map<string, 'here' | 'edited' | 'deleted' | 'missing' | 'elsewhere'>;
}

export function fakeHost(): FakeHost {
  const facts = createStore<object>({});
  const slots = new Map<HTMLElement, string>();
  const states: FakeHost['states'] = new Map();
  return {
    facts,
    slots,
    states,
    tell: () => act(() => facts.set({})),
    cite: (one) => ({
      label: one.label || `Author of ${one.post}`,
      colour: 0,
      state: states.get(one.post) ?? 'here',
    }),
    merged: vi.fn<(kept: string, gone: string) => void>(),
    openCite: vi.fn<(cite: Cite) => void>(),
    people: () => [
      { id: 'id of Renee', name: 'Renee', colour: 0 },
      { id: 'id of Chris', name: 'Chris', colour: 1 },
    ],
    slot(id, element) {
      slots.set(element, id);
      return () => slots.delete(element);
    },
  };
}

export interface RecapEditor extends Mounted {
  readonly app: FakeHost;
  readonly handle: RecapEditorHandle;
}

export function recapOn(body: RichText, more: Partial<SharedEditorProps> = {}): RecapEditor {
  const app = fakeHost();
  let handle: RecapEditorHandle | null = null;
  const { fragment } = side(1, body);
  const made = shared(fragment, {
    points: app,
    handle: (now) => {
      handle = now;
    },
    ...more,
  });
  const given = (): RecapEditorHandle => {
    if (handle === null) throw new Error('no handle');
    return handle;
  };
  return { ...made, editor: made.editor, app, handle: given() };
}

/** The recap in a short notation: `takeaway#a(one / why: because / @p1 / +Renee)`, blocks parted by ` | `. */
export function recap(editor: Editor): string {
  const block = (at: typeof editor.state.doc): string => {
    if (at.type.name === 'detail') return `${at.attrs.role}: ${at.textContent}`;
    if (at.type.name === 'cite') return `@${at.attrs.post}`;
    if (at.type.name === 'credit') return `${at.attrs.role === 'agreed' ? '=' : '+'}${at.attrs.name}`;
    if (at.type.name === 'point') {
      const id = /^[0-9a-f-]{36}$/.test(at.attrs.id) ? 'new' : at.attrs.id;
      return `${at.attrs.kind}#${id}(${at.children.map(block).join(' / ')})`;
    }
    if (at.type.name === 'heading') return `h${at.attrs.level} ${at.textContent}`;
    if (at.isTextblock) return at.textContent;
    return `${at.type.name}(${at.children.map(block).join(', ')})`;
  };
  return editor.state.doc.children.map(block).join(' | ');
}

export function ids(editor: Editor): string[] {
  return editor.state.doc.children.filter((one) => one.type.name === 'point').map((one) => String(one.attrs.id));
}

export function undo(editor: Editor): void {
  act(() => {
    const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'keyCode', { value: 90 });
    editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
  });
}

/** The words on screen of a point's foot. */
export function foot(host: Element, index = 0): string[] {
  const line = host.querySelectorAll('.point-line')[index];
  return [...(line?.children ?? [])].map((one) => one.textContent ?? '');
}

export function control(host: Element, name: string): HTMLElement {
  const found = [...host.querySelectorAll<HTMLElement>('.point [aria-label], .point button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );
  if (found === undefined) throw new Error(`no control "${name}"`);
  return found;
}
