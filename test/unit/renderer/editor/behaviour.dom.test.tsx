import { afterEach, describe, expect, it } from 'vitest';
import { doc, editorOn, li, node, outline, p, press, select, task, type, unmountAll } from './support';

afterEach(unmountAll);

describe('typing shortcuts', () => {
  it.each([
    ['# Title', 'h1(Title)'],
    ['## Title', 'h2(Title)'],
    ['### Title', 'h3(Title)'],
    ['- one', 'ul(li(p(one)))'],
    ['* one', 'ul(li(p(one)))'],
    ['1. one', 'ol(li(p(one)))'],
    ['[ ] do', 'tasks(task(p(do)))'],
    ['[x] done', 'tasks(task!(p(done)))'],
    ['> said', 'quote(p(said))'],
    ['``` code', 'code(code)'],
    ['**b** c', 'p(bold:b| c)'],
    ['*i* c', 'p(italic:i| c)'],
    ['~~s~~ c', 'p(strike:s| c)'],
    ['`c` d', 'p(code:c| d)'],
    ['see [here](https://a.org) x', 'p(see |link:here| x)'],
    ['see https://a.org/b ok', 'p(see |link:https://a.org/b| ok)'],
    ['[bad](javascript:x) y', 'p([bad](javascript:x) y)'],
  ])('%s becomes %s', (typed, expected) => {
    const { editor } = editorOn(doc(p()));
    type(editor, typed);
    expect(outline(editor)).toBe(expected);
  });

  it.each([
    ['a dash in a list', ['- one', '- two'], 'ul(li(p(one)) li(p(two)))'],
    ['a number in a numbered list', ['1. one', '2. two'], 'ol(li(p(one)) li(p(two)))'],
    ['a box in a task list', ['[ ] one', '[x] two'], 'tasks(task(p(one)) task!(p(two)))'],
    ['a dash and a box in a task list', ['- [ ] one', '- [x] two'], 'tasks(task(p(one)) task!(p(two)))'],
    ['a box in a later item of a list', ['- one', '[ ] two'], 'ul(li(p(one))) tasks(task(p(two)))'],
    ['a number in a list', ['- one', '1. two'], 'ul(li(p(one)) li(ol(li(p(two)))))'],
  ])('%s, typed again on the next line, is what it is in Markdown', (_name, lines, expected) => {
    const { editor } = editorOn(doc(p()));
    for (const [index, line] of lines.entries()) {
      if (index > 0) press(editor, 'Enter');
      type(editor, line);
    }
    expect(outline(editor)).toBe(expected);
  });

  it('turns three dashes into a divider with a paragraph after it', () => {
    const { editor } = editorOn(doc(p()));
    type(editor, '---');
    expect(outline(editor)).toBe('hr p()');
  });
});

describe('keys in lists', () => {
  const list = (...texts: string[]) => node('bulletList', null, ...texts.map((one) => li(p(one))));
  it.each([
    ['Enter splits an item', doc(list('onetwo')), 'one', ['Enter'], 'ul(li(p(one)) li(p(two)))'],
    ['Enter at the end makes an item with a paragraph', doc(list('one')), 'one', ['Enter'], 'ul(li(p(one)) li(p()))'],
    ['Enter in an empty item leaves the list', doc(list('one')), 'one', ['Enter', 'Enter'], 'ul(li(p(one))) p()'],
    ['Tab indents', doc(list('one', 'two')), 'two', ['Tab'], 'ul(li(p(one) ul(li(p(two)))))'],
    ['Shift+Tab goes back', doc(list('one', 'two')), 'two', ['Tab', 'Shift+Tab'], 'ul(li(p(one)) li(p(two)))'],
    ['Tab in the first item changes nothing', doc(list('one')), 'one', ['Tab'], 'ul(li(p(one)))'],
    [
      'Enter twice in a nested item climbs one level',
      doc(list('one', 'two')),
      'two',
      ['Tab', 'Enter', 'Enter'],
      'ul(li(p(one) ul(li(p(two)))) li(p()))',
    ],
  ] as const)('%s', (_name, body, at, keys, expected) => {
    const { editor } = editorOn(body);
    select(editor, at);
    for (const key of keys) expect(press(editor, key)).toBe(true);
    expect(outline(editor)).toBe(expected);
  });

  it.each([
    ['Backspace at the start of the only item leaves the list', doc(list('one')), 'one', 'p(one)'],
    [
      'Backspace at the start of a later item takes it out of the list',
      doc(list('one', 'two')),
      'two',
      'ul(li(p(one))) p(two)',
    ],
    ['Backspace after a list joins the text to its last item', doc(list('one'), p('two')), 'two', 'ul(li(p(onetwo)))'],
    ['Backspace in the first task leaves the list', doc(node('taskList', null, task(true, p('one')))), 'one', 'p(one)'],
    [
      'Backspace at the start of a quote leaves it',
      doc(p('a'), node('blockquote', null, p('one'), p('two'))),
      'one',
      'p(a) p(one) quote(p(two))',
    ],
  ] as const)('%s', (_name, body, at, expected) => {
    const { editor } = editorOn(body);
    select(editor, at, 'start');
    expect(press(editor, 'Backspace')).toBe(true);
    expect(outline(editor)).toBe(expected);
  });

  it('splits a task into an open one', () => {
    const { editor } = editorOn(doc(node('taskList', null, task(true, p('onetwo')))));
    select(editor, 'one');
    press(editor, 'Enter');
    expect(outline(editor)).toBe('tasks(task!(p(one)) task(p(two)))');
  });

  it('leaves a quote with Enter in an empty last line', () => {
    const { editor } = editorOn(doc(node('blockquote', null, p('one'))));
    select(editor, 'one');
    press(editor, 'Enter');
    press(editor, 'Enter');
    expect(outline(editor)).toBe('quote(p(one)) p()');
  });

  it('keeps a place for the caret when all of an item is deleted', () => {
    const { editor } = editorOn(doc(list('one'), p('x')));
    editor.commands.setNodeSelection(2);
    editor.commands.deleteSelection();
    expect(outline(editor)).toBe('ul(li(p())) p(x)');
  });

  it('moves blocks with Alt and the arrows, caret and all', () => {
    const { editor } = editorOn(doc(p('one'), p('two'), list('a', 'b')));
    select(editor, 'two');
    press(editor, 'Alt+ArrowUp');
    expect(outline(editor)).toBe('p(two) p(one) ul(li(p(a)) li(p(b)))');
    type(editor, '!');
    expect(outline(editor)).toBe('p(two!) p(one) ul(li(p(a)) li(p(b)))');
    select(editor, 'a');
    press(editor, 'Alt+ArrowDown');
    expect(outline(editor)).toBe('p(two!) p(one) ul(li(p(b)) li(p(a)))');
  });
});

describe('keys of the surrounding view', () => {
  it('hands Ctrl+Enter and Esc over, and keeps them where nobody listens', () => {
    const seen: string[] = [];
    const { editor } = editorOn(doc(p('a')), {
      onSubmit: () => seen.push('submit'),
      onEscape: () => seen.push('escape'),
    });
    expect(press(editor, 'Ctrl+Enter')).toBe(true);
    expect(press(editor, 'Escape')).toBe(true);
    expect(seen).toEqual(['submit', 'escape']);
    expect(outline(editor)).toBe('p(a)');
    expect(press(editorOn(doc(p('a'))).editor, 'Escape')).toBe(false);
  });
});
