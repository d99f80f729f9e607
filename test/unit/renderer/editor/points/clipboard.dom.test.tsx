import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, draft, li, node, p, press, select, type, unmountAll } from '../support';
import { cite, credit, detail, ids, point, recap, recapOn, takeaway, undo } from './support';

afterEach(unmountAll);

interface Clip {
  html: string;
  plain: string;
}

function clipEvent(kind: 'copy' | 'cut' | 'paste', clip: Clip): Event {
  const clipboardData = {
    getData: (name: string) => (name === 'text/html' ? clip.html : name === 'text/plain' ? clip.plain : ''),
    setData: (name: string, value: string) => {
      if (name === 'text/html') clip.html = value;
      else clip.plain = value;
    },
    clearData: () => undefined,
    files: [],
    types: ['text/html', 'text/plain'],
    items: [],
  };
  return Object.assign(new Event(kind, { bubbles: true, cancelable: true }), { clipboardData });
}

function take(editor: Editor, kind: 'copy' | 'cut'): Clip {
  const clip = { html: '', plain: '' };
  act(() => void editor.view.dom.dispatchEvent(clipEvent(kind, clip)));
  return clip;
}

function paste(editor: Editor, clip: Partial<Clip>): void {
  act(() => void editor.view.dom.dispatchEvent(clipEvent('paste', { html: '', plain: '', ...clip })));
}

function selectFrom(editor: Editor, from: string, to: string): void {
  select(editor, from, 'start');
  const start = editor.state.selection.from;
  select(editor, to, 'end');
  act(() => void editor.commands.setTextSelection({ from: start, to: editor.state.selection.to }));
}

function selectWhole(editor: Editor, words: string): void {
  select(editor, words);
  press(editor, 'Escape');
}

const decision = point(
  'decision',
  { id: 'a', origin: 'o' },
  p('We pilot.'),
  detail('why', 'It is cheap.'),
  cite('p1', { label: 'Renee, Wed 20:14', passage: '"wild" <fires>', seen: 'm' }),
  credit('Chris', 'agreed'),
);

