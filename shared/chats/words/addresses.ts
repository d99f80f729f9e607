/** Addresses in exports: kept where they help, without what would let a stranger in. */
import type { RichTextNode } from '../../model/rich-text';
import { MAX_NAME } from '../limits';
import { oneLine } from './one-line';

const PARTS = /^(https?):\/\/(?:[^/?#@\s]{0,500}@)?([^/?#@\s]{1,300})([^?#\s]{0,4000})(\?[^#\s]{0,8000})?/i;

/** Where programs keep what was sent, and put a key to it into the address. */
const FILE_HOSTS =
  /(?:^|\.)(?:slack\.com|slack-files\.com|slack-edge\.com|discordapp\.com|discordapp\.net|discord\.com|twimg\.com|ton\.twitter\.com|whatsapp\.net|fbcdn\.net|amazonaws\.com|blob\.core\.windows\.net|googleusercontent\.com)(?::\d+)?$/i;
const SECRET =
  /(?:[?&;]|^)(?:[\w.-]{0,40}(?:token|signature|secret|credential|password|api_?key|policy)[\w.-]{0,40}|sig|auth|jwt|t|hm|ex|is|se|sp|sv|sr)=|xox[a-z]-/i;

/** The address of a file without query, fragment and user; null when it is no http(s) address. */
export function fileAddress(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const parts = PARTS.exec(value.trim());
  if (parts === null) return null;
  const [, scheme = '', host = '', path = ''] = parts;
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${path}`;
}

/** An address that somebody wrote: as it is, but without the key where it leads to a file of the program. */
export function linkWithoutKey(value: string): string {
  const parts = PARTS.exec(value.trim());
  if (parts === null) return value.trim();
  const [, , host = '', , query = ''] = parts;
  return query !== '' && FILE_HOSTS.test(host) && SECRET.test(query) ? (fileAddress(value) ?? value) : value.trim();
}

/** A link to an address that somebody wrote; the address stands there in no other way either. */
export function linkNode(words: string, href: string): RichTextNode {
  const safe = linkWithoutKey(href);
  return {
    type: 'text',
    text: words === href ? safe : words,
    marks: [{ type: 'link', attrs: { href: safe, title: null } }],
  };
}

/** The last part of a path or an address, as a name. */
export function lastPart(path: string): string {
  const part = (fileAddress(path) ?? path).split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  return oneLine(part, MAX_NAME);
}

/** Name of a file or folder without its ending. */
export function baseName(path: string): string {
  const name = lastPart(path);
  const bare = name.replace(/\.[A-Za-z0-9]{1,8}$/, '').trim();
  return bare === '' ? name : bare;
}
