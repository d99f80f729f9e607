import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { doc, editorOn, link, node, outline, p, press, select, text, unmountAll, until } from '../support';

afterEach(unmountAll);

const button = (host: HTMLElement, name: string) =>
  host.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
const click = (host: HTMLElement, name: string) => act(() => button(host, name)?.click());
const focus = (editor: { view: { dom: HTMLElement; focus(): void } }) =>
  act(() => {
    editor.view.dom.focus();
    editor.view.focus();
  });

async function withSelection(body: ReturnType<typeof doc>, needle: string, where: 'all' | 'end' = 'all') {
  const opened: string[] = [];
  const made = editorOn(body, { onOpenLink: (url) => opened.push(url) });
  focus(made.editor);
  select(made.editor, needle, where);
  await until(() => expect(made.host.querySelector('[role=toolbar]')).not.toBe(null));
  return { ...made, opened };
}

describe('the menu over selected text', () => {
  it('formats, says what is on, and keeps the selection', async () => {
    const { host, editor } = await withSelection(doc(p('one two')), 'two');
    expect(host.querySelector('[role=toolbar]')?.getAttribute('aria-label')).toBe('Format');
    expect(button(host, 'Bold')?.getAttribute('aria-pressed')).toBe('false');
    click(host, 'Bold');
    expect(outline(editor)).toBe('p(one |bold:two)');
    expect(button(host, 'Bold')?.getAttribute('aria-pressed')).toBe('true');
    click(host, 'Heading 2');
    click(host, 'Quote');
    expect(outline(editor)).toBe('quote(h2(one |bold:two))');
    expect([button(host, 'Heading 2'), button(host, 'Quote')].map((one) => one?.getAttribute('aria-pressed'))).toEqual([
      'true',
      'true',
    ]);
  });

  it.each([
    ['Ctrl+B', 'bold'],
    ['Ctrl+I', 'italic'],
    ['Ctrl+Shift+S', 'strike'],
  ])('%s makes it %s', (keys, mark) => {
    const { editor } = editorOn(doc(p('one two')));
    select(editor, 'two', 'all');
    press(editor, keys);
    expect(outline(editor)).toBe(`p(one |${mark}:two)`);
  });

  it('leaves Ctrl+E to the export of the app, and Ctrl+K without a selection to its search', () => {
    const { editor } = editorOn(doc(p('one two')));
    select(editor, 'two', 'all');
    expect(press(editor, 'Ctrl+E')).toBe(false);
    select(editor, 'two', 'end');
    expect(press(editor, 'Ctrl+K')).toBe(false);
  });

  it('is one stop in the tab order, and arrows move inside it', async () => {
    const { host } = await withSelection(doc(p('one two')), 'two');
    expect(
      [...host.querySelectorAll('[role=toolbar] button')].filter((one) => one.getAttribute('tabindex') === '0'),
    ).toHaveLength(1);
    const arrow = (key: string) =>
      act(
        () =>
          void document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
          ),
      );
    act(() => button(host, 'Bold')?.focus());
    arrow('ArrowRight');
    expect(document.activeElement).toBe(button(host, 'Italic'));
    arrow('End');
    expect(document.activeElement).toBe(button(host, 'Quote'));
    arrow('ArrowRight');
    expect(document.activeElement).toBe(button(host, 'Bold'));
  });

  it('takes a link from Ctrl+K, and refuses what is no address', async () => {
    const { host, editor } = await withSelection(doc(p('one two')), 'two');
    expect(press(editor, 'Ctrl+K')).toBe(true);
    const field = () => host.querySelector<HTMLInputElement>('input[aria-label="Link address"]');
    expect(document.activeElement).toBe(field());
    const fill = (value: string) => {
      const input = field();
      if (input === null) throw new Error('no field');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
      act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
      act(
        () => void input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })),
      );
    };
    fill('javascript:alert(1)');
    expect(field()?.getAttribute('aria-invalid')).toBe('true');
    expect(outline(editor)).toBe('p(one two)');
    fill('example.org');
    expect(field()).toBe(null);
    expect(outline(editor)).toBe('p(one |link:two)');
    expect(editor.getAttributes('link').href).toBe('https://example.org');
  });
});

describe('the menu of a link', () => {
  const LINKED = doc(p('see ', text('here', link('https://a.org')), ' now'));

  it('opens and removes it', async () => {
    const { host, editor, opened } = await withSelection(LINKED, 'he', 'end');
    click(host, 'Open link');
    expect(opened).toEqual(['https://a.org']);
    click(host, 'Remove link');
    expect(outline(editor)).toBe('p(see here now)');
  });

  it('is not needed for Ctrl+click; a plain click opens nothing', () => {
    const opened: string[] = [];
    const { host } = editorOn(LINKED, { onOpenLink: (url) => opened.push(url) });
    const press1 = (init: MouseEventInit) => {
      const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
      host.querySelector('a')?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(press1({})).toBe(true);
    expect(opened).toEqual([]);
    press1({ ctrlKey: true });
    expect(opened).toEqual(['https://a.org']);
  });
});

describe('the menus of pictures and tables', () => {
  it('edit the words for a picture', async () => {
    const { host, editor } = editorOn(doc(p('a'), node('image', { src: 'asset:x', alt: 'old', title: null })));
    focus(editor);
    act(() => void editor.commands.setNodeSelection(3));
    await until(() => expect(host.querySelector('input[aria-label="Alt text"]')).not.toBe(null));
    const input = host.querySelector<HTMLInputElement>('input[aria-label="Alt text"]') as HTMLInputElement;
    expect(input.value).toBe('old');
    act(() => input.focus());
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'A chart');
    act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
    act(
      () => void input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })),
    );
    expect(editor.state.doc.lastChild?.attrs['alt']).toBe('A chart');
  });

  it('change rows and columns, and keep the header row first', async () => {
    const row = (kind: string, ...cells: string[]) =>
      node('tableRow', null, ...cells.map((cell) => node(kind, null, p(cell))));
    const { host, editor } = await withSelection(
      doc(node('table', null, row('tableHeader', 'a', 'b'), row('tableCell', 'c', 'd')), p()),
      'a',
      'end',
    );
    expect(host.querySelector('[role=toolbar]')?.getAttribute('aria-label')).toBe('Table');
    click(host, 'Rows and columns');
    expect([button(host, 'Row above')?.disabled, button(host, 'Delete row')?.disabled]).toEqual([true, true]);
    click(host, 'Row below');
    click(host, 'Column before');
    expect(outline(editor)).toBe(
      'table(tr(th(p()) th(p(a)) th(p(b))) tr(td(p()) td(p()) td(p())) tr(td(p()) td(p(c)) td(p(d)))) p()',
    );
    click(host, 'Delete table');
    expect(outline(editor)).toBe('p()');
  });
});
