/**
 * A long discussion whose recap is made of points, beside the same discussion as plain text: how long it takes to open,
 * what a key press costs while authors are shown, and what is counted after an edit.
 */
import { expect } from '@playwright/test';
import * as Y from 'yjs';
import { OpenRecap } from '../../renderer/notebook/recap-document';
import { addPost, authorsOf, recapOf } from '../../shared/model/discussion-doc';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import { writeRichText } from '../../shared/model/rich-text-yjs';
import { coverageCounter } from '../../shared/recap/coverage';
import type { DiscussionId, ParticipantId, PostId } from '../../shared/util/brand';
import { Person } from '../support/person';
import { markKeys, pressAndMark, typistPauses } from './key-marks';
import { openWithRecap, recapOfBlocks } from './seed';
import { recapOfPoints } from './seed-points';
import { type Row, spreadOf } from './statistics';

const POSTS = 500;
const BLOCKS = 1000;
/** One block in three is a point with one citation; headings stay headings: about 300. */
const EVERY = 3;
const ROUNDS = 6;
const PRESSES = 11;
/** Eight keys a second. */
const PAUSE = 100;
const WRITERS = 3;

const postId = (index: number): PostId => `post-${String(index)}` as PostId;

const SYLLABLES = ['ba', 're', 'mo', 'ti', 'lu', 'san', 'der', 'kol', 'vin', 'pra', 'eth', 'gon', 'fi', 'zu', 'mar'];

/** Words that few other sentences have: in the benches' few words every point would be likely the same as all others. */
function sentence(seed: number): string {
  let state = seed * 2_654_435_761 + 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const word = () => Array.from({ length: 2 + next(3) }, () => SYLLABLES[next(SYLLABLES.length)]).join('');
  return Array.from({ length: 8 + next(7) }, word).join(' ');
}

/** The same blocks with other words, of about the same length. */
function varied(recap: RichText): RichText {
  let count = 0;
  const change = (node: RichTextNode): RichTextNode => {
    if (node.type === 'text') return { ...node, text: sentence(count++) };
    return node.content === undefined ? node : { ...node, content: node.content.map(change) };
  };
  return { type: 'doc', content: (recap.content ?? []).map(change) };
}

/** Posts by three people, and a recap whose blocks three sessions wrote in turn. */
export function discussionUpdate(recap: RichText): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let index = 0; index < POSTS; index++) {
      const author = `writer-${String(index % WRITERS)}` as ParticipantId;
      const at = Date.UTC(2026, 0, 1) + index * 60_000;
      const body = { type: 'doc', content: recapOfBlocks(3).content?.slice(1, 3) } as RichText;
      addPost(doc, { id: postId(index), author, addedBy: author, body, replyTo: null, at, createdAt: at, addedAt: at });
    }
    authorsOf(doc).set(String(doc.clientID), 'writer-0');
  });
  const blocks = varied(recap).content ?? [];
  const share = Math.ceil(blocks.length / WRITERS);
  for (let writer = 0; writer < WRITERS; writer++) {
    const session = new Y.Doc();
    Y.applyUpdate(session, Y.encodeStateAsUpdate(doc));
    session.transact(() => {
      authorsOf(session).set(String(session.clientID), `writer-${String(writer)}`);
      const written = new Y.Doc();
      writeRichText(recapOf(written), { type: 'doc', content: blocks.slice(writer * share, (writer + 1) * share) });
      const fragment = recapOf(session);
      fragment.insert(
        fragment.length,
        recapOf(written)
          .toArray()
          .map((block) => block.clone() as Y.XmlElement),
      );
    });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(session));
  }
  return Y.encodeStateAsUpdate(doc);
}

