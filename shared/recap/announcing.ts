/** What a screen reader is told of the others' work: little, late, once. Pure. [SL18]–[SL21] */
import { kindWord, namesOf } from './change-groups';

/** Something that somebody else did. */
export type News =
  | { readonly kind: 'writing'; readonly person: string; readonly section: string }
  | { readonly kind: 'added' | 'removed'; readonly person: string; readonly what: string }
  | { readonly kind: 'post'; readonly person: string }
  | { readonly kind: 'stance'; readonly person: string; readonly stance: string };

/** Quiet before anything is said: long enough for a sentence to be written, short enough to still be news. */
export const QUIET_MS = 4_000;
/** Somebody who writes without a pause is told of after this. */
export const MOST_MS = 20_000;
/** After a key press nothing is said for this long: speech would run into what the person hears of their own typing. */
export const TYPING_MS = 2_500;
/** The same sentence is not said again within this time. */
export const REPEAT_MS = 60_000;
/** More people than this are counted, not named. */
const MAX_NAMES = 3;

const article = (word: string): string => (/^[aeiou]/u.test(word) ? `an ${word}` : `a ${word}`);

const STANCE_WORDS: Readonly<Record<string, string>> = {
  agree: 'agrees with a point',
  disagree: 'disagrees with a point',
  unsure: 'is unsure about a point',
};

function blocksWords(kinds: readonly string[]): string {
  const words = new Set(kinds.map(kindWord));
  const [word = ''] = words;
  if (kinds.length === 1) return word === 'text' || word === 'code' ? word : article(word);
  const plain = words.size === 1 && !word.includes(' of ') && word !== 'text' && word !== 'code';
  return plain ? `${String(kinds.length)} ${word}s` : `${String(kinds.length)} blocks`;
}

function partsOf(news: readonly News[]): string[] {
  const parts: string[] = [];
  const posts = news.filter((one) => one.kind === 'post').length;
  if (posts > 0) parts.push(posts === 1 ? 'wrote a post' : `wrote ${String(posts)} posts`);
  for (const kind of ['added', 'removed'] as const) {
    const kinds = news.flatMap((one) => (one.kind === kind ? [one.what] : []));
    if (kinds.length > 0) parts.push(`${kind} ${blocksWords(kinds)}`);
  }
  const stances = new Set(news.flatMap((one) => (one.kind === 'stance' ? [one.stance] : [])));
  const [stance] = stances;
  if (stance !== undefined) {
    parts.push((stances.size === 1 ? STANCE_WORDS[stance] : undefined) ?? 'said what they think of points');
  }
  const sections = new Set(news.flatMap((one) => (one.kind === 'writing' ? [one.section] : [])));
  const [section] = sections;
  if (section !== undefined && parts.length === 0) {
    parts.push(sections.size === 1 && section !== '' ? `is writing under ${section}` : 'is writing in the recap');
  }
  return parts;
}

const ofSeveral = (words: string): string =>
  words.replace(/\bis (?=writing|unsure)/gu, 'are ').replace(/\b(agree|disagree)s\b/gu, '$1');

/** One or two short sentences for everything that happened; '' for nothing. */
export function collapse(news: readonly News[], nameOf: (person: string) => string): string {
  const people = new Map<string, News[]>();
  for (const one of news) people.set(one.person, [...(people.get(one.person) ?? []), one]);
  if (people.size > MAX_NAMES) return `${String(people.size)} people changed something.`;
  const said = new Map<string, string[]>();
  for (const [person, own] of people) {
    const words = partsOf(own).join(' and ');
    if (words !== '') said.set(words, [...(said.get(words) ?? []), person]);
  }
  return [...said]
    .map(([words, who]) => `${namesOf(who, nameOf)} ${who.length > 1 ? ofSeveral(words) : words}.`)
    .join(' ');
}

export interface Announcing {
  /** Waiting to be said. */
  readonly news: readonly News[];
  readonly firstNews: number;
  readonly lastNews: number;
  /** When the person at this device last pressed a key. */
  readonly lastKey: number;
  readonly said: string;
  readonly saidAt: number;
}

export const SILENT: Announcing = {
  news: [],
  firstNews: Number.NEGATIVE_INFINITY,
  lastNews: Number.NEGATIVE_INFINITY,
  lastKey: Number.NEGATIVE_INFINITY,
  said: '',
  saidAt: Number.NEGATIVE_INFINITY,
};

/** More than this waits for nobody: a long silence (a person who types for minutes) ends with a count. */
const MAX_NEWS = 200;

export function heard(state: Announcing, news: readonly News[], now: number): Announcing {
  if (news.length === 0) return state;
  const firstNews = state.news.length === 0 ? now : state.firstNews;
  return { ...state, news: [...state.news, ...news].slice(-MAX_NEWS), firstNews, lastNews: now };
}

/** When something could be said: a time, or null while nothing waits. */
export function dueAt(state: Announcing): number | null {
  if (state.news.length === 0) return null;
  return Math.max(Math.min(state.lastNews + QUIET_MS, state.firstNews + MOST_MS), state.lastKey + TYPING_MS);
}

/** What is said now, if it is time; '' for nothing. */
export function speak(
  state: Announcing,
  now: number,
  nameOf: (person: string) => string,
): { readonly state: Announcing; readonly words: string } {
  const due = dueAt(state);
  if (due === null || now < due) return { state, words: '' };
  const words = collapse(state.news, nameOf);
  const silent = { ...state, news: [] };
  if (words === '' || (words === state.said && now - state.saidAt < REPEAT_MS)) return { state: silent, words: '' };
  return { state: { ...silent, said: words, saidAt: now }, words };
}
