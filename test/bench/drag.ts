/**
 * Frames while a block is dragged through a long recap of text and points, against the same window at rest: from one
 * `requestAnimationFrame` to the next. Once over what is on screen, and once at the edge, where the page scrolls on: that
 * beside the same page scrolled as fast without a drag.
 */
import type { Page } from '@playwright/test';
import { Person } from '../support/person';
import { typistPauses } from './key-marks';
import { openWithRecap } from './seed';
import { pointsUpdate } from './seed-points';
import { type Row, spreadOf } from './statistics';

const BLOCKS = 1000;
const ROUNDS = 4;
const FRAMES = 90;
/** Between two moves of the pointer, about what a mouse reports. */
const PAUSE = 8;

declare global {
  interface Window {
    benchFrames: number[];
  }
}

/** Collects the times between so many frames. */
function beginFrames(page: Page, count: number): Promise<void> {
  return page.evaluate((wanted) => {
    window.benchFrames = [];
    let before: number | null = null;
    const next = (now: number) => {
      if (before !== null) window.benchFrames.push(now - before);
      before = now;
      if (window.benchFrames.length < wanted) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }, count);
}

async function frames(page: Page): Promise<number[]> {
  await page.waitForFunction((wanted) => window.benchFrames.length >= wanted, FRAMES);
  return page.evaluate(() => window.benchFrames);
}

/** Scrolls the page as fast as a drag at its edge does. */
function scrolled(person: Person): Promise<void> {
  return person.recap.evaluate((text, wanted) => {
    const page = text.closest('[data-recap]');
    if (page === null) throw new Error('no page of the recap');
    page.scrollTop = 0;
    const next = () => {
      page.scrollTop += 23;
      if (window.benchFrames.length < wanted) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }, FRAMES);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function page(person: Person): Promise<Box> {
  const box = await person.recap.locator('xpath=ancestor::*[@data-recap]').boundingBox();
  if (box === null) throw new Error('no page of the recap');
  return box;
}

async function dragged(person: Person, where: 'page' | 'edge'): Promise<number[]> {
  const { mouse } = person.page;
  const box = await page(person);
  await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await person.button('Move this block, or open its menu').hover();
  await mouse.down();
  await mouse.move(box.x + 80, box.y + box.height / 2 + 20);
  await person.page.locator('.block-cover').waitFor({ state: 'attached' });
  await beginFrames(person.page, FRAMES);
  let enough = false;
  const collecting = frames(person.page).finally(() => {
    enough = true;
  });
  for (let step = 0; !enough; step++) {
    const across = box.x + 80 + (step % 40);
    // Up and down over the page, or wherever the page scrolls.
    const swing = Math.abs((step % 120) - 60) / 60;
    const y = where === 'edge' ? box.y + box.height - 10 : box.y + 80 + swing * (box.height - 160);
    await mouse.move(across, y);
    await typistPauses(PAUSE);
  }
  const times = await collecting;
  await person.page.keyboard.press('Escape');
  await mouse.up();
  return times;
}

export async function measureDrag(): Promise<Row[]> {
  const person = await Person.start({ name: 'Bench' });
  try {
    await openWithRecap(person, `Recap of ${String(BLOCKS)} blocks`, pointsUpdate(BLOCKS, 3, 1));
    const idle: number[] = [];
    const rolling: number[] = [];
    const over: number[] = [];
    const edge: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await beginFrames(person.page, FRAMES);
      idle.push(...(await frames(person.page)));
      over.push(...(await dragged(person, 'page')));
      await beginFrames(person.page, FRAMES);
      await scrolled(person);
      rolling.push(...(await frames(person.page)));
      edge.push(...(await dragged(person, 'edge')));
    }
    const row = (what: string, times: readonly number[], floor: readonly number[]): Row => ({
      what: `Frame while dragging in ${String(BLOCKS)} blocks, ${what}`,
      ours: spreadOf(times),
      floor: spreadOf(floor),
      aim: { ratio: 1.1 },
    });
    return [row('over the page', over, idle), row('page scrolling', edge, rolling)];
  } finally {
    await person.close();
  }
}
