/** One line of a log of IRC, as irssi, WeeChat, HexChat, mIRC, ZNC and their like write it. */
import type { WallClock } from '../../types';

export interface IrcClock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export type IrcTime =
  | { readonly kind: 'none' }
  /** Of the day that the log stands at. */
  | { readonly kind: 'clock'; readonly clock: IrcClock }
  /** HexChat: the year is that of the log. */
  | { readonly kind: 'day'; readonly month: number; readonly day: number; readonly clock: IrcClock }
  | { readonly kind: 'date'; readonly clock: WallClock; readonly zone: string | null };

export type IrcLine =
  /** The log says which day it is. */
  | { readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number }
  | {
      readonly kind: 'said';
      readonly time: IrcTime;
      readonly nick: string;
      readonly text: string;
      readonly action: boolean;
    }
  | {
      readonly kind: 'presence' | 'notice';
      readonly time: IrcTime;
      readonly nick: string | null;
      readonly text: string;
    }
  | { readonly kind: 'nothing' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').toLowerCase().slice(0, 3)) + 1;

/** Colours, bold and the like: they are not part of the words. */

const COLOUR = '\u0003';
const HEX_COLOUR = '\u0004';
const CODES = new RegExp(`${COLOUR}(?:\\d{1,2}(?:,\\d{1,2})?)?|${HEX_COLOUR}(?:[0-9a-fA-F]{6})?|(?!\\t)\\p{Cc}`, 'gu');

export const withoutCodes = (text: string): string => text.replace(CODES, '');

const FULL =
  /^\[?(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d{1,6})?(Z|[+-]\d\d:?\d\d)?\]?(?:\t| {1,3}|$)/;
const CLOCK = /^(?:\[(\d{1,2}):(\d\d)(?::(\d\d))?\]|(\d{1,2}):(\d\d)(?::(\d\d))?)(?:\t| |$)/;
const NAMED = /^\[?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d)(?::(\d\d))?\]?(?:\t| )/;

const MARKER =
  /^(?:--- (?:Log (?:opened|closed)|Day changed)|\*{4} (?:BEGIN|END(?:ING)?) LOGGING AT|Session (?:Start|Time|Close|Ident)(?: \([^)]{0,100}\))?:|--- )/;
const DATE_IN_MARKER = /\b([A-Z][a-z]{2,8}) {1,2}(\d{1,2})(?: \d\d:\d\d(?::\d\d)?)? (\d{4})\b/;
const DAY_FIRST_IN_MARKER = /\b(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})\b/;

const MESSAGE = /^<(?: |[@+%~&!]{1,3})?([^\s<>]{1,60})>(?:\t| |$)/;
const NOTICE = /^-([^\s:-][^\s:]{0,59})(?::[^\s-]{1,60})?-(?:\t| )/;
const ACTION = /^ {0,2}\*(?:\t| )(\S{1,60})(?: |$)/;
/** WeeChat sets nick and words apart with tabs. */
const TABBED = /^[@+%~&! ]?([^\s<>*-][^\s<>]{0,59})\t/;
const SYSTEM = /^(?:-!-|\*\*\*|-->|<--|--|=!=|\*|←|→|⇐|⇒)(?:\t| )\s{0,3}/;

