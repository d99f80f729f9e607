/** A discussion that a group writes in every week for years: several people, posts, a recap that grows and is reworked. */
import * as Y from 'yjs';
import { addPost, authorsOf, initDiscussion, peopleOf, recapOf } from '../../shared/model/discussion-doc';
import { POINT_ATTRS } from '../../shared/model/point';
import type { RichTextNode } from '../../shared/model/rich-text';
import { insertNodes } from '../../shared/model/rich-text-yjs';
import type { ParticipantId } from '../../shared/util/brand';
import { type ContentHost, versionLines } from '../../shared/versions/content';
import type { VersionReason } from '../../shared/versions/types';
import { VersionSet } from '../../shared/versions/version-set';
import { Seeded } from './seeded';

const WEEK = 7 * 86_400_000;
const MINUTE = 60_000;
const PEOPLE = ['renee', 'chris', 'lurker', 'educator'] as const;

/** A few thousand words, used as people use them: some often, most seldom. */
function wordsFrom(seed: Seeded, count: number): string {
  const parts: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const rank = Math.floor(4000 ** seed.next());
    let word = '';
    for (let left = rank + 7; left > 0; left = Math.floor(left / 19)) word += 'etaoinshrdlucmfwypb'[left % 19] ?? '';
    parts.push(word);
  }
  return parts.join(' ');
}

const paragraph = (text: string): RichTextNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const point = (id: string, text: string): RichTextNode => ({
  type: 'point',
  attrs: { ...POINT_ATTRS, id, kind: 'takeaway' },
  content: [paragraph(text)],
});

export const hostOf = (doc: Y.Doc): ContentHost => ({
  authorOf: (client) => authorsOf(doc).get(String(client)) ?? '',
  personOf: (id) => ({ name: id, colour: 0 }),
});

/** The text of a block, to write in. */
function textIn(block: unknown): Y.XmlText | null {
  for (let at: unknown = block; ; at = at.get(0)) {
    if (at instanceof Y.XmlText) return at;
    if (!(at instanceof Y.XmlElement) || at.length === 0) return null;
  }
}

function work(doc: Y.Doc, seed: Seeded, person: string, at: number): void {
  doc.transact(() => {
    const recap = recapOf(doc);
    if (seed.chance(0.4)) {
      const body = { type: 'doc' as const, content: [paragraph(wordsFrom(seed, 10 + seed.int(40)))] };
      const who = person as ParticipantId;
      addPost(doc, { author: who, addedBy: who, body, replyTo: null, at, createdAt: at, addedAt: at });
    }
    if (recap.length < 8 || seed.chance(0.35)) {
      const text = wordsFrom(seed, 10 + seed.int(30));
      const block = seed.chance(0.6) ? point(`k${String(at)}`, text) : paragraph(text);
      insertNodes(recap, seed.int(recap.length + 1), [block]);
    }
    // Most of the recap is reworked again and again.
    for (let edits = 1 + seed.int(4); edits > 0; edits -= 1) {
      const text = textIn(recap.get(seed.int(recap.length)));
      if (text === null) continue;
      const place = seed.int(text.length + 1);
      text.delete(place, Math.min(text.length - place, seed.int(30)));
      text.insert(place, wordsFrom(seed, 1 + seed.int(8)));
    }
    if (recap.length > 60 || (recap.length > 10 && seed.chance(0.2))) recap.delete(seed.int(recap.length), 1);
  });
}

/** Each week about an hour of work with pauses; a quarter ends with a finish and two signatures. */
export function writeForYears(
  years: number,
  start: number,
  pauses = 2,
): { readonly doc: Y.Doc; readonly set: VersionSet; readonly made: number } {
  const seed = new Seeded(7);
  const doc = new Y.Doc();
  initDiscussion(doc, { title: 'Weekly', createdAt: start });
  for (const name of PEOPLE) peopleOf(doc).set(name, { name, colour: 0 });
  const set = new VersionSet('weekly');
  let made = 0;
  for (let week = 0; week < years * 52; week += 1) {
    const began = start + week * WEEK;
    // Each sits down in turn, with a session of their own.
    const person = PEOPLE[week % PEOPLE.length] ?? 'renee';
    doc.clientID = 1000 + week;
    authorsOf(doc).set(String(doc.clientID), person);
    const keep = (minute: number, why: VersionReason): void => {
      made += 1;
      const lines = versionLines(doc, hostOf(doc));
      const at = began + minute * MINUTE;
      set.add({ id: `v${String(made)}`, at, by: person, why, name: null, writers: [person], lines });
    };
    for (let pause = 0; pause < pauses; pause += 1) {
      work(doc, seed, person, began + pause * 9 * MINUTE);
      if (pauses < 4) work(doc, seed, person, began + pause * 9 * MINUTE + 1);
      keep(pause * 9, 'paused');
    }
    if (week % 13 === 12)
      for (const [at, why] of (['finished', 'signed', 'signed'] as const).entries()) keep(58 + at, why);
    if (week % 4 === 3) set.thin(began + 61 * MINUTE);
  }
  return { doc, set, made };
}
