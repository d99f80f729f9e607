/** Transcripts with bare `Name:` at the beginning of what somebody says. A greedy rule would invent speakers. */
import type { Segment } from './draft';
import { afterHead, headOf, isBlankLine } from './lines';

const SPEAKER = /^(\p{L}[\p{L}\p{M}\p{N}'’._-]*(?: \p{L}[\p{L}\p{M}\p{N}'’._-]*){0,2}):(?= |$) ?/u;
const MAX_NAME = 40;
const SAMPLE = 5000;

function speakerOf(line: string): { name: string; length: number } | null {
  const match = SPEAKER.exec(headOf(line));
  const name = match?.[1];
  return match === null || name === undefined || name.length > MAX_NAME ? null : { name, length: match[0].length };
}

/** First lines of the blocks, or every line of a text without blank lines between its lines. */
function unitStarts(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => !isBlankLine(line));
  const starts = lines.filter(
    (line, index) => !isBlankLine(line) && (index === 0 || isBlankLine(lines[index - 1] ?? '')),
  );
  return starts.length > 1 ? starts : filled;
}

/**
 * What each speaker says, or null. Names count when they come back: at least two of them must begin two or more blocks
 * each, and together more than half of all blocks.
 */
export function splitSpeakers(lines: readonly string[]): Segment[] | null {
  const starts = unitStarts(lines.slice(0, SAMPLE));
  const counts = new Map<string, number>();
  for (const line of starts) {
    const name = speakerOf(line)?.name;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const recurring = new Map([...counts].filter(([, count]) => count >= 2));
  const covered = [...recurring.values()].reduce((sum, count) => sum + count, 0);
  if (recurring.size < 2 || covered * 2 <= starts.length) return null;
  const found: { author: string | null; lines: string[] }[] = [{ author: null, lines: [] }];
  for (const line of lines) {
    const speaker = speakerOf(line);
    if (speaker === null || !recurring.has(speaker.name)) found.at(-1)?.lines.push(line);
    else found.push({ author: speaker.name, lines: [afterHead(line, speaker.length)] });
  }
  return found.map(({ author, lines: own }) => ({ author, text: own.join('\n') }));
}
