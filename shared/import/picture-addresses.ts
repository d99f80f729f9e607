/** The relative addresses of pictures in a Markdown text, as they stand there. */

/** As many pictures as anybody looks at; each is read from disk. */
const MOST = 500;
const PICTURE = /!\[[^\]\n]{0,2000}\]\([ \t]{0,20}(?:<([^<>\n]{1,1000})>|([^\s<>()]{1,1000}))/g;
/** A scheme, another host, the root, a drive, or a place in the text. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|[/\\#?])/i;

/** The path below the file's folder that an address means; null when it leads anywhere else. */
export function pathOf(address: string): string | null {
  if (ELSEWHERE.test(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/, ''));
  } catch {
    return null;
  }
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const isBad = (part: string): boolean => part === '..' || /[\\\0:]/.test(part);
  return parts.length === 0 || parts.length > 8 || parts.some(isBad) ? null : parts.join('/');
}

/** Each once, in their order; only those that `pathOf` knows a path for. */
export function pictureAddresses(text: string): string[] {
  const found = new Set<string>();
  for (const [, inSigns, bare] of text.matchAll(PICTURE)) {
    const address = inSigns ?? bare ?? '';
    if (pathOf(address) !== null) found.add(address);
    if (found.size === MOST) break;
  }
  return [...found];
}
