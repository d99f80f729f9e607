/** Mail in one file, as Thunderbird, Google Takeout and archives of mailing lists keep it. */
import type { RichTextNode } from '../../../model/rich-text';
import { inOrder } from '../../collecting/in-order';
import type { FileHead } from '../../reading/heads';
import { readBytes } from '../../reading/read-text';
import type { ChatFile } from '../../types';
import { makeBody } from '../../words/body';
import { type FormatReader, type Found, type ReadContext, selectRecognised } from '../format-reader';
import { mailBlocks, mailParts, withoutIntroductions } from './mail-body';
import { type Mail, readMail } from './read-mail';
import { splitMails } from './split-mails';
import { bareSubject, findThreads, type ThreadMail } from './threads';

interface FoundMail extends ThreadMail {
  readonly mail: Mail;
  /** As it is written, with what introduces quotes: used where the answered mail is not in the chat. */
  readonly whole: readonly RichTextNode[];
  readonly file: string;
  readonly place: string;
  readonly time: Mail['time'];
  readonly conversation: '';
}

async function readFile(file: ChatFile, context: ReadContext): Promise<FoundMail[]> {
  const { chat, watch } = context;
  const found: FoundMail[] = [];
  for await (const { bytes, line, cut } of splitMails(readBytes(file, watch, context.troubles(file)))) {
    const place = `line ${line}`;
    const mail = await readMail(bytes).catch(() => null);
    await watch.rest();
    if (mail === null) {
      chat.problem('malformed', file.path, place, String.fromCharCode(...bytes.subarray(0, 200)));
      continue;
    }
    if (cut || mail.tooLong) chat.problem('too-long', file.path, place, mail.subject);
    if (mail.time === null) chat.problem('unreadable-time', file.path, place, mail.date);
    if (mail.address === '' && mail.name === '') chat.problem('unknown-author', file.path, place, mail.subject);
    const { lines, tail } = mailParts(mail.text);
    found.push({
      mail,
      key: mail.id ?? `${file.path}/${line}`,
      answers: mail.answers,
      subject: mail.subject,
      blocks: mailBlocks(withoutIntroductions(lines)),
      whole: mailBlocks([...lines, ...tail]),
      tail: mailBlocks(tail),
      file: file.path,
      place,
      time: mail.time,
      conversation: '',
    });
  }
  return found;
}

function addAll(mails: readonly FoundMail[], { chat }: ReadContext): void {
  const { parents, roots } = findThreads(mails);
  const subjects = new Map(mails.map(({ key, subject }) => [key, bareSubject(subject) || subject]));
  for (const { key, mail, blocks, whole, file, place, time } of mails) {
    const parent = parents.get(key) ?? null;
    const root = roots.get(key) ?? key;
    if (parent === null && mail.answers.length > 0) chat.problem('unknown-reply', file, place, mail.subject);
    chat.add({
      key,
      kind: 'message',
      conversation: chat.conversation(root, subjects.get(root) || 'Mail'),
      author: mail.address === '' && mail.name === '' ? null : chat.person(mail.address || mail.name, mail.name),
      time,
      editedAt: null,
      deleted: false,
      replyTo: parent,
      // The answered mail is there: its copy below the answer says it again.
      body: makeBody(parent === null ? whole : blocks),
      attachments: mail.attachments,
      reactions: [],
      file,
      place,
    });
  }
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  const mails: FoundMail[] = [];
  for (const file of files) for (const mail of await readFile(file, context)) mails.push(mail);
  const ordered = inOrder(mails);
  addAll(ordered, context);
  const names = new Set([...findThreads(ordered).roots.values()]);
  const only = names.size === 1 ? ordered.find(({ key }) => names.has(key))?.subject : undefined;
  return { title: only === undefined ? null : bareSubject(only) || null };
}

/** The line that begins a mail, and a field of a head below it. */
const recognises = ({ text }: FileHead): boolean =>
  /^(?:\s{0,20})From \S{1,500} .{0,300}\d{1,2}:\d\d.{0,100}\b(?:19|20)\d\d\b[^\n]{0,100}\n>?[A-Za-z][A-Za-z0-9-]{1,60}:/.test(
    text,
  );

export const mbox: FormatReader = {
  recognises,
  select: (files, head) => selectRecognised(files, head, recognises),
  read,
};
