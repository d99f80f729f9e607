/** Logs of IRC clients and bouncers. */

import { MAX_BODY } from '../../limits';
import type { FileHead } from '../../reading/heads';
import { readLines } from '../../reading/read-text';
import type { ChatFile, ChatTime } from '../../types';
import { baseName } from '../../words/addresses';
import { makeBody, plainBlocks, plainBody } from '../../words/body';
import { type FormatReader, type Found, type ReadContext, selectRecognised } from '../format-reader';
import { instant, isClock, zoneMinutes } from '../values';
import { type IrcClock, type IrcLine, type IrcTime, readIrcLine } from './irc-line';

const DAY_SECONDS = 86_400;
/** Lines may stand a little out of order; what goes back further is of the next day. */
const DISORDER_SECONDS = 300;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Which day it is while a log without dates on its lines goes on. */
class Calendar {
  private later = 0;
  private last: number | null = null;

  /** `day`: the first one; null when nothing tells it. */
  constructor(private day: Day | null) {}

  begin(day: Day): void {
    this.day = day;
    this.later = 0;
    this.last = null;
  }

  get year(): number | null {
    return this.day?.year ?? null;
  }

  time(clock: IrcClock): ChatTime {
    const now = clock.hour * 3600 + clock.minute * 60 + clock.second;
    const back = this.last === null ? 0 : this.last - now;
    if (back > DISORDER_SECONDS) this.later += 1;
    // Just before midnight, but logged after what came just after it.
    const late = this.later > 0 && back < DISORDER_SECONDS - DAY_SECONDS;
    if (!late) this.last = now;
    const days = this.later - (late ? 1 : 0);
    if (this.day === null) return { kind: 'offset', seconds: days * DAY_SECONDS + now };
    const date = new Date(Date.UTC(this.day.year, this.day.month - 1, this.day.day + days));
    return {
      kind: 'wall',
      clock: { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...clock },
    };
  }
}

/** `#chan_20090812.log`, `2009-08-12.log`: the day of the file. */
const DAY_IN_NAME = /(?:^|[^\d])((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)/;

function dayOfName(path: string): Day | null {
  const parts = DAY_IN_NAME.exec(baseName(path));
  if (parts === null) return null;
  const day = { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) };
  return isClock({ ...day, hour: 0, minute: 0, second: 0 }) ? day : null;
}

/** The channel: the path less its day. ZNC has a folder per channel, others put both into one name. */
function conversationOf(path: string): { readonly key: string; readonly name: string } {
  const bare = baseName(path)
    .replace(DAY_IN_NAME, '')
    .replace(/^[-_.\s]+|[-_.\s]+$/g, '');
  const folders = path.split(/[/\\]/).slice(0, -1);
  const name = bare === '' ? (folders.at(-1) ?? 'IRC') : bare;
  return { key: [...folders, bare].join('/') || 'irc', name };
}

class IrcFile {
  private readonly calendar: Calendar;
  private readonly conversation: string;
  private line = 0;

  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
  ) {
    this.calendar = new Calendar(dayOfName(file.path));
    const { key, name } = conversationOf(file.path);
    this.conversation = context.chat.conversation(key, name);
  }

  async read(): Promise<void> {
    for await (const lines of readLines(this.file, this.context.watch, this.context.troubles(this.file))) {
      for (const line of lines) {
        this.line += 1;
        const read = readIrcLine(line);
        if (read === null) this.problem('malformed', line);
        else if (read.kind === 'day') this.calendar.begin(read);
        else if (read.kind !== 'nothing') this.add(read);
      }
    }
  }

  private get place(): string {
    return `line ${this.line}`;
  }

  private problem(code: 'malformed' | 'unreadable-time' | 'too-long', excerpt: string): void {
    this.context.chat.problem(code, this.file.path, this.place, excerpt);
  }

  private time(time: IrcTime): ChatTime | null {
    switch (time.kind) {
      case 'none':
        return null;
      case 'clock':
        return this.calendar.time(time.clock);
      case 'day': {
        const { year } = this.calendar;
        const clock = { year: year ?? 0, month: time.month, day: time.day, ...time.clock };
        return year === null || !isClock(clock) ? null : { kind: 'wall', clock };
      }
      case 'date': {
        if (!isClock(time.clock)) return null;
        const { year, month, day, hour, minute, second } = time.clock;
        if (time.zone === null) return { kind: 'wall', clock: time.clock };
        return instant(Date.UTC(year, month - 1, day, hour, minute, second) - zoneMinutes(time.zone) * 60_000);
      }
    }
  }

  private add(line: Exclude<IrcLine, { kind: 'day' | 'nothing' }>): void {
    const { chat } = this.context;
    const time = this.time(line.time);
    if (time === null && line.time.kind !== 'none') this.problem('unreadable-time', line.text);
    if (line.text.length > MAX_BODY) this.problem('too-long', line.text);
    const text = line.text.slice(0, MAX_BODY);
    const isAction = line.kind === 'said' && line.action;
    chat.add({
      key: `${this.file.path}/${this.line}`,
      kind: line.kind === 'said' ? 'message' : line.kind,
      conversation: this.conversation,
      author: line.nick === null ? null : chat.person(line.nick.toLowerCase(), line.nick),
      time,
      editedAt: null,
      deleted: false,
      body: isAction ? makeBody(plainBlocks(`* ${line.nick} ${text}`)) : plainBody(text),
      attachments: [],
      reactions: [],
      file: this.file.path,
      place: this.place,
    });
  }
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  const names = new Set<string>();
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    await new IrcFile(file, context).read();
    names.add(conversationOf(file.path).name);
  }
  return { title: names.size === 1 ? ([...names][0] ?? null) : null };
}

const SAMPLE = 300;

/** Nearly all lines are those of a log, each with a time, and somebody says something. */
function recognises({ text, whole }: FileHead): boolean {
  const lines = text.split(/\r\n|[\r\n]/).slice(0, SAMPLE);
  if (!whole && lines.length > 1 && lines.length < SAMPLE) lines.pop();
  let filled = 0;
  let logged = 0;
  let said = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    filled += 1;
    const read = readIrcLine(line.slice(0, 2000));
    const isTimed = read !== null && 'time' in read && read.time.kind !== 'none';
    if (isTimed || read?.kind === 'day') logged += 1;
    if (isTimed && read?.kind === 'said') said += 1;
  }
  return said > 0 && logged >= filled * 0.8;
}

export const irc: FormatReader = {
  recognises,
  select: (files, head) => selectRecognised(files, head, recognises),
  read,
};
