/** A chat that was exported from WhatsApp as text, with or without the files beside it. */
import type { RichText } from '../../../model/rich-text';
import { MAX_BODY, MAX_NAME } from '../../limits';
import type { FileHead } from '../../reading/heads';
import { readLines } from '../../reading/read-text';
import type { ChatFile, ChatMessageKind } from '../../types';
import { baseName, lastPart } from '../../words/addresses';
import { plainBody } from '../../words/body';
import { oneLine } from '../../words/one-line';
import { type FormatReader, type Found, type ReadContext, selectRecognised } from '../format-reader';
import { clockOf, decideOrder } from './date-order';
import { type Header, type RawDate, readHeader } from './header';
import { isNotice, isNoticeWithColon, isPresence, readPhrases } from './phrases';

/** Names of people are shorter; phone numbers too. */
const LONGEST_NAME = 80;

interface Open {
  readonly line: number;
  readonly date: RawDate;
  readonly name: string | null;
  /** iOS puts U+200E before what a person did not type. */
  readonly marked: boolean;
  text: string;
}

/** `~ Ann` is somebody who is not among the contacts. */
const cleanName = (name: string): string => oneLine(name, MAX_NAME).replace(/^~ ?/, '');

function openMessage(line: string, number: number, header: Header): Open {
  const rest = line.slice(header.rest);
  const colon = rest.slice(0, LONGEST_NAME + 2).search(/[:：](?=[ \u00A0\u202F\u200E\u200F]|$)/);
  const before = colon < 0 ? '' : rest.slice(0, colon);
  const name = cleanName(before);
  const isName = name !== '' && !(header.bracketed ? false : isNoticeWithColon(before));
  const text = isName ? rest.slice(colon + 1).replace(/^[ \u00A0\u202F]/, '') : rest;
  return { line: number, date: header.date, name: isName ? name : null, marked: text.startsWith('\u200E'), text };
}

/** All messages of a file, as they stand: what the dates mean is known only at the end. */
class WhatsAppFile {
  readonly messages: Open[] = [];
  private bracketed: boolean | null = null;
  private strays = 0;

  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
  ) {}

  async read(): Promise<void> {
    let number = 0;
    for await (const lines of readLines(this.file, this.context.watch, this.context.troubles(this.file))) {
      for (const line of lines) {
        number += 1;
        this.line(line, number);
      }
    }
  }

  /** A line in the other style than the first header is a part of the message: a chat that somebody pasted. */
  private line(line: string, number: number): void {
    const header = readHeader(line);
    this.bracketed ??= header?.bracketed ?? null;
    const last = this.messages.at(-1);
    if (header !== null && header.bracketed === this.bracketed) this.messages.push(openMessage(line, number, header));
    else if (last !== undefined) {
      if (last.text.length < 2 * MAX_BODY) last.text += `\n${line}`;
    } else if (line.trim() !== '' && this.strays < 20) {
      this.strays += 1;
      this.context.chat.problem('malformed', this.file.path, `line ${number}`, line);
    }
  }
}

/** Names that also said something without a mark: what WhatsApp says on iOS stands under the name of the group. */
function speakers(messages: readonly Open[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, marked, text } of messages) {
    if (name === null || names.has(name)) continue;
    if (!marked || readPhrases(text).files.length > 0) names.add(name);
  }
  return names;
}

function addAll(reading: WhatsAppFile, file: ChatFile, context: ReadContext, conversation: string): Found['dateOrder'] {
  const { chat } = context;
  const { messages } = reading;
  const order = decideOrder(
    messages.map(({ date }) => date),
    context.wantedDateOrder,
  );
  const speaking = speakers(messages);
  const present = new Set(context.files.map(({ path }) => lastPart(path)));
  for (const { line, date, name, marked, text } of messages) {
    const place = `line ${line}`;
    const clock = clockOf(date, order?.used ?? 'ymd');
    if (clock === null) chat.problem('unreadable-time', file.path, place, date.numbers.join(date.separator));
    const phrased = readPhrases(text);
    const said = phrased.text.replace(/^[\u200E\u200F]+/, '').trimEnd();
    if (said.length > MAX_BODY) chat.problem('too-long', file.path, place, said);
    const isPlaceholder = phrased.deleted || phrased.files.length > 0;
    const isSystem = name === null || (marked && !isPlaceholder && (!speaking.has(name) || isNotice(said)));
    const kind: ChatMessageKind = !isSystem ? 'message' : isPresence(said) ? 'presence' : 'notice';
    chat.add({
      key: `${conversation}/${line}`,
      kind,
      conversation,
      author: isSystem || name === null ? null : chat.person(name, name),
      time: clock === null ? null : { kind: 'wall', clock },
      editedAt: null,
      edited: phrased.edited,
      deleted: phrased.deleted,
      body: bodyOf(said),
      attachments: phrased.files.map(({ name: fileName, exported }) => ({
        name: oneLine(fileName, MAX_NAME),
        url: null,
        missing: !exported || !present.has(lastPart(fileName)),
      })),
      reactions: [],
      file: file.path,
      place,
    });
  }
  return order;
}

const bodyOf = (text: string): RichText => plainBody(text.slice(0, MAX_BODY));

/** `WhatsApp Chat with Ann.txt`, `WhatsApp-Chat mit Ann`, `Chat de WhatsApp con Ann` */
function nameOf(path: string): string | null {
  const base = baseName(path);
  if (/^_?chat$/i.test(base)) return null;
  const named = /^.{0,20}whatsapp.{0,20}? (?:with|mit|con|avec|com|met|с|-) (.{1,200})$/iu.exec(base)?.[1];
  return named ?? base;
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  let dateOrder: Found['dateOrder'] = null;
  const names: (string | null)[] = [];
  for (const file of files) {
    const reading = new WhatsAppFile(file, context);
    await reading.read();
    const name = nameOf(file.path);
    names.push(name);
    const order = addAll(reading, file, context, context.chat.conversation(file.path, name ?? 'WhatsApp chat'));
    if (order != null && (dateOrder === null || !order.certain)) dateOrder = order;
  }
  return { title: names.length === 1 ? (names[0] ?? null) : null, dateOrder };
}

/** Lines at the beginning with a header, and at least one of these with a name; nothing of another kind above them. */
function recognises({ text, whole }: FileHead): boolean {
  const lines = text.slice(0, 40_000).split(/\r\n|[\r\n]/);
  if (!whole && lines.length > 1) lines.pop();
  const first = lines.findIndex((line) => readHeader(line) !== null);
  if (first < 0 || first > 3) return false;
  const opened = lines.flatMap((line, index) => {
    const header = readHeader(line);
    return header === null ? [] : [openMessage(line, index, header)];
  });
  const named = opened.filter(({ name }) => name !== null).length;
  // A log in which every line has a date in front is one of IRC or of another chat.
  const isShort = whole && lines.length <= 5;
  return (
    named > 0 && (opened.length > 1 || isShort) && !opened.every(({ text: words }) => /^<[^<>]{1,60}> /.test(words))
  );
}

export const whatsapp: FormatReader = {
  recognises,
  select: (files, head) => selectRecognised(files, head, recognises),
  read,
};
