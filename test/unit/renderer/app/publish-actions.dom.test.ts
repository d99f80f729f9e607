import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeApp } from '../../../support/fake-app';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const titles = (onScreen: ReadonlySet<{ readonly title: string }>): string[] => [...onScreen].map(({ title }) => title);

it('laying out many pages is told while it lasts, and can be ended', async () => {
  const { emit, onScreen, asked } = fakeApp({ answers: { 'publish.cancel': () => undefined } });
  emit('publish.working', { busy: true });
  await vi.advanceTimersByTimeAsync(600);
  expect(titles(onScreen)).toEqual(['Laying out the pages…']);
  [...onScreen][0]?.action?.run();
  expect(asked.map(({ channel }) => channel)).toContain('publish.cancel');
  emit('publish.working', { busy: false });
  expect(titles(onScreen)).toEqual([]);
});

it('a few pages are there before anything is told', async () => {
  const { emit, notices } = fakeApp();
  emit('publish.working', { busy: true });
  emit('publish.working', { busy: false });
  await vi.advanceTimersByTimeAsync(5000);
  expect(notices).toEqual([]);
});
