/** Times as a person says them. All functions are pure: `now` comes from outside. */
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function clock(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Whole local days from `time` to `now`; 0 is today, negative is the future. Noon keeps summer time out of it. */
function daysAgo(date: Date, now: Date): number {
  const noon = (d: Date): number => new Date(d.getFullYear(), d.getMonth(), d.getDate(), 12).getTime();
  return Math.round((noon(now) - noon(date)) / 86_400_000);
}

/** For a post: `Today 20:14`, `Yesterday 20:14`, `Wed 20:14`, `12 Aug 20:14`, `12 Aug 2009 20:14`. */
export function postTime(time: number, now: number): string {
  const date = new Date(time);
  const today = new Date(now);
  const ago = daysAgo(date, today);
  if (ago === 0) return `Today ${clock(date)}`;
  if (ago === 1) return `Yesterday ${clock(date)}`;
  if (ago > 1 && ago < 7) return `${DAYS[date.getDay()] ?? ''} ${clock(date)}`;
  const day = `${String(date.getDate())} ${MONTHS[date.getMonth()] ?? ''}`;
  return date.getFullYear() === today.getFullYear()
    ? `${day} ${clock(date)}`
    : `${day} ${String(date.getFullYear())} ${clock(date)}`;
}

/** In a sentence: `just now`, `today 20:14`, `yesterday 20:14`, `Wed 20:14`, `12 Aug 20:14`. */
export function momentWords(time: number, now: number): string {
  if (Math.abs(now - time) < 60_000) return 'just now';
  const words = postTime(time, now);
  return /^(?:Today|Yesterday)/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** In a sentence: `just now`, `2 minutes ago` within the hour, then as `momentWords`. */
export function agoWords(time: number, now: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1 || minutes >= 60) return momentWords(time, now);
  return minutes === 1 ? '1 minute ago' : `${String(minutes)} minutes ago`;
}

/** For the library: `20:14` today, `Yesterday`, `Aug 12`, `Aug 12, 2009`. */
export function listTime(time: number, now: number): string {
  const date = new Date(time);
  const today = new Date(now);
  const ago = daysAgo(date, today);
  if (ago === 0) return clock(date);
  if (ago === 1) return 'Yesterday';
  const day = `${MONTHS[date.getMonth()] ?? ''} ${String(date.getDate())}`;
  return date.getFullYear() === today.getFullYear() ? day : `${day}, ${String(date.getFullYear())}`;
}

/** For a heading: `Wed 12 Aug`, with the year when it is another one. */
export function dayWords(time: number, now: number): string {
  const date = new Date(time);
  const day = `${DAYS[date.getDay()] ?? ''} ${String(date.getDate())} ${MONTHS[date.getMonth()] ?? ''}`;
  return date.getFullYear() === new Date(now).getFullYear() ? day : `${day} ${String(date.getFullYear())}`;
}

/** The whole local time, for a tooltip. */
export function fullTime(time: number): string {
  return `${dayWords(time, Number.NaN)}, ${clock(new Date(time))}`;
}

/** Local time as `datetime-local` wants it, `2009-08-12T20:14`, and back; null when it cannot be read. */
export function toLocalInput(time: number): string {
  const d = new Date(time);
  return `${String(d.getFullYear()).padStart(4, '0')}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${clock(d)}`;
}

export function fromLocalInput(value: string): number | null {
  const time = new Date(value).getTime();
  return value === '' || Number.isNaN(time) ? null : time;
}
