/** What a thread of many posts costs: opening it, going to its end, and what holds the page up meanwhile. */
import { expect } from '@playwright/test';
import * as Y from 'yjs';
import { addPost, initDiscussion } from '../../shared/model/discussion-doc';
import type { ParticipantId, PostId } from '../../shared/util/brand';
import { Person } from '../support/person';
import { watchMemory } from './memory';
import { recapOfBlocks } from './seed';
import { seedNotebook, titleOfSeed } from './seed-notebook';
import { type Row, single } from './statistics';
import { watchPage } from './usable';

const LENGTHS = [1000, 2000, 5000, 10_000] as const;
const FIRST = Date.UTC(2026, 0, 1);
const PEOPLE = 12;

/** Short posts as in a chat, every fifth a reply. */
function longThread(index: number): Y.Doc {
  const doc = new Y.Doc();
  initDiscussion(doc, { title: titleOfSeed(index), createdAt: FIRST - index });
  const ids: PostId[] = [];
  doc.transact(() => {
    for (let post = 0; post < (LENGTHS[index] ?? 0); post += 1) {
      const author = `guest:${String(post % PEOPLE)}` as ParticipantId;
      const at = FIRST + post * 60_000;
      const replyTo = post % 5 === 4 ? (ids[post - 3] ?? null) : null;
      ids.push(
        addPost(doc, { author, addedBy: author, body: recapOfBlocks(1), replyTo, at, createdAt: at, addedAt: at }),
      );
    }
  });
  return doc;
}

export async function measureLongThread(): Promise<Row[]> {
  const person = await Person.start({ name: 'Bench' });
  const rows: Row[] = [];
  try {
    const { page } = person;
    await seedNotebook(person, LENGTHS.length, longThread);
    await page.reload();
    await expect(person.library).toBeVisible();
    for (const [index, length] of LENGTHS.entries()) {
      const memory = await watchMemory(person);
      await watchPage(page);
      const began = performance.now();
      await person.discussion(titleOfSeed(index)).click();
      await expect(person.title).toHaveValue(titleOfSeed(index), { timeout: 60_000 });
      await expect(person.posts.first()).toBeVisible({ timeout: 60_000 });
      const opened = performance.now() - began;
      const longest = Math.max(0, ...(await page.evaluate(() => window.benchTasks)));
      const toEnd = await page.evaluate(async () => {
        const scroller = document.querySelector('.thr-scroll');
        const start = performance.now();
        scroller?.scrollTo({ top: scroller.scrollHeight });
        await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
        return performance.now() - start;
      });
      rows.push(
        { what: `Open a thread of ${length} posts`, ours: single(opened), floor: null, aim: null },
        { what: '  its longest task', ours: single(longest), floor: null, aim: null },
        { what: '  to its end', ours: single(toEnd), floor: null, aim: null },
        {
          what: '  memory, at most',
          ours: single(((await memory.peak()) ?? Number.NaN) / 1e6),
          floor: null,
          aim: null,
          unit: 'MB',
        },
      );
    }
  } finally {
    await person.close();
  }
  return rows;
}
