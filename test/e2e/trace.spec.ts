/** Two people type what two real authors once typed at the same time, letter by letter, and end with the same text. */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e';
import { readTrace } from '../support/trace';
import {
  clientIdOf,
  closeGate,
  installGate,
  openGate,
  playAuthor,
  playedText,
  tellNotes,
} from '../support/trace-player';

const TRACE = resolve(import.meta.dirname, '../fixtures/friendsforever.json.gz');
/** RECAP_TRACE=4000 plays only so many edits, for a short run while something is changed. */
const EDITS = Number(process.env.RECAP_TRACE ?? Number.POSITIVE_INFINITY);

test('two windows that replay a real history of concurrent typing end with the text of the history', async ({
  people,
}) => {
  test.setTimeout(600_000);
  const trace = readTrace(TRACE, EDITS);
  const renee = await people.start({ name: 'Renee' });
  const chris = await people.start({ name: 'Chris' });
  const everyone = [renee, chris];
  for (const { page } of everyone) await installGate(page);
  await renee.newDiscussion('Friends forever');
  await chris.join(await renee.share());
  await chris.open('Friends forever');
  // One block of plain text: letters and line breaks, nothing else. Both have written in the discussion once.
  await renee.writeRecap('``` x');
  await expect(chris.recap.locator('pre')).toHaveText('x');
  await chris.recap.locator('pre').click();
  await chris.page.keyboard.press('End');
  await chris.page.keyboard.type('y');
  await expect(renee.recap.locator('pre')).toHaveText('xy');
  for (let letter = 0; letter < 2; letter += 1) await chris.page.keyboard.press('Backspace');
  await expect(renee.recap.locator('pre')).toHaveText('');
  for (const person of everyone) await person.expectInSync();

  // Where both wrote in the same place Yjs puts the smaller client id first; so did the trace with author 0.
  const ids = await Promise.all(everyone.map(({ page }) => clientIdOf(page)));
  const pages = everyone.map(({ page }) => page);
  if ((ids[0] ?? 0) > (ids[1] ?? 0)) pages.reverse();
  const [first, second] = pages as [Page, Page];
  await tellNotes(first, second);
  await tellNotes(second, first);
  await Promise.all(pages.map(closeGate));
  const played = await Promise.allSettled(pages.map((page, author) => playAuthor(page, trace.steps[author as 0 | 1])));
  // Both: where one stops the other has to stop as well.
  expect(played.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([]);
  await Promise.all(pages.map(openGate));

  for (const page of pages) await expect.poll(() => playedText(page), { timeout: 30_000 }).toBe(trace.text);
  if (EDITS === Number.POSITIVE_INFINITY) expect(trace.text).toBe(trace.recordedText);
  for (const person of everyone) await person.expectInSync();
});
