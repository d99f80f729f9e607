import { describe, expect, it } from 'vitest';
import { apartKey } from '../../../../shared/model/discussion-parts';
import { type PointKind, type RecapPoint, readPoint } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { type Duplicates, duplicateSearch } from '../../../../shared/recap/duplicates';
import { isLikely, likeness, pointTraits, wordNumbers } from '../../../../shared/recap/likeness';
import { pointWords } from '../../../../shared/recap/point-words';
import { cite, point } from './build-points';

const read = (node: RichTextNode): RecapPoint => readPoint(node, 0, '');
const said = (words: string, kind: PointKind = 'takeaway', ...parts: RichTextNode[]): RecapPoint =>
  read(point(kind, 'x', words, {}, ...parts));

function likely(a: RecapPoint, b: RecapPoint): { readonly is: boolean; readonly how: number } {
  const numberOf = wordNumbers();
  const [left, right] = [pointTraits(a, numberOf), pointTraits(b, numberOf)];
  return { is: isLikely(left, right), how: likeness(left, right) };
}

describe('[DU1] which texts are likely the same point', () => {
  const pairs: readonly (readonly ['same' | 'other', string, string])[] = [
    // Said again in other words, in another order, longer or shorter.
    ['same', 'Start with a small crew of silo straddlers.', 'Start small, with a crew of silo straddlers'],
    [
      'same',
      'Pilot, learn, adjust. Use early wins to gain the support of management.',
      'Use early wins to gain management support.',
    ],
    [
      'same',
      'Find a small crew of “silo straddlers” and start with them',
      'We should start with a small crew of silo straddlers, and find them first',
    ],
    ['same', 'Make it cool to share.', 'Make sharing cool'],
    ['same', 'Weak ties connect the organisation', 'Weak ties are what connects an organization'],
    ['same', 'People are afraid of what they don’t know.', 'people are afraid of what they do not know'],
    [
      'same',
      'The recap should be written by somebody who was there',
      'The recap should be written by somebody who has been there',
    ],
    [
      'same',
      'Two-hour introductory seminars reach one or two of fourteen people',
      'Of fourteen people one or two take it on in two-hour introductory seminars',
    ],
    [
      'same',
      'Wir fangen mit einer kleinen Gruppe von Freiwilligen an.',
      'Mit einer kleinen Gruppe Freiwilliger anfangen',
    ],
    [
      'same',
      'Schulungen helfen nur, wenn man danach selbst übt',
      'Schulungen helfen nur wenn danach selbst geübt wird',
    ],
    [
      'same',
      'Die Leitung unterstützt den Versuch, sobald erste Erfolge sichtbar sind.',
      'Sobald erste Erfolge sichtbar sind, unterstützt die Leitung den Versuch',
    ],
    ['same', 'Große Straße sperren', 'Grosse Strasse sperren'],
    ['same', 'Pilot projects', 'Pilot project'],
    ['same', 'Kaffee!', 'kaffee'],
    ['same', 'We meet in the green room every Wednesday', 'Every Wednesday: meeting in the green room'],
    // About the same thing, and not the same.
    ['other', 'Start with seminars', 'Don’t start with seminars'],
    ['other', 'Die Schulung ist Pflicht für alle', 'Die Schulung ist keine Pflicht für alle'],
    ['other', 'The pilot takes 3 weeks in the sales department', 'The pilot takes 8 weeks in the sales department'],
    ['other', 'Pilot projects', 'Pilot groups'],
    ['other', 'Start small now', 'Start small teams'],
    ['other', 'Management supports the pilot', 'The pilot failed without a plan'],
    ['other', 'Seminars are for beginners who want an overview', 'Beginners want a mentor in their own team'],
    ['other', 'Who pays for the seminars?', 'Who leads the seminars?'],
    ['other', 'Ask Renee about the room', 'Ask Chris about the budget'],
    ['other', 'Wir brauchen mehr Zeit für die Recherche', 'Wir brauchen mehr Geld für die Schulung'],
    ['other', 'Thanks', 'Thank everybody who wrote in the discussion'],
    ['other', 'It is what it is', 'So be it then'],
    ['other', '', ''],
    [
      'other',
      'A community needs a host, a rhythm and a reason to come back',
      'A host needs a community that has time and patience',
    ],
  ];
  it.each(pairs)('%s: %s | %s', (wanted, a, b) => {
    const found = likely(said(a), said(b));
    expect({ is: found.is, how: found.how }).toEqual({ is: wanted === 'same', how: found.how });
    expect(likely(said(b), said(a))).toEqual(found);
  });
});

