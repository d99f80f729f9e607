import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { matchingEntries, SLASH_ENTRIES } from '../../../../../renderer/editor/slash/entries';
import { doc, editorOn, node, outline, p, press, select, text, type, unmountAll } from '../support';

afterEach(unmountAll);

const options = (host: HTMLElement) =>
  [...host.querySelectorAll('[role=option] > span:not(.slash-typed)')].map((one) => one.textContent);
const activeName = (host: HTMLElement) => {
  const id = host.querySelector('.ProseMirror')?.getAttribute('aria-activedescendant');
  return id === null || id === undefined
    ? null
    : host.ownerDocument.getElementById(id)?.querySelector('span')?.textContent;
};

describe('the slash menu', () => {
  it('offers everything at the start of a block, and points at the active entry', () => {
    const { editor, host } = editorOn(doc(p()));
    type(editor, '/');
    expect(options(host)).toEqual(SLASH_ENTRIES.map((entry) => entry.label));
    expect(host.querySelector('[role=listbox]')?.id).toBe(editor.view.dom.getAttribute('aria-controls'));
    expect(activeName(host)).toBe('Text');
    expect(host.querySelectorAll('[aria-selected=true]')).toHaveLength(1);
    press(editor, 'ArrowDown');
    expect(activeName(host)).toBe('Heading 1');
    press(editor, 'ArrowUp');
    press(editor, 'ArrowUp');
    expect(activeName(host)).toBe('Divider');
  });

  it.each([
    ['tab', 'table(tr(th(p()) th(p()) th(p())) tr(td(p()) td(p()) td(p())) tr(td(p()) td(p()) td(p()))) p()'],
    ['heading 2', 'h2()'],
    ['h3', 'h3()'],
    ['bul', 'ul(li(p()))'],
    ['num', 'ol(li(p()))'],
    ['todo', 'tasks(task(p()))'],
    ['quo', 'quote(p())'],
    ['code', 'code()'],
    ['div', 'hr p()'],
    ['text', 'p()'],
  ])('/%s and Enter', (query, expected) => {
    const { editor, host } = editorOn(doc(p()));
    type(editor, `/${query}`);
    expect(press(editor, 'Enter')).toBe(true);
    expect(outline(editor)).toBe(expected);
    expect(options(host)).toEqual([]);
    expect(editor.view.dom.hasAttribute('aria-activedescendant')).toBe(false);
  });

  it('takes a click without losing the focus of the text', () => {
    const { editor, host } = editorOn(doc(p()));
    type(editor, '/');
    const entry = [...host.querySelectorAll<HTMLElement>('[role=option]')].find((one) =>
      one.textContent?.startsWith('Quote'),
    );
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    act(() => {
      entry?.dispatchEvent(down);
      entry?.click();
    });
    expect(down.defaultPrevented).toBe(true);
    expect(outline(editor)).toBe('quote(p())');
  });

  it('goes away with Esc and leaves the slash, without telling the view around', () => {
    let escapes = 0;
    const { editor, host } = editorOn(doc(p()), {
      onEscape: () => {
        escapes += 1;
      },
    });
    type(editor, '/he');
    expect(press(editor, 'Escape')).toBe(true);
    expect(options(host)).toEqual([]);
    expect([outline(editor), escapes]).toEqual(['p(/he)', 0]);
    type(editor, 'ad');
    expect(options(host)).toEqual([]);
    press(editor, 'Escape');
    expect(escapes).toBe(1);
  });

  it('opens after a space, not inside a word, not in code, not in a table', () => {
    for (const [body, at, opens] of [
      [doc(p('see ')), 'see ', true],
      [doc(p('and')), 'and', false],
      [doc(node('codeBlock', { language: null }, text('x '))), 'x ', false],
      [doc(node('table', null, node('tableRow', null, node('tableHeader', null, p('h '))))), 'h ', false],
      [doc(p(text('code ', 'code'))), 'code ', false],
    ] as const) {
      const { editor, host } = editorOn(body);
      select(editor, at);
      type(editor, '/');
      expect([at, options(host).length > 0]).toEqual([at, opens]);
    }
  });

  it('closes when nothing matches and lets Enter through', () => {
    const { editor, host } = editorOn(doc(p()));
    type(editor, '/zzz');
    expect(options(host)).toEqual([]);
    press(editor, 'Enter');
    expect(outline(editor)).toBe('p(/zzz) p()');
  });

  it('does not open because the caret moves to an old slash', () => {
    const { editor, host } = editorOn(doc(p('/ old'), p('x')));
    select(editor, '/', 'end');
    expect(options(host)).toEqual([]);
  });
});

describe('matchingEntries', () => {
  it.each([
    ['', 12],
    ['head', 3],
    ['list', 3],
    ['IMAGE', 1],
    ['picture', 1],
    ['h2', 1],
    ['nothing', 0],
  ])('finds for %j %i', (query, count) => {
    expect(matchingEntries(query)).toHaveLength(count);
  });
});
