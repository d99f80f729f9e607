import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_RICH_TEXT } from '../../../../shared/model/rich-text';
import { browserHistory, doc, draft, outline, p, press, select, text, type, unmountAll, until } from './support';

afterEach(unmountAll);

describe('DraftEditor', () => {
  it('starts with a text, reports changes, and hands over the whole text', () => {
    const onChange = vi.fn();
    const { editor, handle } = draft(doc(p('a ', text('b', 'bold'))), { onChange });
    expect(onChange).not.toHaveBeenCalled();
    expect(handle().get()).toEqual(doc(p('a ', text('b', 'bold'))));
    select(editor, 'b');
    type(editor, 'c');
    expect(onChange).toHaveBeenLastCalledWith(doc(p('a ', text('bc', 'bold'))), false);
  });

  it('knows when it is empty, and clears for the next post', () => {
    const onChange = vi.fn();
    const { handle, editor } = draft(EMPTY_RICH_TEXT, { onChange });
    expect([handle().isEmpty(), handle().get()]).toEqual([true, EMPTY_RICH_TEXT]);
    type(editor, 'x');
    expect(handle().isEmpty()).toBe(false);
    act(() => handle().clear());
    expect([handle().isEmpty(), outline(editor)]).toEqual([true, 'p()']);
    expect(onChange.mock.lastCall?.[1]).toBe(true);
  });

  it('posts with Ctrl+Enter', () => {
    const onSubmit = vi.fn();
    const { editor } = draft(doc(p('x')), { onSubmit });
    expect(press(editor, 'Ctrl+Enter')).toBe(true);
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(outline(editor)).toBe('p(x)');
  });

  it('undoes by itself, from the keys and from the native menu', () => {
    const { editor } = draft(doc(p('x')));
    select(editor, 'x');
    type(editor, 'y');
    press(editor, 'Ctrl+Z');
    expect(outline(editor)).toBe('p(x)');
    browserHistory(editor, 'historyRedo');
    expect(outline(editor)).toBe('p(x)');
    act(() => editor.view.dom.focus());
    browserHistory(editor, 'historyRedo');
    expect(outline(editor)).toBe('p(xy)');
  });

  it('is focused at the end of a text that it started with', async () => {
    const { editor, handle } = draft(doc(p('one'), p('two')));
    act(() => handle().focus());
    await until(() => expect(document.activeElement).toBe(editor.view.dom));
    type(editor, '!');
    expect(outline(editor)).toBe('p(one) p(two!)');
  });

  it('gives its handle back when it goes', () => {
    const handle = vi.fn();
    draft(doc(p('x')), { handle }).unmount();
    expect(handle.mock.lastCall).toEqual([null]);
  });
});
