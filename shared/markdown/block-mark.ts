/** A short name of what a block says, for telling whether somebody changed it: equal blocks, equal marks. */
import { TextMarking } from '../model/point';
import type { RichTextNode } from '../model/rich-text';

/**
 * Raised when normalising or marking gives another result for the same block than before: marks of another form say
 * nothing. A test pins the marks of a sample.
 */
export const MARK_FORM = '1';

/** 48 bits: two blocks of one recap that differ have the same mark about once in 10^10 recaps. */
const LENGTH = 12;

function attributes(attrs: Readonly<Record<string, unknown>> = {}): string {
  const known = Object.keys(attrs).filter((key) => attrs[key] !== null && attrs[key] !== undefined);
  return known
    .sort()
    .map((key) => `${key}=${JSON.stringify(attrs[key])}`)
    .join(' ');
}

/** What JSON writes as it is. */
const PLAIN = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/;

function addText(text: string, marking: TextMarking): void {
  if (!PLAIN.test(text)) return marking.add(JSON.stringify(text));
  marking.add('"');
  marking.add(text);
  marking.add('"');
}

function add(node: RichTextNode, marking: TextMarking): void {
  marking.add('(');
  marking.add(node.type);
  marking.add(' ');
  if (node.attrs !== undefined) marking.add(attributes(node.attrs));
  for (const { type, attrs } of node.marks ?? []) marking.add(`^${type} ${attributes(attrs)}`);
  if (node.text !== undefined) addText(node.text, marking);
  for (const child of node.content ?? []) add(child, marking);
  marking.add(')');
}

/** Of normalised blocks. */
export function blockMark(nodes: readonly RichTextNode[]): string {
  const marking = new TextMarking();
  for (const node of nodes) add(node, marking);
  return marking.mark().slice(0, LENGTH);
}
