/** The canonical form of what stands inside a paragraph or heading. */
import type { RichTextMark, RichTextNode } from '../model/rich-text';
import { linkAddress } from './addresses';

/** The order of marks in canonical text, and of nesting where two marks cover the same words. */
export const MARK_ORDER = ['link', 'bold', 'italic', 'strike', 'code'] as const;

/** Marks that never begin or end with white space: Markdown could show them there only as character references. */
const TIGHT_MARKS = ['bold', 'italic', 'strike'] as const;

const HARD_BREAK: RichTextNode = { type: 'hardBreak' };

/** Two marks are the same when their keys are. */
export function markKey(mark: RichTextMark): string {
  return mark.type === 'link' ? `link ${JSON.stringify(mark.attrs)}` : mark.type;
}

export function hasMark(node: RichTextNode, type: string): boolean {
  return node.marks?.some((mark) => mark.type === type) ?? false;
}

/** Neither control characters nor halves of pairs nor non-characters: most text, told at once. */
const CLEAN = /^[ -~\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]*$/;

/** What no reader of Markdown gives back: NUL, halves of surrogate pairs and non-characters become U+FFFD. */
export function cleanCode(value: string): string {
  if (CLEAN.test(value)) return value;
  return value.replace(/\0|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, '\uFFFD');
}

/** As `cleanCode`, and control characters, which nobody sees, are dropped; those that are white space become spaces. */
export function cleanText(value: string): string {
  if (CLEAN.test(value)) return value;
  return cleanCode(value).replace(/(?![\t\n\r])\p{Cc}/gu, (control) => (/\s|\u0085/u.test(control) ? ' ' : ''));
}

export function oneLine(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (/^[!-~]+(?: [!-~]+)*$/.test(value)) return value;
  const line = cleanText(value).replace(/\s+/g, ' ').trim();
  return line === '' ? null : line;
}

function textNode(text: string, marks: readonly RichTextMark[]): RichTextNode {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };
}

function canonicalMarks(marks: unknown): readonly RichTextMark[] {
  if (!Array.isArray(marks) || marks.length === 0) return [];
  const found = new Map<string, RichTextMark>();
  for (const mark of marks as readonly RichTextMark[]) {
    if (found.has(mark?.type)) continue;
    if (mark?.type === 'link') {
      const href = linkAddress(mark.attrs?.href);
      if (href !== null) found.set('link', { type: 'link', attrs: { href, title: oneLine(mark.attrs?.title) } });
    } else if ((MARK_ORDER as readonly string[]).includes(mark?.type)) {
      found.set(mark.type, { type: mark.type });
    }
  }
  return MARK_ORDER.flatMap((type) => found.get(type) ?? []);
}

/** Texts and hard breaks of any inline content; a node that is not known gives its text. */
function flatten(nodes: readonly RichTextNode[]): RichTextNode[] {
  const result: RichTextNode[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'hardBreak') result.push(HARD_BREAK);
    else if (node.type === 'text' && typeof node.text === 'string') {
      const marks = canonicalMarks(node.marks);
      const clean = marks.some((mark) => mark.type === 'code') ? cleanCode : cleanText;
      for (const [index, line] of clean(node.text)
        .split(/\r\n|[\r\n]/)
        .entries()) {
        if (index > 0) result.push(HARD_BREAK);
        if (line !== '') result.push(textNode(line, marks));
      }
    } else if (node.type === 'image') {
      const alt = oneLine(node.attrs?.alt);
      if (alt !== null) result.push(textNode(alt, []));
    } else if (Array.isArray(node.content)) {
      for (const child of [...node.content].reverse()) waiting.push(child);
    }
  }
  return result;
}

function merge(nodes: readonly RichTextNode[]): RichTextNode[] {
  const result: RichTextNode[] = [];
  let lastKey: string | null = null;
  let parts: string[] = [];
  let marks: readonly RichTextMark[] = [];
  const close = () => {
    if (parts.length > 0) result.push(textNode(parts.join(''), marks));
    parts = [];
    lastKey = null;
  };
  for (const node of nodes) {
    if (node.type !== 'text') {
      close();
      result.push(node);
      continue;
    }
    const key = (node.marks ?? []).map(markKey).join(' ');
    if (key !== lastKey) close();
    lastKey = key;
    marks = node.marks ?? [];
    if (node.text) parts.push(node.text);
  }
  close();
  return result;
}

