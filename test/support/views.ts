/** Views as axe and a camera see them: light and dark, large and small. Pictures go to test-results/views. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Person } from './person';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PICTURES = resolve(import.meta.dirname, '../../test-results/views');
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe has to say, as lines, when every animation has ended. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => ({ target: [...target].map(String), failureSummary })),
    }));
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

export interface View {
  readonly name: string;
  readonly open: (person: Person) => Promise<void>;
  /** What then lies over the rest; Esc closes it. */
  readonly layer?: (person: Person) => Locator;
  readonly close?: (person: Person) => Promise<void>;
}

async function show(person: Person, { open, layer, close }: View, look: () => Promise<void>): Promise<void> {
  await open(person);
  if (layer !== undefined) await expect(layer(person)).toBeVisible();
  await look();
  if (layer !== undefined) {
    await person.page.keyboard.press('Escape');
    await expect(layer(person)).toBeHidden();
  }
  await close?.(person);
}

/** What would change its colours little by little; inherited ones would then change one level of the page after the other. */
const fading = (): string[] =>
  [...document.querySelectorAll('*')].flatMap((element) =>
    getComputedStyle(element)
      .transitionDuration.split(', ')
      .every((duration) => duration === '0s')
      ? []
      : [`${element.tagName}.${element.className}`],
  );

export interface Eyes {
  /** Looks at what is on screen, at one size. */
  look(name: string, size: (typeof SIZES)[number]): Promise<void>;
  /** Looks at each view in both sizes. */
  lookAt(views: readonly View[]): Promise<void>;
  /** What axe found in all of it. */
  readonly found: readonly string[];
}

export async function openEyes(person: Person, scheme: 'light' | 'dark'): Promise<Eyes> {
  const { page } = person;
  const found: string[] = [];
  // What fades in has no contrast yet.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: null });
  expect(await page.evaluate(fading), 'fades although motion is reduced').toEqual([]);
  await person.colourScheme(scheme);
  await page.evaluate(await readFile(AXE, 'utf8'));
  const look: Eyes['look'] = async (name, size) => {
    const lines = await violations(page);
    found.push(...lines.map((line) => `${name} ${size.width}×${size.height} ${line}`));
    await page.screenshot({ path: resolve(PICTURES, `${name}-${scheme}-${size.width}.png`) });
  };
  return {
    found,
    look,
    async lookAt(views) {
      for (const size of SIZES) {
        await person.resize(size.width, size.height);
        for (const view of views) {
          await test.step(`${view.name} ${size.width}`, () => show(person, view, () => look(view.name, size)));
        }
      }
    },
  };
}
