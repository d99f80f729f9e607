import { describe, expect, test } from 'vitest';
import {
  type DraftHistory,
  redo,
  settle,
  startHistory,
  step,
  undo,
} from '../../../../../renderer/features/import/draft-history';
import { changedPlace, placeAfterDrop } from '../../../../../renderer/features/import/draft-place';
import {
  dropPost,
  type ImportDraft,
  mergeWithPrevious,
  setAuthor,
  setText,
  setTime,
  setTitle,
  splitPost,
  splitText,
} from '../../../../../shared/import';

const draft = splitText('One\n\nTwo\n\nThree');
type Change = readonly [change: (draft: ImportDraft) => ImportDraft, field: string | null];
const drop: Change = [(now) => dropPost(now, 'p1'), null];
const typed = (text: string): Change => [(now) => setText(now, 'p2', text), 'text:p2'];
const named = (name: string): Change => [(now) => setAuthor(now, 'p2', name), 'author:p2'];
const all = (...changes: readonly Change[]): DraftHistory =>
  changes.reduce((history, [change, field]) => step(history, change(history.now), field), startHistory(draft));

describe('steps of a draft', () => {
  test('undo takes back the last step only, whatever it was', () => {
    const history = all(
      drop,
      typed('Twoo'),
      named('A'),
      [(now) => setTime(now, 'p3', 5), 'time:p3'],
      [(now) => setTitle(now, 'T'), 'title'],
    );
    const seen = [history.now];
    let back = history;
    while (back.past.length > 0) {
      back = undo(back);
      seen.push(back.now);
    }
    expect(seen).toHaveLength(6);
    expect(seen[1]).toMatchObject({
      title: 'One',
      posts: [{ furniture: true }, { text: 'Twoo', author: 'A' }, { createdAt: 5 }],
    });
    expect(seen[4]).toMatchObject({ posts: [{ furniture: true }, { text: 'Two' }, {}] });
    expect(seen[5]).toBe(draft);
    let forth = back;
    while (forth.future.length > 0) forth = redo(forth);
    expect(forth.now).toBe(history.now);
  });

  test('typing in one field is one step until the field is left', () => {
    expect(undo(all(typed('T'), typed('Tw'), typed('Twi'))).now).toBe(draft);
    expect(all(typed('T'), named('A'), typed('Tw')).past).toHaveLength(3);
    const left = settle(all(typed('T')));
    expect(step(left, setText(left.now, 'p2', 'Tx'), 'text:p2').past).toHaveLength(2);
  });

  test('what is typed and taken back by hand is no step', () => {
    expect(all(drop, typed('Two!'), typed('Two')).past).toHaveLength(1);
    expect(all(typed('Two')).past).toHaveLength(0);
  });

  test('a new step after undo leaves nothing to redo', () => {
    const history = step(undo(all(drop)), setTitle(draft, 'T'), 'title');
    expect(redo(history)).toBe(history);
  });
});

describe('where the focus goes', () => {
  test.each<[string, ImportDraft, ImportDraft, object]>([
    ['title', setTitle(draft, 'T'), draft, { id: null, control: 'title' }],
    ['text', setText(draft, 'p2', 'T'), draft, { id: 'p2', control: 'text' }],
    ['author', setAuthor(draft, 'p2', 'T'), draft, { id: 'p2', control: 'author' }],
    ['time', setTime(draft, 'p2', 5), draft, { id: 'p2', control: 'time' }],
    ['dropped', dropPost(draft, 'p2'), draft, { id: 'p2', control: 'text' }],
    ['dropped again', draft, dropPost(draft, 'p2'), { id: 'p2', control: 'keep' }],
    ['merged', mergeWithPrevious(draft, 'p3'), draft, { id: 'p2', control: 'text' }],
    ['split', splitPost(draft, 'p2', 1), draft, { id: 'p2', control: 'text' }],
    ['last one gone', draft, mergeWithPrevious(draft, 'p3'), { id: 'p2', control: 'text' }],
  ])('%s', (_, before, after, place) => {
    expect(changedPlace(before, after)).toEqual(place);
  });

  test('after a drop to the next that is kept, else the one before, else back to it', () => {
    const places = ['p2', 'p3', 'p1'].reduce<{ now: ImportDraft; seen: object[] }>(
      ({ now, seen }, id) => {
        const next = dropPost(now, id);
        return { now: next, seen: [...seen, placeAfterDrop(next, id)] };
      },
      { now: draft, seen: [] },
    ).seen;
    expect(places).toEqual([
      { id: 'p3', control: 'drop' },
      { id: 'p1', control: 'drop' },
      { id: 'p1', control: 'keep' },
    ]);
  });
});