describe('what else counts', () => {
  it('[DU2] words that two points rest on make them likelier, unless they are about something else', () => {
    const passage = { passage: 'make others beg to become part of it' };
    const [a, b] = ['Make others beg to become a part', 'Let others beg to get in: it is cool'];
    expect(likely(said(a), said(b)).is).toBe(false);
    const more = likely(said(a, 'takeaway', cite('p1', passage)), said(b, 'takeaway', cite('p1', passage))).how;
    const some = likely(said(a, 'takeaway', cite('p1')), said(b, 'takeaway', cite('p1'))).how;
    expect(more).toBeGreaterThan(some);
    expect(some).toBeGreaterThan(likely(said(a), said(b)).how);
    const other = said('Nobody answered in August', 'takeaway', cite('p1', passage));
    expect(likely(said(a, 'takeaway', cite('p1', passage)), other).is).toBe(false);
  });

  it('[DU2] who asks and who tells say less the same than two who tell', () => {
    const [a, b] = ['Seminars, or learning by doing', 'Learning by doing in seminars'];
    expect(likely(said(a, 'question'), said(b)).how).toBeLessThan(likely(said(a), said(b)).how);
  });

  it('[DU2] sources with the same link are the same', () => {
    const source = (words: string, link: string): RecapPoint => read(point('source', 'x', words, { link }));
    const link = 'https://example.org/book';
    expect(likely(source('Change Masters', link), source('Kanter', `${link}/`)).is).toBe(true);
    expect(likely(source('Change Masters', link), source('Kanter', `${link}2`)).is).toBe(false);
  });

  it('[DU1] endings, small words, accents and signs make no difference', () => {
    expect(pointWords('The pilots’ projects, über alle Straßen').stems).toEqual(
      pointWords('pilot project strassen').stems,
    );
    expect(pointWords('to be or not to be').stems.length).toBeGreaterThan(0);
  });
});

const recap = (key: string, ...points: RichTextNode[]) => ({ key, points: points.map((node) => read(node)) });
const NONE: ReadonlySet<string> = new Set();
const CREW = 'Start with a small crew of silo straddlers';
const CREW_AGAIN = 'Start small, with a crew of silo straddlers';

/** `id: recap/id recap/id` for every point that has twins. */
function told(found: Duplicates): string[] {
  return [...found].map(([id, twins]) => `${id}: ${twins.map(({ place }) => `${place.recap}/${place.id}`).join(' ')}`);
}

