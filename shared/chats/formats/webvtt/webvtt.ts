/** Transcripts of meetings in WebVTT, as Zoom, Teams and others write them. */
import { MAX_BODY, MAX_NAME } from '../../limits';
import type { FileHead } from '../../reading/heads';
import { readLines } from '../../reading/read-text';
import type { ChatFile } from '../../types';
import { baseName } from '../../words/addresses';
import { plainBody } from '../../words/body';
import { oneLine } from '../../words/one-line';
import { type FormatReader, type Found, type ReadContext, selectRecognised } from '../format-reader';
import { type Cue, readSaid, readTimes } from './cues';
import { nameInFront, namesOf } from './speakers';

/** Cues of one speaker become one message up to a pause of so many seconds, and so many characters. */
const LONGEST_PAUSE = 5;
const LONGEST_TURN = 1500;

/** Splits a file into cues: blocks between blank lines, of which notes, styles and regions are passed over. */
class CueReader {
  readonly cues: Cue[] = [];
  private line = 0;
  private block: string[] = [];
  private blockLine = 1;

  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
  ) {}

  async read(): Promise<void> {
    for await (const lines of readLines(this.file, this.context.watch, this.context.troubles(this.file)))
      for (const line of lines) this.next(line);
    this.close();
  }

  private next(line: string): void {
    this.line += 1;
    // Times end a block before them, also where the blank line is missing.
    const isCue = this.block.some((other) => readTimes(other) !== null);
    if (line.trim() === '' || (isCue && readTimes(line) !== null)) this.close();
    if (line.trim() === '') return;
    if (this.block.length === 0) this.blockLine = this.line;
    this.block.push(line);
  }

  private close(): void {
    const { block } = this;
    this.block = [];
    if (block.length === 0 || /^(?:NOTE|STYLE|REGION|WEBVTT)(?:\s|$)/.test(block[0] ?? '')) return;
    const at = block.findIndex((line) => line.includes('-->'));
    const times = at < 0 ? null : readTimes(block[at] ?? '');
    const line = this.blockLine + Math.max(0, at);
    if (times === null) {
      const code = at < 0 ? 'malformed' : 'unreadable-time';
      this.context.chat.problem(code, this.file.path, `line ${line}`, block.join(' ').slice(0, 500));
    }
    if (at < 0) return;
    const said = readSaid(block.slice(at + 1).join('\n'));
    const last = this.cues.at(-1)?.end ?? 0;
    if (said.length > 0) this.cues.push({ line, ...(times ?? { start: last, end: last }), said });
  }
}

interface Turn {
  readonly line: number;
  readonly start: number;
  end: number;
  readonly speaker: string | null;
  text: string;
}

function turnsOf(cues: readonly Cue[]): Turn[] {
  const said = cues.flatMap((cue) => cue.said);
  // Who puts names into tags puts none in front.
  const hasVoices = said.some(({ voice }) => voice !== null);
  const names = namesOf(hasVoices ? [] : said.map(({ text }) => text));
  const turns: Turn[] = [];
  for (const { line, start, end, said: parts } of cues) {
    for (const { voice, text } of parts) {
      const front = voice === null ? nameInFront(text) : null;
      const named = front !== null && names.has(front) ? front : null;
      const speaker = voice ?? named;
      const words = named === null ? text : text.slice(text.indexOf(':') + 1).trim();
      const last = turns.at(-1);
      const goesOn =
        last !== undefined &&
        last.speaker === speaker &&
        start - last.end <= LONGEST_PAUSE &&
        start >= last.start &&
        last.text.length + words.length < LONGEST_TURN;
      if (goesOn) {
        last.text += ` ${words}`;
        last.end = Math.max(last.end, end);
      } else turns.push({ line, start, end, speaker, text: words });
    }
  }
  return turns;
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  const { chat } = context;
  for (const file of files) {
    const reader = new CueReader(file, context);
    await reader.read();
    const conversation = chat.conversation(file.path, baseName(file.path));
    for (const [index, { line, start, speaker, text }] of turnsOf(reader.cues).entries()) {
      const place = `line ${line}`;
      if (text.length > MAX_BODY) chat.problem('too-long', file.path, place, text);
      const name = speaker === null ? null : oneLine(speaker, MAX_NAME);
      chat.add({
        key: `${file.path}/${index + 1}`,
        kind: 'message',
        conversation,
        author: name === null || name === '' ? null : chat.person(name, name),
        time: { kind: 'offset', seconds: start },
        editedAt: null,
        deleted: false,
        body: plainBody(text.slice(0, MAX_BODY)),
        attachments: [],
        reactions: [],
        file: file.path,
        place,
      });
    }
  }
  return { title: files.length === 1 ? baseName(files[0]?.path ?? '') : null };
}

const recognises = ({ text }: FileHead): boolean => /^WEBVTT(?:[ \t\r\n]|$)/.test(text);

export const webvtt: FormatReader = {
  recognises,
  select: (files, head) => selectRecognised(files, head, recognises),
  read,
};
