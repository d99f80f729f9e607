/** A name for a discussion, out of what its posts say. */
import type { Segment } from './draft';
import { isFurniture } from './furniture';
import { CLOCK, DATE } from './header-time';
import { headOf } from './lines';

const TITLE_LENGTH = 80;
/** Where a topic is announced: at the beginning of the first posts. */
const TOPIC_POSTS = 5;
const TOPIC_CHARACTERS = 2000;
/** What is no longer than this in capitals is an abbreviation, or somebody shouting "NO". */
const MIN_LETTERS = 8;

const CAPITALS = String.raw`\p{Lu}[\p{Lu}\p{N}'’&/-]*`;
const TOPIC = new RegExp(
  String.raw`\b(?:[Dd]iscuss(?:ed|ing|ion (?:of|about|on))|[Tt]opic(?: (?:was|is|of [\p{L} ]{1,30} (?:was|is)))?|TOPIC|[Aa]bout|[Ss]ubject|SUBJECT):? +["“‘']?` +
    String.raw`(?<phrase>${CAPITALS}(?:,? ${CAPITALS}(?![\p{L}\p{N}])){0,11}(?![\p{L}\p{N}])(?<more>:? ?\([^()\n]{1,60}\))?)`,
  'gu',
);

/** `[08:00] Renee: `, `12/08/2009, 20:14 - Renee: `, `Renee (20:14): ` */
const HEADER = new RegExp(
  String.raw`^(?:[[(]?(?:${DATE},?[ T]+)?${CLOCK}[\])]?(?: ?[-–—])? *(?:<[^<>]{1,60}>|[^:<>]{1,60}:(?= |$)|(?<=[\])])) *|[^:<>()]{1,60}\(\d{1,2}[:.]\d\d[^()]{0,12}\) ?: *)`,
  'u',
);

/** The first words, as many as fit into a name. */
function shorten(text: string): string {
  const points = [...text];
  if (points.length <= TITLE_LENGTH) return text;
  const cut = points.slice(0, TITLE_LENGTH).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > 20 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** What the posts say that they are about: a phrase in capitals after "discussed", "topic", "about" or "subject". */
export function topicOf(segments: readonly Segment[]): string | null {
  for (const { text } of segments.filter(({ furniture }) => furniture !== true).slice(0, TOPIC_POSTS)) {
    for (const { groups } of text.trim().slice(0, TOPIC_CHARACTERS).matchAll(TOPIC)) {
      const phrase = (groups?.phrase ?? '').trim();
      const letters = phrase.replace(groups?.more ?? '', '').replace(/\P{L}/gu, '').length;
      if (letters >= MIN_LETTERS && phrase.length <= TITLE_LENGTH) return phrase;
    }
  }
  return null;
}

/** The first line that says something, without the header of a message and without Markdown's signs of a heading. */
export function firstWords(segments: readonly Segment[]): string {
  const kept = segments.filter(({ furniture }) => furniture !== true);
  for (const { text } of kept.length > 0 ? kept : segments) {
    for (const line of text.slice(0, TOPIC_CHARACTERS).split('\n')) {
      const head = headOf(line)
        .replace(/^#{1,6} +/, '')
        .replace(HEADER, '');
      if (/[\p{L}\p{N}]/u.test(head) && !isFurniture(head)) return shorten(head);
    }
  }
  return '';
}
