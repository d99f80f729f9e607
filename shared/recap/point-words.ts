/**
 * The words of a point as it is compared by: small words left out, endings cut, so that "pilot projects" and "a pilot
 * project" are the same words. For English and German; other languages keep all their words.
 */

/** Words that say nothing of what a sentence is about. Negations are no such words: they turn it round. */
const SMALL: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been being but by can could did do does for from had has have he her his how i if in into is it ' +
    'its just like may me might more most must my of off on one or our out over own s shall she should so some such t than ' +
    'that the their them then there these they this those to too up us very was we were what when where which while who ' +
    'whom why will with would you your let lets also about any ' +
    'aber alle als also am an auch auf aus bei beim bin bis bist da damit dann das dass dein dem den der des die dies diese ' +
    'diesem diesen dieser doch dort du durch ein eine einem einen einer eines er es etwas euch fur hat haben hatte hier ich ' +
    'ihr ihre im in ins ist ja jede jeder jedes kann man mehr mein mit mussen muss nach noch nun nur ob oder seid sein seine ' +
    'sich sie sind so soll sollen sollte sollten uber um und uns unser unsere unter vom von vor war waren was weil wenn wer ' +
    'werden wie wir wird wo zu zum zur'
  ).split(' '),
);

const NEGATIONS: ReadonlySet<string> = new Set(
  'not no never none nobody nothing without cannot dont doesnt didnt isnt arent wont cant shouldnt nicht nie niemals kein keine keinen keinem keiner ohne nichts niemand'.split(
    ' ',
  ),
);

/** Longest first; a stem keeps at least four letters. Light on purpose: two words made one wrongly cost more than two kept apart. */
const ENDINGS = [
  'ungen',
  'ingly',
  'ings',
  'ern',
  'ung',
  'ing',
  'ies',
  'est',
  'ed',
  'ly',
  'es',
  'en',
  'er',
  'em',
  'e',
  's',
  'n',
  'y',
];
const SHORTEST_STEM = 4;

function cut(word: string): string {
  // British and American spelling, and German ss for ß.
  const same = word.replaceAll('z', 's').replaceAll('ß', 'ss');
  for (const ending of ENDINGS) {
    if (same.endsWith(ending) && same.length - ending.length >= SHORTEST_STEM) return same.slice(0, -ending.length);
  }
  return same;
}

/** Words come again and again: cutting each once is half of the time that reading a point takes. */
const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const made = cut(word);
  stems.set(word, made);
  return made;
}

export interface PointWords {
  /** In the order of the text; small words only when there are no others. */
  readonly stems: readonly string[];
  readonly numbers: readonly string[];
  readonly negated: boolean;
}

/** Longer texts are compared by their beginning. */
const MAX_TEXT = 2000;

const isPlain = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

function wordsIn(text: string): readonly string[] {
  const low = text.slice(0, MAX_TEXT).toLowerCase().replace(/['’]/g, '');
  // Most texts need no look at the tables of Unicode, which take five times as long.
  if (isPlain(low)) return low.match(/[a-z0-9]+/g) ?? [];
  return (
    low
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

export function pointWords(text: string): PointWords {
  const words = wordsIn(text);
  const said = words.filter((word) => !SMALL.has(word) && !NEGATIONS.has(word));
  return {
    stems: (said.length > 0 ? said : words).map(stem),
    numbers: words.filter((word) => /^\p{N}+$/u.test(word)),
    // Two negations in one text are mostly two sentences: only that there is one counts.
    negated: words.some((word) => NEGATIONS.has(word)),
  };
}
