/** Three who delete, bring back, move and write in the same points while they hear of each other late: nothing is ever lost. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readEntries } from '../../shared/model/trash';
import { Seeded } from '../support/seeded';
import { meet, type TrashPerson, trashPeople } from '../support/trash-person';

const IDS = ['aa', 'bb', 'cc', 'dd'];
const STEPS = 24;
/** Each had lost a word, or a point, or had one twice in the trash. */
const FOUND = [1113, 1192, 376, 18, 19, 20, 22, 29, 32, 37, 288, 522, 1539, 8196, 10254];
const SEEDS = [...FOUND, ...Array.from({ length: 8 }, (_, seed) => seed + 1)];
const START = IDS.map((id) => ({
  type: 'point',
  attrs: { kind: 'takeaway', id },
  content: [{ type: 'paragraph', content: [{ type: 'text', text: `${id} says` }] }],
}));

/** One thing that a person does; what they wrote, or ''. */
async function act(person: TrashPerson, random: Seeded, word: string): Promise<string> {
  const id = random.pick(IDS);
  const at = person.indexOf(`${id} says`);
  const what = random.int(10);
  if (at < 0) {
    if (what < 5) person.putBack(id);
    return '';
  }
  if (what < 3) await person.remove(`${id} says`);
  else if (what < 4) {
    await person.remove(`${id} says`);
    person.undo.undo();
  } else if (what < 6) await person.move(`${id} says`, random.int(person.texts.length + 1));
  else {
    person.type(` ${word}`, `${id} says`);
    return word;
  }
  return '';
}

test(`[TR5] points and words of three people are in the recap or in the trash: ${String(SEEDS.length)} seeds`, async () => {
  for (const seed of SEEDS) {
    const random = new Seeded(seed);
    const all = trashPeople(START, 'renee', 'chris', 'ann');
    const written: string[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const person = random.pick(all);
      if (random.chance(0.7)) {
        // Of words that begin alike the editor cannot tell whose the beginning is: one stands in the middle of the other.
        const letter = String.fromCharCode(97 + step);
        const word = await act(person, random, `${letter}${String(step)}${letter}`);
        if (word !== '') written.push(word);
      } else {
        const other = random.pick(all);
        if (other !== person) Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(other.doc), 'exchange');
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await meet(...all);
    await meet(...all);
    for (const { texts } of all) expect(texts, `seed ${String(seed)}`).toEqual(all[0]?.texts);
    const [first] = all;
    for (const { id } of first?.trash.items.get() ?? []) first?.putBack(id);
    await meet(...all);
    for (const { doc, texts } of all) {
      expect(readEntries(doc), `seed ${String(seed)}`).toEqual([]);
      for (const id of IDS) expect(texts.join('\n'), `seed ${String(seed)}`).toContain(`${id} says`);
      for (const word of written) expect(texts.join('\n'), `seed ${String(seed)}, ${word}`).toContain(word);
    }
    for (const { editor, trash } of all) {
      editor.destroy();
      trash.dispose();
    }
  }
}, 60_000);
