import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { QuotablePost } from '../../../../../renderer/editor/types';
import { doc, p, press, select, type, unmountAll } from '../support';
import { cite, control, fakeHost, foot, point, recap, recapOn, undo } from './support';

afterEach(unmountAll);

const post = (id: string, author: string, words: string): QuotablePost => ({
  id,
  label: `${author}, Wed 20:14`,
  colour: 0,
  text: words,
  point: () => point('quote', {}, p(words), cite(id, { label: author })),
});
const POSTS = [
  post('p1', 'Renee', 'Start small wild fires'),
  post('p2', 'Chris', 'Look out for straddlers'),
  post('p3', 'Lurker', 'Seminars for all'),
];
const withPosts = { points: { ...fakeHost(), quotable: () => POSTS } };
const field = (): HTMLInputElement => document.querySelector('[role=combobox]') as HTMLInputElement;
const options = (): (string | null | undefined)[] =>
  [...document.querySelectorAll('.quote-option')].map((one) => one.querySelector('.quote-by')?.textContent);
const key = (name: string): void =>
  act(() => void field().dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })));
const look = (words: string): void =>
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), words);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });

describe('Quote from…', () => {
  it('in the slash menu asks whose words, and brings them with their citation', () => {
    const { editor } = recapOn(doc(p()), withPosts);
    type(editor, '/quote fr');
    press(editor, 'Enter');
    expect(document.activeElement).toBe(field());
    expect(options()).toEqual(['Renee, Wed 20:14', 'Chris, Wed 20:14', 'Lurker, Wed 20:14']);
    key('ArrowDown');
    const active = document.getElementById(field().getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toContain('straddlers');
    act(() => field().form?.requestSubmit());
    expect(recap(editor)).toBe('quote#new(Look out for straddlers / @p2)');
    expect(field()).toBeNull();
    expect(document.activeElement).toBe(editor.view.dom);
    type(editor, '!');
    expect(recap(editor)).toBe('quote#new(Look out for straddlers! / @p2)');
    undo(editor);
    undo(editor);
    expect(recap(editor)).toBe('quote#new()');
  });

  it('finds a post by its author or its words, and says when there is none', () => {
    const { editor, host } = recapOn(doc(point('quote', { id: 'a' }, p('by hand'))), withPosts);
    select(editor, 'hand');
    act(() => control(host, 'Quote from…: choose whose words').click());
    look('lurk');
    expect(options()).toEqual(['Lurker, Wed 20:14']);
    look('WILD');
    expect(options()).toEqual(['Renee, Wed 20:14']);
    look('zebra');
    expect(options()).toEqual([]);
    expect(document.querySelector('.point-panel-none')?.textContent).toBe('No post has these words.');
    look('');
    act(() => document.querySelectorAll<HTMLElement>('.quote-option')[0]?.click());
    expect(recap(editor)).toBe('quote#a(by hand / Start small wild fires / @p1)');
    expect(foot(host)).not.toContain('+ Quote from…');
  });

  it('left with Esc is a quote to be written by hand', () => {
    const { editor } = recapOn(doc(p()), withPosts);
    type(editor, '/quote fr');
    press(editor, 'Enter');
    key('Escape');
    expect(field()).toBeNull();
    expect(document.activeElement).toBe(editor.view.dom);
    type(editor, 'own');
    expect(recap(editor)).toBe('quote#new(own)');
  });
});
