import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { CaretPlaces } from '../../../../../renderer/editor/types';
import type { RichText } from '../../../../../shared/model/rich-text';
import { authors } from '../../../../support/authors';
import { doc, join, node, p, press, select, shared, side, type, unmountAll, until } from '../support';

afterEach(unmountAll);

/** `chris:Weak ties|renee: matter`, a line per block with text. */
function shownIn(editor: Editor): string {
  return [...editor.view.dom.querySelectorAll('p, h1, h2, pre')]
    .map((block) =>
      [...block.querySelectorAll<HTMLElement>('[data-who]')]
        .map((one) => `${one.dataset['who']}:${one.textContent}`)
        .join('|'),
    )
    .filter((line) => line !== '')
    .join('\n');
}

function written(body: RichText, more: Parameters<typeof authors>[1] = {}) {
  const chris = side(2, body);
  const renee = side(1);
  join(chris.doc, renee.doc);
  const host = authors('renee', more);
  const { editor } = shared(renee.fragment, { authorship: host });
  const show = (on: boolean) => act(() => host.shown.set(on));
  return { chris, renee, host, editor, show };
}

const BODY = doc(p('Start with a crew'), p('Pilot, learn'));

describe('who wrote what, on the page', () => {
  it('is shown while it is on, and leaves no trace when it is off', () => {
    const { editor, show } = written(BODY);
    const before = editor.view.dom.innerHTML;
    show(true);
    expect(shownIn(editor)).toBe('chris:Start with a crew\nchris:Pilot, learn');
    show(false);
    expect(editor.view.dom.innerHTML).toBe(before);
  });

  it('follows what is typed, letter by letter, as one stretch', () => {
    const { editor, show } = written(BODY);
    show(true);
    select(editor, 'with ');
    type(editor, 'only ');
    expect(shownIn(editor)).toBe('chris:Start with |renee:only |chris:a crew\nchris:Pilot, learn');
    select(editor, 'learn');
    type(editor, ', go on');
    expect(shownIn(editor)).toBe('chris:Start with |renee:only |chris:a crew\nchris:Pilot, learn|renee:, go on');
    press(editor, 'Backspace');
  });

  it('follows what the other writes, block by block', () => {
    const { chris, editor, show } = written(BODY);
    show(true);
    const { editor: chriss } = shared(chris.fragment);
    select(editor, 'Pilot, ');
    type(editor, 'adjust, ');
    select(chriss, 'crew');
    type(chriss, ' first');
    expect(shownIn(editor)).toBe('chris:Start with a crew first\nchris:Pilot, |renee:adjust, |chris:learn');
    select(chriss, 'crew first', 'all');
    act(() => void chriss.commands.deleteSelection());
    expect(shownIn(editor)).toBe('chris:Start with a \nchris:Pilot, |renee:adjust, |chris:learn');
  });

  it.each<[string, (editor: Editor) => void, string]>([
    [
      'split',
      (editor) => {
        select(editor, 'Start');
        press(editor, 'Enter');
      },
      'chris:Start\nchris: with a crew\nchris:Pilot, learn',
    ],
    [
      'turned',
      (editor) => {
        select(editor, 'Start');
        act(() => void editor.commands.toggleHeading({ level: 1 }));
      },
      'chris:Start with a crew\nchris:Pilot, learn',
    ],
    [
      'made bold',
      (editor) => {
        select(editor, 'with', 'all');
        act(() => void editor.commands.toggleBold());
      },
      'chris:Start |chris:with|chris: a crew\nchris:Pilot, learn',
    ],
    [
      'deleted and brought back',
      (editor) => {
        select(editor, 'crew', 'all');
        act(() => void editor.commands.deleteSelection());
        press(editor, 'Ctrl+Z');
      },
      'chris:Start with a |chris:crew\nchris:Pilot, learn',
    ],
  ])('stays right when text is %s', (_, change, expected) => {
    const { editor, show } = written(BODY);
    show(true);
    change(editor);
    expect(shownIn(editor)).toBe(expected);
    show(false);
    show(true);
    expect(shownIn(editor)).toBe(expected);
  });

  it('is drawn anew when a session becomes known', () => {
    const known: Record<number, string> = {};
    const { host, editor, show } = written(BODY, { authorOf: (client) => known[client] ?? '' });
    show(true);
    expect(shownIn(editor)).toBe('');
    known[2] = 'chris';
    act(() => host.facts.set({}));
    expect(shownIn(editor)).toBe('chris:Start with a crew\nchris:Pilot, learn');
  });

  it('is told for the caret, with its point', async () => {
    const told: { places?: CaretPlaces } = {};
    const onCaret = vi.fn();
    const attach = (places: CaretPlaces) => {
      told.places = places;
      return () => undefined;
    };
    const body = doc(p('Before'), node('point', { id: 'one', kind: 'takeaway' }, p('Start with a crew')));
    const { editor, show } = written(body, { attach, onCaret });
    show(true);
    select(editor, 'with ');
    type(editor, 'x');
    await until(() => expect(onCaret).toHaveBeenCalled());
    expect(told.places?.point()).toBe('one');
    select(editor, 'with ', 'end');
    expect(told.places?.letter()).toMatchObject({ by: 'renee', client: 1 });
    select(editor, 'Start', 'start');
    expect(told.places?.letter()).toMatchObject({ by: 'chris', client: 2, movedBy: null });
    select(editor, 'Before', 'end');
    expect(told.places?.point()).toBeNull();
    expect(told.places?.letter()).toMatchObject({ by: 'chris' });
  });

  it('survives a document that arrives whole', () => {
    const renee = side(1);
    const host = authors('renee');
    const { editor } = shared(renee.fragment, { authorship: host });
    act(() => host.shown.set(true));
    act(() => Y.applyUpdate(renee.doc, Y.encodeStateAsUpdate(side(2, BODY).doc)));
    expect(shownIn(editor)).toBe('chris:Start with a crew\nchris:Pilot, learn');
  });
});