const without = (node: RichTextNode, type: string, text: string): RichTextNode =>
  textNode(
    text,
    (node.marks ?? []).filter((mark) => mark.type !== type),
  );

/** One run under a mark: its first and last white space, where it is not code, leaves the mark. */
function tightRun(run: readonly RichTextNode[], type: string): RichTextNode[] {
  const loose = (node: RichTextNode) => (node.type === 'hardBreak' ? node : without(node, type, node.text ?? ''));
  const solid = (node: RichTextNode) =>
    node.type !== 'hardBreak' && (hasMark(node, 'code') || (node.text ?? '').trim() !== '');
  const first = run.findIndex(solid);
  if (first < 0) return run.map(loose);
  const last = run.findLastIndex(solid);
  const result: RichTextNode[] = [];
  for (const [index, node] of run.entries()) {
    if (index < first || index > last) {
      result.push(loose(node));
      continue;
    }
    let text = node.text ?? '';
    let space = '';
    if (index === first && !hasMark(node, 'code')) {
      const start = text.length - text.trimStart().length;
      if (start > 0) result.push(without(node, type, text.slice(0, start)));
      text = text.slice(start);
    }
    if (index === last && !hasMark(node, 'code')) {
      space = text.slice(text.trimEnd().length);
      text = text.trimEnd();
    }
    result.push(node.type === 'hardBreak' ? node : textNode(text, node.marks ?? []));
    if (space !== '') result.push(without(node, type, space));
  }
  return result;
}

/** Takes `type` off the white space at both ends of each run that carries it. Hard breaks do not end a run. */
function tighten(nodes: readonly RichTextNode[], type: string): RichTextNode[] {
  const result: RichTextNode[] = [];
  let run: RichTextNode[] = [];
  for (const node of nodes) {
    if (hasMark(node, type) || (run.length > 0 && node.type === 'hardBreak')) {
      run.push(node);
      continue;
    }
    for (const part of tightRun(run, type)) result.push(part);
    run = [];
    result.push(node);
  }
  for (const part of tightRun(run, type)) result.push(part);
  return result;
}

/** Spaces, tabs and hard breaks only: such a paragraph is dropped. */
export function isBlank(nodes: readonly RichTextNode[]): boolean {
  return nodes.every(
    (node) =>
      node.type === 'hardBreak' ||
      (!hasMark(node, 'code') && !hasMark(node, 'link') && /^[ \t]*$/.test(node.text ?? '')),
  );
}

export function trimBreaks(nodes: readonly RichTextNode[], sides: 'end' | 'both'): RichTextNode[] {
  let start = 0;
  let end = nodes.length;
  while (end > 0 && nodes[end - 1]?.type === 'hardBreak') end--;
  if (sides === 'both') while (start < end && nodes[start]?.type === 'hardBreak') start++;
  return nodes.slice(start, end);
}

/** Nothing but words without marks, as most paragraphs are. */
function isPlain(node: RichTextNode | undefined): boolean {
  if (node?.type !== 'text' || typeof node.text !== 'string' || node.text === '') return false;
  return (node.marks === undefined || (Array.isArray(node.marks) && node.marks.length === 0)) && CLEAN.test(node.text);
}

/** The canonical inline content of any inline content: see `normaliseRichText`. */
export function normaliseInline(nodes: readonly RichTextNode[]): RichTextNode[] {
  if (nodes.length === 1 && isPlain(nodes[0])) return [textNode(nodes[0]?.text ?? '', [])];
  let result = merge(flatten(nodes));
  for (const type of TIGHT_MARKS) if (result.some((node) => hasMark(node, type))) result = merge(tighten(result, type));
  return trimBreaks(result, 'end');
}