/** With a host or a channel, or in the words of a client: `* ann has left the building` is something that ann says. */
const PRESENCE =
  /^(?:(?:Joins|Parts|Quits|Join|Part|Quit|Kick): |\S{1,60} (?:[([][^\s()[\]]{0,200}[)\]] )?(?:has )?(?:joined|left|quit|parted)(?: (?:[#&(["]|IRC)|$)|\S{1,60} [([]\S{1,200}[)\]] has (?:joined|left|quit)|\S{1,60} (?:is now known as|was kicked (?:by|from)|has been kicked|has kicked)\b|You (?:are now known as|have (?:joined|left)))/;
const MODE =
  /^(?:\S{1,60} (?:sets? mode|changes topic|has changed (?:the )?topic|has set (?:the )?topic)|mode\/|Topic|Now talking (?:in|on)|Channel |Irssi: |Home page|Disconnected|Retrieving|Loaded|Mode |Nicks |Set by )/;

const clockOf = (hour?: string, minute?: string, second?: string): IrcClock | null => {
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  return clock.hour <= 23 && clock.minute <= 59 && clock.second <= 60
    ? { ...clock, second: Math.min(59, clock.second) }
    : null;
};

/** The time in front, and what follows it. */
function readTime(line: string): { readonly time: IrcTime; readonly rest: string } {
  const full = FULL.exec(line);
  if (full !== null) {
    const [whole, year, month, day, hour, minute, second, zone] = full;
    const clock = clockOf(hour, minute, second);
    if (clock !== null) {
      const date = { year: Number(year), month: Number(month), day: Number(day), ...clock };
      return { time: { kind: 'date', clock: date, zone: zone ?? null }, rest: line.slice(whole.length) };
    }
  }
  const named = NAMED.exec(line);
  const month = monthOf(named?.[1]);
  if (named !== null && month > 0) {
    const clock = clockOf(named[3], named[4], named[5]);
    if (clock !== null)
      return { time: { kind: 'day', month, day: Number(named[2]), clock }, rest: line.slice(named[0].length) };
  }
  const short = CLOCK.exec(line);
  if (short !== null) {
    const clock = clockOf(short[1] ?? short[4], short[2] ?? short[5], short[3] ?? short[6]);
    if (clock !== null) return { time: { kind: 'clock', clock }, rest: line.slice(short[0].length) };
  }
  return { time: { kind: 'none' }, rest: line };
}

function readMarker(line: string): IrcLine {
  const named = DATE_IN_MARKER.exec(line);
  if (named !== null && monthOf(named[1]) > 0)
    return { kind: 'day', year: Number(named[3]), month: monthOf(named[1]), day: Number(named[2]) };
  const dayFirst = DAY_FIRST_IN_MARKER.exec(line);
  if (dayFirst !== null && monthOf(dayFirst[2]) > 0)
    return { kind: 'day', year: Number(dayFirst[3]), month: monthOf(dayFirst[2]), day: Number(dayFirst[1]) };
  return { kind: 'nothing' };
}

const firstWord = (text: string): string | null =>
  /^(?:(?:Joins|Parts|Quits|Join|Part|Quit|Kick): )?([^\s()[\]]{1,60})/.exec(text)?.[1] ?? null;

function readRest(rest: string, time: IrcTime): IrcLine | null {
  const message = MESSAGE.exec(rest);
  if (message !== null)
    return { kind: 'said', time, nick: message[1] ?? '', text: rest.slice(message[0].length), action: false };
  const system = SYSTEM.exec(rest.trimStart());
  if (system !== null) {
    const text = rest.trimStart().slice(system[0].length);
    if (PRESENCE.test(text) || /^(?:-->|<--|←|→|⇐|⇒)/.test(system[0]))
      return { kind: 'presence', time, nick: firstWord(text), text };
    const action = ACTION.exec(rest);
    if (action !== null && !MODE.test(text))
      return { kind: 'said', time, nick: action[1] ?? '', text: rest.slice(action[0].length), action: true };
    return { kind: 'notice', time, nick: null, text };
  }
  const notice = NOTICE.exec(rest);
  if (notice !== null)
    return { kind: 'said', time, nick: notice[1] ?? '', text: rest.slice(notice[0].length), action: false };
  const tabbed = time.kind === 'date' ? TABBED.exec(rest) : null;
  if (tabbed !== null)
    return { kind: 'said', time, nick: tabbed[1] ?? '', text: rest.slice(tabbed[0].length), action: false };
  return null;
}

/** Null for a line that is none of a log. */
export function readIrcLine(given: string): IrcLine | null {
  const line = withoutCodes(given).trimEnd();
  if (line.trim() === '') return { kind: 'nothing' };
  const { time, rest } = readTime(line);
  if (time.kind === 'none' && MARKER.test(line)) return readMarker(line);
  return readRest(rest, time);
}
