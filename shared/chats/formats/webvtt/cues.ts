/** The cues of a WebVTT file (W3C, "WebVTT: The Web Video Text Tracks Format"): when, who, what. */

export interface Cue {
  /** Number of the line with its times. */
  readonly line: number;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** Stretches of the cue; the speaker where a voice tag names one. */
  readonly said: readonly { readonly voice: string | null; readonly text: string }[];
}

const STAMP = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`;
const TIMES = new RegExp(String.raw`^\s{0,20}${STAMP}\s{1,20}-->\s{1,20}${STAMP}(?:\s|$)`);

function seconds(parts: readonly (string | undefined)[]): number {
  const [hours = '0', minutes = '0', whole = '0', fraction = '0'] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(whole) + Number(fraction.padEnd(3, '0')) / 1000;
}

export function readTimes(line: string): { readonly start: number; readonly end: number } | null {
  const match = TIMES.exec(line);
  return match === null ? null : { start: seconds(match.slice(1, 5)), end: seconds(match.slice(5, 9)) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
  quot: '"',
  '#39': "'",
};

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    : text;

const TAG = /<(\/?)([a-z]{0,10}|\d[\d:.]{0,15})((?:\.[^\s<>.]{1,60}){0,10})(?:\s([^<>]{0,300}))?>/gi;

/** Voices apart, all other tags gone; what only looks like a tag stays. */
export function readSaid(text: string): Cue['said'] {
  const said: { voice: string | null; text: string }[] = [];
  let voice: string | null = null;
  let words = '';
  let from = 0;
  const close = () => {
    const clean = decoded(words).trim();
    if (clean !== '') said.push({ voice, text: clean });
    words = '';
  };
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, name = '', , annotation] = match;
    if (!/^(?:v|c|b|i|u|lang|ruby|rt|\d[\d:.]*)?$/i.test(name)) continue;
    words += text.slice(from, match.index);
    from = match.index + whole.length;
    if (name.toLowerCase() !== 'v') continue;
    close();
    voice = slash === '/' ? null : decoded(annotation ?? '').trim() || null;
  }
  words += text.slice(from);
  close();
  return said;
}
