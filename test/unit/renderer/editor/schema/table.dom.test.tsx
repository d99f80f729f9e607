import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { repairTable } from '../../../../../renderer/editor/schema/table-repair';
import { doc, editorOn, node, outline, p, press, select, type, unmountAll } from '../support';

afterEach(unmountAll);

const row = (kind: 'tableHeader' | 'tableCell', ...cells: string[]) =>
  node('tableRow', null, ...cells.map((cell) => node(kind, null, cell === '' ? p() : p(cell))));
const TABLE = node('table', null, row('tableHeader', 'a', 'b'), row('tableCell', 'c', 'd'));

describe('tables', () => {
  it('are made with a header row and the caret in the first cell', () => {
    const { editor } = editorOn(doc(p()));
    act(() => void editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true }));
    type(editor, 'x');
    expect(outline(editor)).toBe('table(tr(th(p(x)) th(p())) tr(td(p()) td(p())))');
  });

  it('are walked with Tab and Shift+Tab; the last Tab adds a row', () => {
    const { editor } = editorOn(doc(TABLE, p()));
    select(editor, 'a');
    press(editor, 'Tab');
    type(editor, '1');
    press(editor, 'Shift+Tab');
    type(editor, '2');
    select(editor, 'd');
    press(editor, 'Tab');
    type(editor, '3');
    expect(outline(editor)).toBe('table(tr(th(p(2)) th(p(1))) tr(td(p(c)) td(p(d))) tr(td(p(3)) td(p()))) p()');
  });

  it('take another paragraph in a cell with Enter', () => {
    const { editor } = editorOn(doc(TABLE, p()));
    select(editor, 'c');
    press(editor, 'Enter');
    type(editor, 'x');
    expect(outline(editor)).toContain('td(p(c) p(x))');
  });

  it('keep the cell when Backspace is pressed at its start', () => {
    const { editor } = editorOn(doc(TABLE, p()));
    select(editor, 'd', 'start');
    press(editor, 'Backspace');
    expect(outline(editor)).toBe('table(tr(th(p(a)) th(p(b))) tr(td(p(c)) td(p(d)))) p()');
  });

  it.each([
    ['addRowAfter', 'table(tr(th(p(a)) th(p(b))) tr(td(p()) td(p())) tr(td(p(c)) td(p(d)))) p()'],
    ['addColumnAfter', 'table(tr(th(p(a)) th(p()) th(p(b))) tr(td(p(c)) td(p()) td(p(d)))) p()'],
    ['deleteColumn', 'table(tr(th(p(b))) tr(td(p(d)))) p()'],
    ['deleteTable', 'p()'],
  ] as const)('change by %s', (command, expected) => {
    const { editor } = editorOn(doc(TABLE, p()));
    select(editor, 'a');
    act(() => void editor.chain().command(repairTable)[command]().run());
    expect(outline(editor)).toBe(expected);
  });

  it('that are ragged become rectangles before their shape changes', () => {
    const { editor } = editorOn(
      doc(node('table', null, row('tableHeader', 'a'), row('tableCell', 'c', 'd', 'e'), node('tableRow', null)), p()),
    );
    select(editor, 'c');
    act(() => void editor.chain().command(repairTable).addRowAfter().run());
    expect(outline(editor)).toBe(
      'table(tr(th(p(a)) th(p()) th(p())) tr(td(p(c)) td(p(d)) td(p(e))) tr(td(p()) td(p()) td(p())) tr(td(p()) td(p()) td(p()))) p()',
    );
  });
});
