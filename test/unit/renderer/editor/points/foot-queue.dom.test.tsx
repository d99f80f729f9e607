/** Which lines below points are drawn when: a browser that tells what is near the screen, and when it has time, is played. */
import { act } from 'react';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { doc, select, until } from '../support';
import { recapOn, takeaway } from './support';

const watched = new Set<Element>();
let near: (element: Element) => void = () => undefined;
const idle: ((deadline: IdleDeadline) => void)[] = [];

/** The window has so many milliseconds to spare. */
const spare = (left: number): void => {
  const now = idle.splice(0);
  act(() => {
    for (const one of now) one({ didTimeout: false, timeRemaining: () => left });
  });
};

beforeAll(() => {
  vi.stubGlobal('requestIdleCallback', (run: (deadline: IdleDeadline) => void) => idle.push(run));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { target: Element; isIntersecting: boolean }[]) => void) {
        near = (target) => act(() => tell([{ target, isIntersecting: true }]));
      }
      observe = (element: Element) => watched.add(element);
      unobserve = (element: Element) => watched.delete(element);
    },
  );
});

afterEach(() => {
  while (idle.length > 0) spare(50);
});

afterAll(() => vi.unstubAllGlobals());

const long = () => recapOn(doc(...Array.from({ length: 80 }, (_, index) => takeaway(`p${index}`, `point ${index}`))));
const drawn = (host: HTMLElement): number => host.querySelectorAll('.point-line').length;
const foot = (host: HTMLElement, index: number): Element => host.querySelectorAll('.point-foot')[index] as Element;

describe('the lines below the points of a long recap', () => {
  it('are drawn at once for the first screen, and have their places there', () => {
    const { host, app } = long();
    expect(drawn(host)).toBe(30);
    expect([...app.slots.values()]).toEqual(Array.from({ length: 30 }, (_, index) => `p${index}`));
  });

  it('are drawn as they come near the screen', () => {
    const { host, app } = long();
    near(foot(host, 70));
    expect(foot(host, 70).querySelector('.point-line')).not.toBeNull();
    expect([...app.slots.values()].at(-1)).toBe('p70');
    expect(watched.has(foot(host, 70))).toBe(false);
  });

  it('are drawn in idle moments, a few in each, until none is left', () => {
    const { host } = long();
    spare(50);
    expect(drawn(host)).toBeGreaterThan(30);
    expect(drawn(host)).toBeLessThan(80);
    spare(3);
    const before = drawn(host);
    spare(3);
    expect(drawn(host)).toBe(before);
    for (let round = 0; round < 10; round++) spare(50);
    expect(drawn(host)).toBe(80);
    expect(idle).toEqual([]);
  });

  it('is drawn for the point that the caret comes into', async () => {
    const { host, editor } = long();
    select(editor, 'point 60');
    await until(() => expect(foot(host, 60).querySelector('.point-kind')).not.toBeNull());
  });

  it('shows what the point became while it waited', () => {
    const { host, handle } = long();
    act(() => handle.removePoint('p75'));
    for (let round = 0; round < 10; round++) spare(50);
    expect(drawn(host)).toBe(79);
  });
});
