/** One mail: its head, its words, the names of what was sent with it. */
import PostalMime, { type Email } from 'postal-mime';
import { MAX_ATTACHMENTS, MAX_BODY, MAX_NAME } from '../../limits';
import { makeDecoding } from '../../reading/decode';
import type { ChatAttachment, ChatTime } from '../../types';
import { oneLine } from '../../words/one-line';
import { htmlText } from './html-text';
import { mailTime } from './mail-date';

export interface Mail {
  readonly id: string | null;
  /** Ids of the mails that it answers, the nearest first. */
  readonly answers: readonly string[];
  readonly subject: string;
  /** Address in small letters; '' when nobody is named. */
  readonly address: string;
  readonly name: string;
  readonly time: ChatTime | null;
  /** As it stands in the head, for a time that cannot be read. */
  readonly date: string;
  readonly text: string;
  readonly tooLong: boolean;
  readonly attachments: readonly ChatAttachment[];
}

const IDS = /<([^<>\s]{1,500})>/g;

const idsIn = (value: string | undefined): string[] =>
  [...(value ?? '').slice(0, 20_000).matchAll(IDS)].map((match) => match[1] ?? '');

const header = (mail: Email, key: string): string =>
  mail.headers.find((candidate) => candidate.key === key)?.value ?? '';

/** A mail that names no encoding, though it is not ASCII: read line by line as UTF-8 or Western text. */
function withEncoding(bytes: Uint8Array): Uint8Array | string {
  if (!bytes.some((byte) => byte >= 0x80)) return bytes;
  const decoding = makeDecoding(() => {});
  const text = decoding.push(bytes) + decoding.end();
  return /charset\s{0,3}=/i.test(text) ? bytes : text;
}

function attachmentsOf(mail: Email): ChatAttachment[] {
  return mail.attachments.slice(0, MAX_ATTACHMENTS).map(({ filename, mimeType }) => ({
    name: oneLine(filename ?? '', MAX_NAME) || oneLine(mimeType, MAX_NAME) || 'File',
    url: null,
    missing: false,
  }));
}

/** Null for what has none of the fields that mails have. */
export async function readMail(bytes: Uint8Array): Promise<Mail | null> {
  const mail = await PostalMime.parse(withEncoding(bytes), {
    forceRfc822Attachments: true,
    maxNestingDepth: 30,
    maxHeadersSize: 512 * 1024,
  });
  const date = header(mail, 'date');
  const id = idsIn(mail.messageId)[0] ?? null;
  if (mail.from === undefined && date === '' && id === null && mail.subject === undefined) return null;
  const plain = mail.text?.trim() ?? '';
  const text = plain !== '' ? plain : htmlText((mail.html ?? '').slice(0, 4 * MAX_BODY));
  const address = (mail.from?.address ?? '').toLowerCase();
  return {
    id,
    answers: [...idsIn(mail.inReplyTo), ...idsIn(mail.references).reverse()],
    subject: oneLine(mail.subject ?? '', MAX_NAME),
    address,
    name: oneLine(mail.from?.name ?? '', MAX_NAME) || address,
    time: mailTime(date),
    date,
    text: text.slice(0, MAX_BODY),
    tooLong: text.length > MAX_BODY,
    attachments: attachmentsOf(mail),
  };
}