describe('copying points', () => {
  it('a point that is selected whole comes back whole, with a new id', () => {
    const { editor } = recapOn(doc(decision, p('end')));
    selectWhole(editor, 'pilot');
    const clip = take(editor, 'copy');
    expect(clip.plain).toBe('Decision: We pilot. Why: It is cheap. (Renee, Wed 20:14; agreed by Chris)');
    select(editor, 'end');
    paste(editor, clip);
    expect(recap(editor)).toBe(
      'decision#a(We pilot. / why: It is cheap. / @p1 / =Chris) | end | decision#new(We pilot. / why: It is cheap. / @p1 / =Chris)',
    );
    const [first, , second] = editor.state.doc.children;
    expect(second?.attrs).toEqual({ ...first?.attrs, id: second?.attrs.id });
    expect(second?.children.map((one) => one.attrs)).toEqual(first?.children.map((one) => one.attrs));
  });

  it('a cut point that is pasted is the same point; pasted again it is another', () => {
    const { editor } = recapOn(doc(decision, p('end')));
    selectWhole(editor, 'pilot');
    const clip = take(editor, 'cut');
    expect(recap(editor)).toBe('end');
    select(editor, 'end');
    paste(editor, clip);
    expect(ids(editor)).toEqual(['a']);
    paste(editor, clip);
    expect(ids(editor)).toHaveLength(2);
    expect(new Set(ids(editor)).size).toBe(2);
    expect(ids(editor)[0]).toBe('a');
  });

  it('a point that was cut, brought back by undo and pasted too is two points', () => {
    const { editor } = recapOn(doc(decision, p('end')));
    selectWhole(editor, 'pilot');
    const clip = take(editor, 'cut');
    undo(editor);
    select(editor, 'end');
    paste(editor, clip);
    expect(new Set(ids(editor)).size).toBe(2);
    expect(ids(editor)[0]).toBe('a');
  });

  it('several points from the first to the last word are copied whole, and a part of one is text', () => {
    const { editor } = recapOn(
      doc(
        takeaway('a', 'one', cite('p1')),
        takeaway('b', 'two', cite('p2')),
        takeaway('c', 'three four', cite('p3')),
        p('end'),
      ),
    );
    selectFrom(editor, 'one', 'three');
    const clip = take(editor, 'copy');
    expect(clip.plain).toBe('Takeaway: one\n\nTakeaway: two\n\nthree');
    select(editor, 'end');
    paste(editor, clip);
    expect(recap(editor)).toMatch(/\| end \| takeaway#new\(one \/ @p1\) \| takeaway#new\(two \/ @p2\) \| three$/);
  });

  it('some words of a point are words', () => {
    const { editor } = recapOn(doc(decision, p()));
    select(editor, 'pilot', 'all');
    const clip = take(editor, 'copy');
    expect(clip.plain).toBe('pilot');
    act(() => void editor.commands.focus('end'));
    paste(editor, clip);
    expect(recap(editor)).toMatch(/\| pilot$/);
  });
});

describe('pasting points', () => {
  const copied = (): Clip => {
    const { editor, unmount } = recapOn(doc(decision));
    selectWhole(editor, 'pilot');
    const clip = take(editor, 'copy');
    unmount();
    return clip;
  };
  const words = 'We pilot.';
  const why = 'Why: It is cheap. (Renee, Wed 20:14; agreed by Chris)';

  it('into a post they read well', () => {
    const clip = copied();
    const { editor } = draft(doc(p()));
    paste(editor, { html: clip.html });
    expect(recap(editor)).toBe(`${words} | ${why}`);
  });

  it.each<[string, RichTextNode, string]>([
    ['a list', node('bulletList', null, li(p('x'))), `bulletList(listItem(x${words}, ${why}))`],
    ['a quote', node('blockquote', null, p('x')), `blockquote(x${words}, ${why})`],
    [
      'a cell',
      node('table', null, node('tableRow', null, node('tableCell', null, p('x')))),
      `table(tableRow(tableCell(x${words}, ${why})))`,
    ],
  ])('into %s they are text', (_name, body, expected) => {
    const clip = copied();
    const { editor } = recapOn(doc(body));
    select(editor, 'x');
    paste(editor, clip);
    expect(recap(editor)).toBe(expected);
  });

  const made = 'decision#new(We pilot. / why: It is cheap. / @p1 / =Chris)';
  it.each<[string, RichTextNode[], string, 'start' | 'end', string]>([
    ['in a point: after it', [takeaway('t', 'onetwo', cite('p9'))], 'one', 'end', `takeaway#t(onetwo / @p9) | ${made}`],
    ['in a point without words: in its place', [takeaway('t', ''), p('x')], '', 'start', `${made} | x`],
    ['at the start of a paragraph: before it', [p('one')], 'one', 'start', `${made} | one`],
    ['in the middle of a paragraph: between its halves', [p('onetwo')], 'one', 'end', `one | ${made} | two`],
    ['in an empty paragraph: in its place', [p('one'), p()], 'last', 'end', `one | ${made}`],
  ])('%s', (_name, body, at, where, expected) => {
    const clip = copied();
    const { editor } = recapOn(doc(...body));
    if (at === '') act(() => void editor.commands.setTextSelection(2));
    else if (at === 'last') act(() => void editor.commands.focus('end'));
    else select(editor, at, where);
    paste(editor, clip);
    expect(recap(editor)).toBe(expected);
    expect(() => editor.state.doc.check()).not.toThrow();
  });

  it('what a page made up is read like what a peer sends', () => {
    const { editor } = recapOn(doc(p()));
    const html = `<section data-type="point" data-kind="virus" data-id="x" data-due="soon" data-done="yes" data-link="javascript:alert(1)" data-author="${'a'.repeat(3000)}" onclick="x()">
      <p>words<script>x()</script></p><p data-type="detail" data-role="evil">so</p><cite data-post="p" data-role="owner" data-label="${'b'.repeat(3000)}">z</cite></section>`;
    paste(editor, { html });
    expect(recap(editor)).toBe('takeaway#new(words / why: so / @p)');
    const made = editor.state.doc.child(0);
    expect(made.attrs).toMatchObject({ due: '', done: false, link: '', author: 'a'.repeat(500) });
    expect(made.child(2).attrs).toMatchObject({ role: 'source', label: 'b'.repeat(500), discussion: '' });
  });

  it('a citation outside a point brings nothing along', () => {
    const { editor } = recapOn(doc(p()));
    paste(editor, { html: '<p>one <cite data-post="p">two</cite></p>' });
    expect(() => editor.state.doc.check()).not.toThrow();
    expect(recap(editor)).toMatch(/^one/);
  });
});

describe('deleting over the border of a point', () => {
  const body = () =>
    doc(
      p('before'),
      takeaway('a', 'one more', cite('p1')),
      takeaway('b', 'two more', detail('why', 'so'), cite('p2')),
      p('after'),
    );
  it.each<[string, string, string, string]>([
    [
      'from inside one into another',
      ' more',
      'two',
      'before | takeaway#a(one / @p1) | takeaway#b( more / why: so / @p2) | after',
    ],
    [
      'from text into a point',
      'fore',
      'one',
      'be | takeaway#a( more / @p1) | takeaway#b(two more / why: so / @p2) | after',
    ],
    ['from a point into text', 'two', 'aft', 'before | takeaway#a(one more / @p1) | er'],
    ['whole points', 'one more', 'so', 'before |  | after'],
  ])('%s keeps what is left where it is', (_name, from, to, expected) => {
    const { editor } = recapOn(body());
    selectFrom(editor, from, to);
    press(editor, 'Backspace');
    expect(recap(editor)).toBe(expected);
    expect(editor.state.selection.empty).toBe(true);
    undo(editor);
    expect(editor.state.doc.childCount).toBe(4);
  });

  it('typing, cutting and pasting over it do the same', () => {
    const { editor } = recapOn(body());
    selectFrom(editor, ' more', 'two');
    type(editor, 'x');
    expect(recap(editor)).toBe('before | takeaway#a(onex / @p1) | takeaway#b( more / why: so / @p2) | after');
    undo(editor);
    selectFrom(editor, ' more', 'two');
    const clip = take(editor, 'cut');
    expect(clip.plain).toContain('more');
    expect(recap(editor)).toBe('before | takeaway#a(one / @p1) | takeaway#b( more / why: so / @p2) | after');
    undo(editor);
    selectFrom(editor, ' more', 'two');
    paste(editor, { plain: 'y' });
    expect(recap(editor)).toBe('before | takeaway#a(oney / @p1) | takeaway#b( more / why: so / @p2) | after');
  });

  it('a selected point is deleted by one key, and comes back whole', () => {
    const { editor } = recapOn(body());
    selectWhole(editor, 'one');
    expect(editor.state.selection).toBeInstanceOf(NodeSelection);
    press(editor, 'Delete');
    expect(ids(editor)).toEqual(['b']);
    undo(editor);
    expect(recap(editor)).toContain('takeaway#a(one more / @p1)');
  });
});
