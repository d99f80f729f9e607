/** What came in of a chat and what did not, to be read and copied. Pure. */
import type { ChatFormat, ChatProblem, ChatProblemCode } from '../types';

export interface ImportReport {
  readonly title: string;
  readonly format: ChatFormat;
  readonly discussions: number;
  readonly posts: number;
  readonly people: number;
  readonly replies: number;
  readonly reactions: number;
  /** Messages that stayed out because of what the person chose. */
  readonly left: LeftOut;
  /** What posts cannot hold, beside the problems. */
  readonly lost: Lost;
  /** Words for the time zone that times were read in; '' where the chat names the moment itself. */
  readonly zone: string;
  readonly problems: readonly ChatProblem[];
  readonly problemCount: number;
}

export interface LeftOut {
  readonly conversations: number;
  readonly days: number;
  readonly presence: number;
  readonly notice: number;
  readonly repost: number;
}

export interface Lost {
  /** Reactions that are no emoji of Unicode, or whose people the export does not name: a line of the post tells them. */
  readonly reactions: number;
  /** Their names are in the posts, the files are not. */
  readonly attachments: number;
  /** Replies to what is not in the same discussion: they begin with a line of it. */
  readonly quoted: number;
}

export const FORMAT_WORDS: Readonly<Record<ChatFormat, string>> = {
  slack: 'Slack export',
  discord: 'Discord export',
  whatsapp: 'WhatsApp chat',
  telegram: 'Telegram export',
  webvtt: 'Meeting transcript (WebVTT)',
  irc: 'IRC log',
  twitter: 'Twitter or X archive',
  mbox: 'Mail (mbox)',
};

export const PROBLEM_WORDS: Readonly<Record<ChatProblemCode, string>> = {
  malformed: 'This could not be read as a message, and was left out',
  'unknown-author': 'The export does not say who this author is',
  'unknown-reply': 'This answers a message that is not in the export',
  'unreadable-time': 'The time could not be read; the post stands where it stood',
  'broken-file': 'The file could not be read to its end',
  'unknown-file': 'This file is not part of a chat, and was left out',
  'bad-encoding': 'These bytes are no text, and are shown as �',
  'not-expressible': 'Posts have no form for this; its words are there',
  'too-long': 'This is longer than a post may be, and was cut',
};

/** `12 posts`, with the thousands apart. */
export function amount(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en')} ${value === 1 ? one : many}`;
}

export function placeWords({ file, place }: ChatProblem): string {
  return [file, place].filter((part) => part !== '').join(', ');
}

export function arrivedLines(report: ImportReport): string[] {
  return [
    `${amount(report.posts, 'post')} by ${amount(report.people, 'person', 'people')} in ${amount(report.discussions, 'discussion')}`,
    ...(report.replies > 0 ? [amount(report.replies, 'reply', 'replies')] : []),
    ...(report.reactions > 0 ? [amount(report.reactions, 'reaction')] : []),
    ...(report.zone === '' ? [] : [`Times were read as those of ${report.zone}`]),
  ];
}

export function missingLines({ left, lost }: ImportReport): string[] {
  const rows: readonly (readonly [number, string, string])[] = [
    [left.conversations, 'message of conversations that you left out', 'messages of conversations that you left out'],
    [left.days, 'message of other days', 'messages of other days'],
    [left.presence, 'line about who came and left', 'lines about who came and left'],
    [left.notice, 'notice of the program', 'notices of the program'],
    [left.repost, 'repost', 'reposts'],
    [
      lost.attachments,
      'attached file, of which only the name came in',
      'attached files, of which only the names came in',
    ],
    [lost.reactions, 'reaction that became a line of its post', 'reactions that became lines of their posts'],
    [
      lost.quoted,
      'reply that begins with a line of what it answers',
      'replies that begin with a line of what they answer',
    ],
  ];
  return rows.filter(([value]) => value > 0).map(([value, one, many]) => amount(value, one, many));
}

/** The whole report as text, for the clipboard. */
export function reportText(report: ImportReport): string {
  const { title, format, problems, problemCount } = report;
  const section = (heading: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `\n${heading}\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
  const told = problems.map((problem) => {
    const where = placeWords(problem);
    const excerpt = problem.excerpt === '' ? '' : `: “${problem.excerpt}”`;
    return `${PROBLEM_WORDS[problem.code]} (${where})${excerpt}`;
  });
  const more = problemCount - problems.length;
  return [
    `${title} (${FORMAT_WORDS[format]})\n`,
    section('Arrived', arrivedLines(report)),
    section('Left out or changed', missingLines(report)),
    section('Problems', more > 0 ? [...told, `and ${more.toLocaleString('en')} more`] : told),
  ].join('');
}
