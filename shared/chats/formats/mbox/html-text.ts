/** The words of mail that has only HTML. Linear; nothing of it is run or loaded. */

const BLOCKS = new Set([
  'p',
  'div',
  'br',
  'li',
  'tr',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'hr',
  'blockquote',
]);
const SKIPPED = new Set(['style', 'script', 'head', 'title']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const MAX_DEPTH = 10;

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Quotes become lines with `> ` in front, as in plain mail. */
export function htmlText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let skipped: string | null = null;
  const close = () => {
    const words = line.replace(/\s+/g, ' ').trim();
    lines.push(words === '' && depth === 0 ? '' : `${'> '.repeat(Math.min(depth, MAX_DEPTH))}${words}`);
    line = '';
  };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (skipped === null) line += html.slice(at, open < 0 ? html.length : open).replace(/&(#?\w{1,10});/g, entity);
    if (open < 0) break;
    const isComment = html.startsWith('<!--', open);
    const end = isComment ? html.indexOf('-->', open) : html.indexOf('>', open);
    if (end < 0) break;
    const tag = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(html.slice(open, open + 24));
    at = end + (isComment ? 3 : 1);
    const name = tag?.[2]?.toLowerCase();
    if (name === undefined) continue;
    const closes = tag?.[1] === '/';
    if (SKIPPED.has(name)) skipped = closes ? null : (skipped ?? name);
    if (BLOCKS.has(name) && (line.trim() !== '' || name === 'br' || (name === 'p' && closes))) close();
    if (name === 'p' && closes) lines.push('');
    if (name === 'blockquote') depth = Math.max(0, depth + (closes ? -1 : 1));
  }
  close();
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
