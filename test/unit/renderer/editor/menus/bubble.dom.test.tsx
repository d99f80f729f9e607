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

const linkField = (host: HTMLElement) => host.querySelector<HTMLInputElement>('input[aria-label="Link address"]');

function fill(host: HTMLElement, value: string): void {
  const input = linkField(host);
  if (input === null) throw new Error('no field');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
  act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
  act(() => void input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })));
}

/** Whether each panel that comes up during `run` was shown before the field in it took the focus. */
function popovers(run: () => void): string[] {
  const seen: string[] = [];
  const prototype = HTMLElement.prototype as Partial<HTMLElement>;
  const { showPopover } = prototype;
  prototype.showPopover = function (this: HTMLElement) {
    seen.push(this.contains(document.activeElement) ? 'shown after the focus' : 'shown before the focus');
    // Once is enough, as for a real one that is open.
    this.showPopover = () => undefined;
  };
  run();
  if (showPopover === undefined) delete prototype.showPopover;
  else prototype.showPopover = showPopover;
  return seen;
}

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

  it('takes a link from Ctrl+K, and says in words what is no address', async () => {
    const { host, editor } = await withSelection(doc(p('one two')), 'two');
    expect(press(editor, 'Ctrl+K')).toBe(true);
    expect(document.activeElement).toBe(linkField(host));
    fill(host, 'javascript:alert(1)');
    expect(linkField(host)?.getAttribute('aria-invalid')).toBe('true');
    const words = host.querySelector('[role=alert]');
    expect(words?.textContent).toContain('no address');
    expect(linkField(host)?.getAttribute('aria-describedby')).toBe(words?.id);
    expect(outline(editor)).toBe('p(one two)');
    fill(host, 'example.org');
    expect(linkField(host)).toBe(null);
    expect(outline(editor)).toBe('p(one |link:two)');
    expect(editor.getAttributes('link').href).toBe('https://example.org');
  });

  it('has the focus in the link field at once, also when the menu was not up yet', () => {
    const { host, editor } = editorOn(doc(p('one two')));
    focus(editor);
    select(editor, 'two', 'all');
    const panels = popovers(() => expect(press(editor, 'Ctrl+K')).toBe(true));
    expect(panels).toEqual(['shown before the focus']);
    expect(document.activeElement).toBe(linkField(host));
  });

  it('forgets the link field with the place for the link', () => {
    const { host, editor } = editorOn(doc(p('one'), p('two')));
    focus(editor);
    select(editor, 'two', 'all');
    press(editor, 'Ctrl+K');
    expect(linkField(host)).not.toBe(null);
    act(() => void editor.commands.deleteSelection());
    expect(linkField(host)).toBe(null);
    select(editor, 'one', 'all');
    expect(linkField(host)).toBe(null);
  });

  it('says that code cannot be a link, and links the words beside it', () => {
    const { host, editor } = editorOn(doc(p('see ', text('code', 'code'))));
    focus(editor);
    select(editor, 'code', 'all');
    press(editor, 'Ctrl+K');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Code cannot be a link');
    fill(host, 'example.org');
    expect(outline(editor)).toBe('p(see |code:code)');
    expect(linkField(host)).not.toBe(null);
    act(() => editor.view.dom.focus());
    act(() => void editor.commands.selectAll());
    press(editor, 'Ctrl+K');
    fill(host, 'example.org');
    expect(outline(editor)).toBe('p(link:see |code:code)');
  });

  it('is there for everything selected, and Ctrl+K links it all', async () => {
    const { host, editor } = editorOn(doc(p('one'), p('two')));
    focus(editor);
    press(editor, 'Ctrl+A');
    await until(() => expect(host.querySelector('[role=toolbar]')?.getAttribute('aria-label')).toBe('Format'));
    click(host, 'Bold');
    expect(outline(editor)).toBe('p(bold:one) p(bold:two)');
    expect(button(host, 'Bold')?.getAttribute('aria-pressed')).toBe('true');
    expect(press(editor, 'Ctrl+K')).toBe(true);
    fill(host, 'example.org');
    expect(outline(editor)).toBe('p(link:bold:one) p(link:bold:two)');
  });

  it('is not there for everything selected in an empty text', () => {
    const { editor } = editorOn(doc(p()));
    press(editor, 'Ctrl+A');
    expect(press(editor, 'Ctrl+K')).toBe(false);
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
