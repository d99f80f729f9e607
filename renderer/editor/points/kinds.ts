/** The kinds of points in words: their names, how they are typed, what they ask for, and their icons. */
import type { DetailRole, PointKind, RecapPoint } from '../../../shared/model/point';
import { isAnswered } from '../../../shared/recap/finishing';
import { dayWords } from '../../ui/date-words';

export interface KindWords {
  readonly label: string;
  /** Shown in an empty point of the kind. */
  readonly hint: string;
  /** The line that belongs to the kind beside its text; null for none. */
  readonly detail: DetailRole | null;
  /** Typed at the start of a paragraph, followed by a space. The first is the one that the menu shows. */
  readonly typed: readonly string[];
  /** The outlines of a 24 × 24 icon (Lucide). */
  readonly icon: readonly string[];
}

const CIRCLE = 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20';
const QUOTE_MARK =
  'a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z';

export const KINDS: Readonly<Record<PointKind, KindWords>> = {
  takeaway: {
    label: 'Takeaway',
    hint: 'What do we take away?',
    detail: null,
    typed: ['!!'],
    icon: [
      'M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5',
      'M9 18h6',
      'M10 22h4',
    ],
  },
  decision: {
    label: 'Decision',
    hint: 'What was decided?',
    detail: 'why',
    typed: ['=>'],
    icon: [CIRCLE, 'm9 12 2 2 4-4'],
  },
  action: {
    label: 'Action',
    hint: 'What is to be done?',
    detail: null,
    typed: ['->', '[]@'],
    icon: ['M5 12h14', 'm12 5 7 7-7 7'],
  },
  question: {
    label: 'Open question',
    hint: 'What is not answered yet?',
    detail: 'answer',
    typed: ['??'],
    icon: [CIRCLE, 'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3', 'M12 17h.01'],
  },
  quote: {
    label: 'Quote',
    hint: 'The very words',
    detail: null,
    typed: ['""'],
    icon: [`M16 3${QUOTE_MARK}`, `M5 3${QUOTE_MARK}`],
  },
  source: {
    label: 'Source',
    hint: 'Title of the book, page or talk',
    detail: 'note',
    typed: ['@@'],
    icon: [
      'M12 7v14',
      'M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z',
    ],
  },
};

/** What a point is called: a question that has an answer is open no more. */
export function pointLabel(point: RecapPoint): string {
  return point.kind === 'question' && isAnswered(point) ? 'Question' : KINDS[point.kind].label;
}

export const DETAIL_LABELS: Readonly<Record<DetailRole, string>> = { why: 'Why', answer: 'Answer', note: 'Note' };

/** `2026-08-12` as `Wed 12 Aug`, with the year when it is another one. */
export function dueWords(due: string, now: number): string {
  const [year = 0, month = 1, day = 1] = due.split('-').map(Number);
  return dayWords(new Date(year, month - 1, day, 12).getTime(), now);
}
