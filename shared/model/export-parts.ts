/** What a discussion holds beside posts and our recap, as plain data for an export. */
import type * as Y from 'yjs';
import { mergedInto, mergedStances } from '../recap/merges';
import { stancesByPoint, stancesOn } from '../recap/stances';
import { recapVersion } from '../recap/versions';
import { comparePosts, statusOf } from './discussion-doc';
import { readAside, readMerges, readReactions, readRecaps, readSignoffs, readStances } from './discussion-parts';
import { EXPORT_LIMITS, type ExportParts } from './export-document';
import { readEnding } from './finishing';
import { readPoints } from './point';
import type { RichText, RichTextNode } from './rich-text';
import { readRichText } from './rich-text-yjs';

/** A recap that somebody opened and wrote nothing in is none. */
function saysSomething(node: RichTextNode): boolean {
  const leaf = node.type === 'text' || node.type === 'image' || node.type === 'cite';
  return leaf || (node.content ?? []).some(saysSomething);
}

const fits = (...ids: readonly string[]): boolean => ids.every((id) => id.length <= EXPORT_LIMITS.id);

const byPlace = <T extends { at: number; person: string; post: string }>(one: T, other: T): number =>
  comparePosts({ at: one.at, id: one.post }, { at: other.at, id: other.post }) || (one.person < other.person ? -1 : 1);

/** Equal documents give equal results on every device: everything has an order of its own. */
export function readExportParts(doc: Y.Doc, recap: RichText, nameOf: (person: string) => string): ExportParts {
  const named = (person: string) => ({ person, name: nameOf(person).slice(0, EXPORT_LIMITS.name) });
  const bounded = <T>(entries: readonly T[]): T[] => entries.slice(0, EXPORT_LIMITS.entries);
  const own = [...readRecaps(doc)]
    .map(([person, fragment]) => ({ ...named(person), recap: readRichText(fragment) }))
    .filter((one) => fits(one.person) && saysSomething(one.recap))
    .sort((a, b) => (a.name === b.name ? (a.person < b.person ? -1 : 1) : a.name < b.name ? -1 : 1));
  const points = new Set([recap, ...own.map((one) => one.recap)].flatMap((one) => readPoints(one).map(({ id }) => id)));
  const into = mergedInto(readMerges(doc), (id) => points.has(id));
  const stances = stancesByPoint(mergedStances(readStances(doc), into));
  const signed = readSignoffs(doc).filter(({ person }) => fits(person));
  // Most were signed by nobody, and then nobody asks.
  const version = signed.length === 0 ? '' : recapVersion(recap);
  const { finished } = readEnding(doc);
  return {
    stances: bounded(
      [...points]
        .flatMap((point) => stancesOn(stances, point))
        .filter(({ point, person }) => fits(point, person))
        .map(({ point, person, stance, reason, at }) => ({ point, ...named(person), stance, reason, at })),
    ),
    aside: bounded(
      [...readAside(doc).values()]
        .filter(({ post, by }) => fits(post, by))
        .map(({ post, reason, by, at }) => ({ post, ...named(by), reason, at }))
        .sort(byPlace),
    ),
    reactions: bounded(
      readReactions(doc)
        .filter(({ post, person }) => fits(post, person))
        .map(({ post, person, emoji, at }) => ({ post, ...named(person), emoji, at }))
        .sort((a, b) => byPlace(a, b) || (a.emoji < b.emoji ? -1 : 1)),
    ),
    signoffs: bounded(
      signed.map((one) => ({
        ...named(one.person),
        at: one.at,
        version: one.version,
        changed: one.version !== version,
      })),
    ),
    recaps: bounded(own),
    finished:
      finished === null || statusOf(doc) !== 'finished' || !fits(finished.by)
        ? null
        : { ...named(finished.by), at: finished.at },
  };
}
