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

/** What a text is written with, in each of the two (renderer/styles). */
const INK = { light: 'rgb(29, 28, 26)', dark: 'rgb(236, 235, 232)' } as const;

/** What axe has to say, as lines, when every animation has ended. Roles, names and order are the same in the dark. */
async function violations(page: Page, scheme: keyof typeof INK): Promise<string[]> {
  const only = scheme === 'light' ? {} : { runOnly: ['color-contrast'] };
  const found = await page.evaluate(async (options) => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    return (await axe.run(options)).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => ({ target: [...target].map(String), failureSummary })),
    }));
  }, only);
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
  /** Looks at what is on screen, at one size, light and dark. */
  look(name: string, size: (typeof SIZES)[number]): Promise<void>;
  /** Looks at each view in both sizes. */
  lookAt(views: readonly View[]): Promise<void>;
  /** What axe found in all of it. */
  readonly found: readonly string[];
}

/** What the menu does, without closing what is open. */
async function turn({ app, page }: Person, scheme: keyof typeof INK): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, scheme);
  await page.waitForFunction((ink) => getComputedStyle(document.body).color === ink, INK[scheme]);
}

export async function openEyes(person: Person): Promise<Eyes> {
  const { page } = person;
  const found: string[] = [];
  // What fades in has no contrast yet.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: null });
  expect(await page.evaluate(fading), 'fades although motion is reduced').toEqual([]);
  await page.evaluate(await readFile(AXE, 'utf8'));
  const look: Eyes['look'] = async (name, size) => {
    for (const scheme of ['dark', 'light'] as const) {
      await turn(person, scheme);
      const lines = await violations(page, scheme);
      found.push(...lines.map((line) => `${name} ${scheme} ${size.width}×${size.height} ${line}`));
      await page.screenshot({ path: resolve(PICTURES, `${name}-${scheme}-${size.width}.png`) });
    }
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