/** From the click in the list to the end of the frame that shows posts and recap, with a page that had not opened it. */
async function opened(person: Person, title: string): Promise<number> {
  const { page } = person;
  await page.reload();
  await expect(person.library).toBeVisible();
  await person.open('Elsewhere');
  await expect(person.recap).toBeVisible();
  await page.evaluate(() => {
    window.benchMarks = [];
    addEventListener(
      'click',
      ({ timeStamp }) => {
        const look = () => {
          const posts = document.querySelectorAll('[role="article"], article').length;
          const blocks = document.querySelector('[data-recap] .ProseMirror')?.childElementCount ?? 0;
          if (posts < 100 || blocks < 1000) {
            requestAnimationFrame(look);
            return;
          }
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            window.benchMarks.push(performance.now() - timeStamp);
            port1.close();
          };
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
  await person.discussion(title).click();
  await page.waitForFunction(() => window.benchMarks.length > 0, null, { timeout: 60_000 });
  return page.evaluate(() => window.benchMarks[0] ?? Number.NaN);
}

async function measureOpening(person: Person): Promise<Row> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    floor.push(await opened(person, 'Plain'));
    ours.push(await opened(person, 'Points'));
  }
  return {
    what: `Opening ${String(POSTS)} posts and ${String(BLOCKS)} blocks, points ÷ plain text`,
    ours: spreadOf(ours.slice(1)),
    floor: spreadOf(floor.slice(1)),
    aim: { ratio: 1.5 },
  };
}

async function showAuthors(person: Person, wanted: boolean): Promise<void> {
  const toggle = person.button('Who wrote what');
  if ((await toggle.getAttribute('aria-pressed')) !== String(wanted))
    await person.page.keyboard.press('Control+Shift+W');
  await expect(toggle).toHaveAttribute('aria-pressed', String(wanted));
}

async function placeCaret({ recap }: Person): Promise<void> {
  const lines = recap.locator(':scope > .point > .point-body > p');
  const middle = lines.nth(Math.floor((await lines.count()) / 2));
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  await recap.press('End');
}

async function measureAttribution(person: Person): Promise<Row> {
  const { page } = person;
  await markKeys(page);
  await placeCaret(person);
  const round = async (shown: boolean): Promise<number[]> => {
    await showAuthors(person, shown);
    // What the toggle draws is not counted.
    await typistPauses(600);
    return (await pressAndMark(page, PRESSES, PAUSE)).slice(1);
  };
  const off: number[] = [];
  const on: number[] = [];
  for (let index = 0; index < ROUNDS; index++) {
    off.push(...(await round(false)));
    on.push(...(await round(true)));
  }
  await showAuthors(person, false);
  return {
    what: `Key press to paint in it, authors shown ÷ not shown`,
    ours: spreadOf(on),
    floor: spreadOf(off),
    aim: { ratio: 1.2 },
  };
}

/** What is counted 160 ms after an edit, as the app does it: the changed points read, then the coverage. */
function measureCoverage(update: Uint8Array): Row[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const open = new OpenRecap('ours', () => null, true, recapOf(doc), {
    recapUndo: (fragment) => new Y.UndoManager(fragment),
    onError: (error) => {
      throw error;
    },
  });
  const posts = Array.from({ length: POSTS }, (_, index) => ({
    id: postId(index),
    author: { id: `writer-${String(index % WRITERS)}` as ParticipantId },
    deleted: false,
  }));
  const count = coverageCounter();
  const counted = () =>
    count({ discussion: '' as DiscussionId, posts, ours: open.points.get(), own: [], aside: new Map() });
  counted();
  const edit = (change: (point: Y.XmlElement) => void, index: number): number => {
    const points = recapOf(doc)
      .toArray()
      .filter((block): block is Y.XmlElement => block instanceof Y.XmlElement && block.nodeName === 'point');
    const point = points[(index * 37) % points.length];
    if (point === undefined) throw new Error('no points');
    doc.transact(() => change(point));
    const began = performance.now();
    open.points.settle();
    counted();
    return performance.now() - began;
  };
  const typed: number[] = [];
  const cited: number[] = [];
  for (let index = 0; index < 200; index++) {
    typed.push(edit((point) => point.setAttribute('ownerName', `Name ${String(index)}`), index));
    cited.push(
      edit((point) => {
        const cite = new Y.XmlElement('cite');
        cite.setAttribute('post', postId((index * 13) % POSTS));
        point.insert(point.length, [cite]);
      }, index),
    );
  }
  open.dispose();
  return [
    { what: 'Coverage after an edit of a point', ours: spreadOf(typed), floor: null, aim: { most: 2 } },
    { what: 'Coverage after a new citation', ours: spreadOf(cited), floor: null, aim: { most: 2 } },
  ];
}

export async function measureRecap(): Promise<Row[]> {
  const points = discussionUpdate(recapOfPoints(BLOCKS, EVERY, 1));
  const person = await Person.start({ name: 'Bench' });
  try {
    await person.newDiscussion('Elsewhere');
    await openWithRecap(person, 'Plain', discussionUpdate(recapOfBlocks(BLOCKS)));
    await openWithRecap(person, 'Points', points);
    const opening = await measureOpening(person);
    const attribution = await measureAttribution(person);
    return [opening, attribution, ...measureCoverage(points)];
  } finally {
    await person.close();
  }
}
