import { describe, expect, it } from 'vitest';
import {
  back,
  forget,
  forward,
  go,
  type History,
  NOWHERE,
  type Place,
  startAt,
} from '../../../../renderer/app/navigation';
import type { DiscussionId } from '../../../../shared/util/brand';

const TRASH: Place = { kind: 'trash' };

function at(id: string): Place {
  return { kind: 'discussion', id: id as DiscussionId };
}

function walk(...places: readonly Place[]): History {
  return places.reduce(go, startAt(NOWHERE));
}

describe('the history of places', () => {
  it('goes back and forward over where the person was', () => {
    const there = walk(at('a'), TRASH, at('b'));
    expect(back(there).here).toEqual(TRASH);
    expect(back(back(there)).here).toEqual(at('a'));
    expect(forward(back(there)).here).toEqual(at('b'));
  });

  it('stops at both ends', () => {
    const start = walk(at('a'));
    expect(back(start)).toBe(start);
    expect(forward(start)).toBe(start);
  });

  it('does not count going where one is', () => {
    expect(go(walk(at('a')), at('a')).past).toEqual([]);
  });

  it('forgets what was ahead when the person goes elsewhere', () => {
    expect(go(back(walk(at('a'), at('b'))), at('c')).future).toEqual([]);
  });

  it('takes out a discussion that is gone, and leaves its place', () => {
    const gone = forget(walk(at('a'), at('b'), at('a'), at('c'), at('a')), 'a' as DiscussionId, NOWHERE);
    expect(gone).toEqual({ past: [at('b'), at('c')], here: NOWHERE, future: [] });
  });

  it('keeps a bounded number of steps', () => {
    const far = walk(...Array.from({ length: 300 }, (_, number) => at(String(number))));
    expect(far.past.length).toBe(100);
  });
});
