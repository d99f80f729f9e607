/** What is on the screen, and since when: what a person has seen for so long must be there after a crash. */
import type { Page } from '@playwright/test';

/** Everything that is typed is made of such words, each one only once. What is typed behind one may touch it. */
const WORD = /w\d{6}/g;

export interface Shown {
  /** Milliseconds since 1970, by the page's clock. */
  readonly at: number;
  readonly title: string;
  readonly recap: readonly string[];
  /** Posts, and the one that is being written. */
  readonly thread: readonly string[];
  /** Titles in the library. */
  readonly list: readonly string[];
}

export async function look(page: Page): Promise<Shown> {
  const seen = await page.evaluate(() => {
    const texts = (selector: string) => {
      const found: string[] = [];
      for (const root of document.querySelectorAll(selector)) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) found.push(walker.currentNode.nodeValue ?? '');
      }
      return found.join('\n');
    };
    const title = document.querySelector<HTMLInputElement>('[aria-label="Title"]')?.value ?? '';
    return {
      at: Date.now(),
      title,
      recap: texts('[role="textbox"][aria-label="Recap"]'),
      thread: texts('[role="article"], article, [role="textbox"][aria-label="Write a post"]'),
      list: texts(
        '[role="region"][aria-label="Library"] [role="option"], section[aria-label="Library"] [role="option"]',
      ),
    };
  });
  const words = (text: string) => text.match(WORD) ?? [];
  return {
    at: seen.at,
    title: seen.title,
    recap: words(seen.recap),
    thread: words(seen.thread),
    list: words(seen.list),
  };
}

/** What has to be there, by the title of the discussion. */
export type Expected = Map<string, { readonly recap: Set<string>; readonly thread: Set<string> }>;

/** Adds what was shown up to that moment. */
export function expectShown(expected: Expected, shown: readonly Shown[], until: number): void {
  for (const { at, title, recap, thread, list } of shown) {
    if (at > until) return;
    for (const known of list) if (!expected.has(known)) expected.set(known, { recap: new Set(), thread: new Set() });
    const here = expected.get(title);
    for (const word of recap) here?.recap.add(word);
    for (const word of thread) here?.thread.add(word);
  }
}

/** The words that are missing on a screen that shows this discussion. */
export function missingOn({ recap, thread }: Shown, expected: { recap: Set<string>; thread: Set<string> }): string[] {
  return [
    ...[...expected.recap].filter((word) => !recap.includes(word)),
    ...[...expected.thread].filter((word) => !thread.includes(word)),
  ];
}
