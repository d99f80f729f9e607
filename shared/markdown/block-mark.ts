/** A short name of what a block says, for telling whether somebody changed it: equal blocks, equal marks. */
import { textMark } from '../model/point';
import type { RichTextNode } from '../model/rich-text';

/**
 * Raised when normalising or marking gives another result for the same block than before: marks of another form say
 * nothing. A test pins the marks of a sample.
 */
export const MARK_FORM = '1';

/** 48 bits: two blocks of one recap that differ have the same mark about once in 10^10 recaps. */
const LENGTH = 12;

function attributes(attrs: Readonly<Record<string, unknown>> | undefined): string {
  if (attrs === undefined) return '';
  const known = Object.keys(attrs).filter((key) => attrs[key] !== null && attrs[key] !== undefined);
  return known
    .sort()
    .map((key) => `${key}=${JSON.stringify(attrs[key])}`)
    .join(' ');
}

function written(node: RichTextNode, parts: string[]): void {
  parts.push('(', node.type, ' ', attributes(node.attrs));
  for (const { type, attrs } of node.marks ?? []) parts.push('^', type, ' ', attributes(attrs));
  if (node.text !== undefined) parts.push(JSON.stringify(node.text));
  for (const child of node.content ?? []) written(child, parts);
  parts.push(')');
}

/** Of normalised blocks. */
export function blockMark(...nodes: readonly RichTextNode[]): string {
  const parts: string[] = [];
  for (const node of nodes) written(node, parts);
  return textMark(parts.join('')).slice(0, LENGTH);
}