describe('where they are looked for', () => {
  it('[DU3] points of different recaps, and of ours, are compared; what one person writes twice is not', () => {
    const { look: find } = duplicateSearch();
    const all = [
      recap('ours', point('takeaway', 'o1', CREW), point('takeaway', 'o2', CREW_AGAIN)),
      recap('renee', point('takeaway', 'r1', CREW), point('takeaway', 'r2', CREW_AGAIN)),
    ];
    expect(told(find(all, NONE)).sort()).toEqual([
      'o1: ours/o2 renee/r1 renee/r2',
      'o2: ours/o1 renee/r1 renee/r2',
      'r1: ours/o1 ours/o2',
      'r2: ours/o1 ours/o2',
    ]);
  });

  it('[DU4] a point that is in ours already is not pointed out again, wherever else it is said', () => {
    const credit: RichTextNode = {
      type: 'credit',
      attrs: { role: 'credit', person: 'chris', name: 'Chris', from: 'c1' },
    };
    const all = [
      recap('ours', point('takeaway', 'o1', CREW, { origin: 'r1' }, credit)),
      recap('renee', point('takeaway', 'r1', CREW)),
      recap('chris', point('takeaway', 'c1', CREW_AGAIN)),
      recap('lurker', point('takeaway', 'l1', CREW)),
    ];
    expect(told(duplicateSearch().look(all, NONE))).toEqual(['o1: lurker/l1', 'l1: ours/o1']);
  });

  it('[DU5] two points of ours that were taken from the same one are the same, whatever became of their words', () => {
    const all = [
      recap('ours', point('takeaway', 'o1', CREW, { origin: 'r1' }), point('takeaway', 'o2', 'Else', { origin: 'r1' })),
    ];
    expect(duplicateSearch().look(all, NONE).get('o1')).toEqual([{ place: { recap: 'ours', id: 'o2' }, likeness: 1 }]);
  });

  it('[DU6] who said that two are not the same is not asked again, whichever of them is looked at', () => {
    const all = [recap('ours', point('takeaway', 'o1', CREW)), recap('renee', point('takeaway', 'r1', CREW))];
    const { look: find } = duplicateSearch();
    expect(find(all, NONE).size).toBe(2);
    expect(find(all, new Set([apartKey('r1', 'o1')])).size).toBe(0);
    expect(find(all, NONE).size).toBe(2);
  });

  it('[DU7] an edit changes what it concerns and gives back the rest as it was', () => {
    const { look: find } = duplicateSearch();
    const ours = recap(
      'ours',
      point('takeaway', 'o1', CREW),
      point('takeaway', 'o2', 'Pilot, learn and adjust the plan'),
    );
    const renee = recap(
      'renee',
      point('takeaway', 'r1', CREW),
      point('takeaway', 'r2', 'Pilot, learn and adjust the plan'),
    );
    const before = find([ours, renee], NONE);
    expect(find([ours, renee], NONE)).toBe(before);
    const [kept] = renee.points as [RecapPoint];
    const changed = { key: 'renee', points: [kept, read(point('takeaway', 'r2', 'Something else entirely'))] };
    const after = find([ours, changed], NONE);
    expect(told(after).sort()).toEqual(['o1: renee/r1', 'r1: ours/o1']);
    expect(after.get('r1')).toBe(before.get('r1'));
    expect(told(find([ours], NONE))).toEqual([]);
  });

  it('[DU7] agrees with comparing everything with everything', () => {
    const words =
      'start small crew silo pilot learn adjust early wins support weak ties people afraid seminar recap'.split(' ');
    let seed = 7;
    // Lehmer's generator, small enough to stay exact.
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const sentence = (): string => Array.from({ length: 3 + next(6) }, () => words[next(words.length)]).join(' ');
    const make = (key: string, count: number): ReturnType<typeof recap> =>
      recap(key, ...Array.from({ length: count }, (_, at) => point('takeaway', `${key}-${at}`, sentence())));
    const all = [make('ours', 12), make('renee', 12), make('chris', 12)];
    const found = duplicateSearch().look(all, NONE);
    const flat = all.flatMap(({ key, points }) => points.map((one) => ({ key, one })));
    for (const a of flat) {
      const twins = flat.filter((b) => a !== b && (a.key !== b.key || a.key === 'ours') && likely(a.one, b.one).is);
      expect(found.get(a.one.id)?.length ?? 0, a.one.text).toBe(Math.min(6, twins.length));
    }
  });

  it('[DU9] a search that has no more time goes on where it was, and then knows the same', () => {
    const all = [
      recap('ours', point('takeaway', 'o1', CREW), point('takeaway', 'o2', CREW_AGAIN)),
      recap('renee', point('takeaway', 'r1', CREW)),
    ];
    const search = duplicateSearch();
    let turns = 0;
    do {
      let left = 1;
      search.look(all, NONE, () => left-- <= 0);
      turns += 1;
    } while (!search.complete());
    expect(turns).toBe(3);
    expect(search.look(all, NONE)).toEqual(duplicateSearch().look(all, NONE));
  });

  it('[DU8] a point is known by its id: one without is left out, and of two with the same the first counts', () => {
    const all = [
      recap('ours', point('takeaway', '', CREW), point('takeaway', 'o1', CREW), point('takeaway', 'o1', CREW)),
      recap('renee', point('takeaway', 'r1', CREW)),
    ];
    expect(told(duplicateSearch().look(all, NONE)).sort()).toEqual(['o1: renee/r1', 'r1: ours/o1']);
  });

  it('[DU8] thousands of equal points cost no more than others, and each is shown a few twins', () => {
    const many = Array.from({ length: 2000 }, (_, at) => point('takeaway', `o${at}`, CREW));
    const found = duplicateSearch().look([recap('ours', ...many)], NONE);
    expect(Math.max(...[...found.values()].map((twins) => twins.length))).toBe(6);
  });
});
