/** One profile through several crashes: what is typed at random is compared with what the next start shows. */
import { access, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { Person } from '../support/person';
import type { Seeded } from '../support/seeded';
import { killTree, startAlone } from './process-tree';
import { type Expected, expectShown, look, missingOn, type Shown } from './screen';

/** What was on the screen for so long must survive. */
const SHOWN_MS = 300;
const MOST_DISCUSSIONS = 8;
const RECOVERY_MS = 15_000;

/** When the processes end. */
export const MOMENTS = ['typing', 'start', 'quit', 'import', 'compaction'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Which of the two stores is lost with some of the crashes of this life. */
export type Loss = 'IndexedDB' | 'journal' | null;

export class Life {
  private words = 0;
  /** Words that had to be there, and were looked for. */
  compared = 0;
  private readonly expected: Expected = new Map();

  private constructor(
    readonly folder: string,
    private readonly dice: Seeded,
    private readonly loss: Loss,
  ) {}

  static async begin(dice: Seeded, loss: Loss): Promise<Life> {
    const folder = await mkdtemp(join(tmpdir(), 'recap-crash-'));
    const life = new Life(folder, dice, loss);
    const person = await Person.start({ name: 'Renee', userDataDir: folder });
    await person.close();
    return life;
  }

  /** @returns the words that are missing; none when all is well */
  async round(moment: Moment): Promise<string[]> {
    if (moment === 'start' || moment === 'import') {
      const started = startAlone(this.folder, moment === 'import' ? await this.importing() : []);
      await after(this.dice.int(moment === 'start' ? 1500 : 4000));
      await killTree(started.pid ?? 0);
    }
    const person = await Person.launch({ name: 'Renee', userDataDir: this.folder });
    const pid = person.app.process().pid ?? 0;
    try {
      const missing = await this.missingAt(person);
      if (missing.length > 0) return missing;
      await this.live(person, moment, pid);
    } finally {
      await killTree(pid);
    }
    if (this.loss !== null && this.dice.int(3) === 0)
      await rm(join(this.folder, this.loss), { recursive: true, force: true });
    return [];
  }

  /** What the last crash left. */
  async last(): Promise<string[]> {
    const person = await Person.launch({ name: 'Renee', userDataDir: this.folder });
    try {
      return await this.missingAt(person);
    } finally {
      await person.close();
    }
  }

  async end(keepAs: string | null): Promise<void> {
    if (keepAs !== null) {
      const kept = resolve('test-results', keepAs);
      await rm(kept, { recursive: true, force: true });
      // The locks of a browser that runs are links to nothing.
      await cp(this.folder, kept, { recursive: true, filter: (path) => !basename(path).startsWith('Singleton') });
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async missingAt(person: Person): Promise<string[]> {
    const missing: string[] = [];
    for (const [title, wanted] of this.expected) {
      const found = await within(() => person.discussion(title).click({ timeout: RECOVERY_MS }));
      if (!found) {
        missing.push(`the discussion ${title}`);
        await this.picture(person);
        continue;
      }
      let lacking = ['an answer of the page'];
      await within(() =>
        expect
          .poll(
            async () => {
              const shown = await look(person.page);
              lacking = shown.title === title ? missingOn(shown, wanted) : [title];
              return lacking;
            },
            { timeout: RECOVERY_MS },
          )
          .toEqual([]),
      );
      if (lacking.length > 0) await this.picture(person);
      this.compared += wanted.recap.size + wanted.thread.size;
      missing.push(...lacking.map((word) => `${word} in ${title}`));
    }
    return missing;
  }

  /** Of the first that is missing. Within a moment, or the page no longer answers. */
  private async picture({ page }: Person): Promise<void> {
    const path = join(this.folder, 'screen.png');
    if (await within(() => access(path))) return;
    const taken = await within(() => page.screenshot({ path, timeout: 5000 }));
    if (!taken) await writeFile(join(this.folder, 'no-screen.txt'), 'The page did not answer for 5 s.');
  }

  /** Types until it is killed, and notes what was on the screen for long enough. */
  private async live(person: Person, moment: Moment, pid: number): Promise<void> {
    const shown: Shown[] = [];
    let ended = false;
    let pasting = false;
    let acting: Promise<unknown> = Promise.resolve();
    const watching = (async () => {
      while (!ended) {
        const now = await look(person.page).catch(() => null);
        if (now !== null) shown.push(now);
        await after(30);
      }
    })();
    const kill = (async () => {
      await after(600 + this.dice.int(2600));
      if (moment === 'compaction') {
        // One hand only: keys would go where the other one has just clicked.
        pasting = true;
        await acting;
        await this.pastePictures(person).catch(() => undefined);
      }
      if (moment === 'quit') void person.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
      if (moment === 'quit' || moment === 'compaction') await after(this.dice.int(600));
      const killed = Date.now();
      await killTree(pid);
      ended = true;
      return killed;
    })();
    while (!ended && !pasting) {
      acting = this.act(person).catch(() => after(50));
      await Promise.race([acting, kill]);
    }
    const killed = await kill;
    await watching;
    expectShown(this.expected, shown, killed - SHOWN_MS);
  }

  private async act(person: Person): Promise<void> {
    const { page } = person;
    const known = [...this.expected.keys()];
    const kind = this.dice.int(known.length === 0 ? 1 : 10);
    if (kind === 0 && known.length < MOST_DISCUSSIONS) return person.newDiscussion(this.word());
    if (kind <= 1 && known.length > 0)
      return person.discussion(known[this.dice.int(known.length)] ?? '').click({ timeout: 1000 });
    const field = kind < 6 ? person.recap : person.composer;
    await field.click({ timeout: 1000 });
    await page.keyboard.press('Control+End');
    for (let count = this.dice.int(6); count >= 0; count -= 1)
      await page.keyboard.type(` ${this.word()}`, { delay: this.dice.int(12) });
    if (kind < 6 && this.dice.int(3) === 0) await page.keyboard.press('Enter');
    if (kind === 9) await page.keyboard.press('Control+Enter');
  }

  /** More than the journal holds without compacting. */
  private async pastePictures(person: Person): Promise<void> {
    for (let count = 0; count < 3; count += 1) {
      await person.recap.click({ timeout: 1000 });
      await person.page.keyboard.press('Control+End');
      await copyNoise(person.page);
      await person.page.keyboard.press('Control+V');
      await after(200);
    }
  }

  private async importing(): Promise<string[]> {
    const settings = JSON.parse(await readFile(join(this.folder, 'settings.json'), 'utf8'));
    const file = join(this.folder, 'to-import.txt');
    await writeFile(file, Array.from({ length: 300 }, (_, at) => `Anna: line ${at} of an import`).join('\n'));
    return ['import', '--profile', this.folder, '--notebook', settings.notebooks[0].id, file];
  }

  private word(): string {
    this.words += 1;
    return `w${String(this.words).padStart(6, '0')}`;
  }
}

async function within(step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch {
    return false;
  }
}

/** A picture of 3 MB, which no compression makes smaller. */
async function copyNoise(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1000, 1000);
    const context = canvas.getContext('2d');
    const image = new ImageData(1000, 1000);
    for (let at = 0; at < image.data.length; at += 50_000) crypto.getRandomValues(image.data.subarray(at, at + 50_000));
    context?.putImageData(image, 0, 0);
    const png = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  });
}
