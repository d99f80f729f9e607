/** Words and times of what leaves as HTML. Times are UTC, so that a file is the same whoever makes it. */
import { isoTime } from '../markdown';
import type { DiscussionStatus } from '../model/export-document';
import type { DetailRole, PointKind, RecapPoint } from '../model/point';
import { isAnswered } from '../recap/finishing';
import { element, type Html, text } from './markup';

const KIND_LABELS: Readonly<Record<PointKind, string>> = {
  takeaway: 'Takeaway',
  decision: 'Decision',
  action: 'Action',
  question: 'Open question',
  quote: 'Quote',
  source: 'Source',
};

/** What a point is called: a question that has an answer is open no more. */
export function pointLabel(point: RecapPoint): string {
  return point.kind === 'question' && isAnswered(point) ? 'Question' : KIND_LABELS[point.kind];
}

export const DETAIL_LABELS: Readonly<Record<DetailRole, string>> = { why: 'Why', answer: 'Answer', note: 'Note' };

export const STATUS_LABELS: Readonly<Record<DiscussionStatus, string>> = {
  open: 'Open',
  recapping: 'Recapping',
  review: 'In review',
  finished: 'Finished',
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function dayOf(date: Date): string {
  return `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
}

/** `12 August 2009, 20:14 UTC` as a `time` element; null for no time, or one outside the calendar. */
export function moment(at: number | null): Html | null {
  const iso = isoTime(at);
  if (iso === null) return null;
  const date = new Date(iso);
  return element('time', { datetime: iso }, text(`${dayOf(date)}, ${iso.slice(11, 16)} UTC`));
}

/** `2026-12-01` as a `time` element that reads `1 December 2026`. */
export function day(due: string): Html {
  return element('time', { datetime: due }, text(dayOf(new Date(`${due}T00:00:00Z`))));
}

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Where a block has letters that are written from the right, it takes its direction from its own words. */
export function directionOf(words: string): 'auto' | null {
  return RIGHT_TO_LEFT.test(words) ? 'auto' : null;
}
