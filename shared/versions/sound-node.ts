/** Rich text out of a file as plain data that every view can show: what has the wrong shape is left out. */
import type { RichTextMark, RichTextNode } from '../model/rich-text';
import { isAttribute, MAX_DEPTH } from '../model/rich-text-yjs';

function soundAttributes(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const attrs = Object.entries(value).filter(([, one]) => isAttribute(one));
  return attrs.length === 0 ? null : Object.fromEntries(attrs);
}

function soundMark(value: unknown): RichTextMark[] {
  const { type, attrs } = (value ?? {}) as { type?: unknown; attrs?: unknown };
  if (typeof type !== 'string') return [];
  const known = soundAttributes(attrs);
  return [known === null ? { type } : { type, attrs: known }];
}

function soundNode(value: unknown, depth: number): RichTextNode[] {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  const { type, attrs, content, marks, text } = value as Record<string, unknown>;
  if (typeof type !== 'string') return [];
  const known = soundAttributes(attrs);
  const isText = type === 'text';
  if (isText && (typeof text !== 'string' || text === '')) return [];
  return [
    {
      type,
      ...(known !== null && { attrs: known }),
      ...(Array.isArray(content) && { content: content.flatMap((child) => soundNode(child, depth + 1)) }),
      ...(isText && Array.isArray(marks) && { marks: marks.flatMap(soundMark) }),
      ...(isText && { text: text as string }),
    },
  ];
}

export function soundNodes(value: unknown): readonly RichTextNode[] {
  return Array.isArray(value) ? value.flatMap((one) => soundNode(one, 1)) : [];
}
