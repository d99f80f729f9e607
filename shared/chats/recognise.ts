/** Tells which program a chat is from, by what its files hold. */
import { FORMAT_READERS } from './formats/formats';
import { MAX_HEADS } from './limits';
import { type FileHead, readHead } from './reading/heads';
import type { ChatFile, ChatFormat } from './types';

/** Endings of files that are never text of a chat: their beginnings are not looked at. */
const OTHER_KINDS =
  /\.(?:jpe?g|png|gif|webp|avif|heic|bmp|svg|mp[34]|m4[av]|mov|avi|mkv|webm|3gp|opus|ogg|oga|aac|wav|flac|pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|tgs|webmanifest|css|html?|woff2?|ttf|exe|dmg|vcf|ics)$/i;

export const mayHoldChat = ({ path }: Pick<ChatFile, 'path'>): boolean => !OTHER_KINDS.test(path);

/** Names only say where to look first; an export of one kind holds few kinds of files, and lists of people come first. */
function looksFirst(file: ChatFile): number {
  if (
    /(?:^|\/)(?:users|org_users|channels|groups|dms|mpims|result|_chat|tweets?|account)(?:-part\d+)?\.(?:json|txt|js)$/i.test(
      file.path,
    )
  )
    return 0;
  if (/\.(?:json|txt|vtt|mbox|mbx|js|log|weechatlog)$/i.test(file.path)) return 1;
  return 2;
}

function sample(files: readonly ChatFile[]): ChatFile[] {
  const likely = files.filter(mayHoldChat);
  return likely.length <= MAX_HEADS
    ? likely
    : likely.toSorted((a, b) => looksFirst(a) - looksFirst(b)).slice(0, MAX_HEADS);
}

/**
 * The format of a chat export, from the beginnings of its files; null for what is none: prose, our own exports, other
 * data. With files of several formats it is the one of most of them. Never rejects because of what is in the files.
 */
export async function recogniseChat(files: readonly ChatFile[]): Promise<ChatFormat | null> {
  const counts = new Map<ChatFormat, number>();
  for (const file of sample(files)) {
    const format = formatOf(await readHead(file));
    if (format !== null) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  let best: ChatFormat | null = null;
  for (const [format, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = format;
  return best;
}

function formatOf(head: FileHead): ChatFormat | null {
  return FORMAT_READERS.find(([, reader]) => reader.recognises(head))?.[0] ?? null;
}
