/** From a key press to its paint in a long recap, against a bare TipTap editor over the same document. */
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { Person } from '../support/person';
import { buildPage, launchFloor, withFolder } from './floor';
import { markKeys, pressAndMark } from './key-marks';
import { openWithRecap, recapUpdate } from './seed';
import { pointsUpdate } from './seed-points';
import { type Row, spreadOf } from './statistics';

const LENGTHS = [200, 5000] as const;
/** Each with two citations. */
const POINTS = 200;
const ROUNDS = 6;
const PRESSES = 11;
/** Eight keys a second. */
const PAUSE = 100;

/** At the end of a paragraph in the middle of the recap, in a point where the recap is made of them. */
export async function placeCaret(editor: Locator): Promise<void> {
  const paragraphs = editor.locator(':scope > p, :scope > .point > .point-body > p');
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2));
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  await editor.press('End');
}

async function oneRound(page: Page): Promise<number[]> {
  // The first press after the other page had the machine is not counted.
  return (await pressAndMark(page, PRESSES, PAUSE)).slice(1);
}

export function measureTyping(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const page = await buildPage('bare', join(folder, 'page'));
    const person = await Person.start({ name: 'Bench' });
    const floorApp = await launchFloor(page, join(folder, 'profile'));
    try {
      const bare = await floorApp.firstWindow();
      await bare.waitForFunction(() => typeof window.mount === 'function');
      await markKeys(bare);
      const rows: Row[] = [];
      for (const length of LENGTHS) {
        const update = recapUpdate(length);
        rows.push(
          await measureLength(person, bare, { what: `recap of ${length} blocks`, ours: update, floor: update }),
        );
      }
      // The floor knows no points: it has the same words as plain blocks.
      const [ours, floor] = [pointsUpdate(POINTS, 1, 2), recapUpdate(POINTS)];
      rows.push(await measureLength(person, bare, { what: `recap of ${POINTS} points`, ours, floor }));
      return rows;
    } finally {
      await Promise.all([person.close(), floorApp.close()]);
    }
  });
}

interface Recaps {
  readonly what: string;
  readonly ours: Uint8Array;
  readonly floor: Uint8Array;
}

async function measureLength(person: Person, bare: Page, { what, ...recaps }: Recaps): Promise<Row> {
  await openWithRecap(person, what, recaps.ours);
  await markKeys(person.page);
  await bare.evaluate((bytes) => window.mount(bytes), [...recaps.floor]);
  const bareEditor = bare.getByRole('textbox', { name: 'Recap' });
  await expect(bareEditor.locator(':scope > p').first()).toBeVisible();
  await placeCaret(person.recap);
  await placeCaret(bareEditor);
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    floor.push(...(await oneRound(bare)));
    ours.push(...(await oneRound(person.page)));
  }
  return {
    what: `Key press to paint, ${what}`,
    ours: spreadOf(ours),
    floor: spreadOf(floor),
    aim: { ratio: 1.3 },
  };
}
