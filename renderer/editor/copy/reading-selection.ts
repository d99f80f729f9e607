/** What is selected in a text for reading: whole blocks as they are in the text, parts of blocks as they are on the page. */
import { DOMParser as SchemaParser } from '@tiptap/pm/model';
import type { RichText, RichTextNode } from '../../../shared/model/rich-text';
import { modelRichText } from '../fragment/plain-data';
import { editorSchema } from '../schema/content';
import type { CopiedText } from './copying';

const texts = new WeakMap<Element, RichText>();

/** Makes a text known by its element, whose children are the blocks of its root. */
export function noteShownText(element: Element, body: RichText): void {
  texts.set(element, body);
}

/** Elements that stand in a line of text: what is around selected words is kept of these only. */
const IN_LINE = 'a, strong, em, s, code';
/** Parts of these make no sense without them. */
const HOLDERS: Readonly<Record<string, string>> = { UL: 'ul', OL: 'ol', TABLE: 'table', TBODY: 'table', TR: 'table' };

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** Blocks that stay what they are when a part of them is selected with a part of another. */
const FORMED = 'h1, h2, h3, h4, h5, h6, pre, blockquote';

/** A copy of what is selected of a block, in a document that loads nothing; `form` is the block when its form is kept. */
function partOf(range: Range, form: Element | null): HTMLElement {
  const inert = document.implementation.createHTMLDocument('');
  const holder = inert.createElement('div');
  let part: Node = inert.importNode(range.cloneContents(), true);
  let around = elementOf(range.commonAncestorContainer);
  const outer = around === null ? undefined : HOLDERS[around.tagName];
  for (; around?.matches(IN_LINE); around = around.parentElement) {
    const shell = inert.importNode(around, false);
    shell.append(part);
    part = shell;
  }
  const shape = outer === undefined ? form : (around?.closest(outer) ?? null);
  if (shape !== null) {
    const shell = inert.importNode(shape, false);
    shell.append(part);
    part = shell;
  }
  holder.append(part);
  // On the page a kept picture has an address of the moment.
  for (const image of holder.querySelectorAll('img[data-src]')) {
    image.setAttribute('src', image.getAttribute('data-src') ?? '');
  }
  // A link without a title shows its address as one.
  for (const link of holder.querySelectorAll('a[title]')) {
    if (link.getAttribute('title') === link.getAttribute('href')) link.removeAttribute('title');
  }
  for (const foot of holder.querySelectorAll('.point-foot, .point-check, button, input')) foot.remove();
  return holder;
}

function parsed(holder: HTMLElement): readonly RichTextNode[] {
  const doc = SchemaParser.fromSchema(editorSchema).parse(holder);
  const body = modelRichText(doc.toJSON() as { content?: object[] });
  return (body.content ?? []).filter((block) => block.type !== 'paragraph' || (block.content ?? []).length > 0);
}

function isWithin(range: Range, block: Element): boolean {
  const whole = document.createRange();
  whole.selectNodeContents(block);
  return (
    range.compareBoundaryPoints(Range.START_TO_START, whole) <= 0 &&
    range.compareBoundaryPoints(Range.END_TO_END, whole) >= 0
  );
}

function blocksOf(range: Range, element: Element, body: RichText): RichTextNode[] {
  const blocks = body.content ?? [];
  const shown = [...element.children];
  const several = shown.filter((block) => range.intersectsNode(block)).length > 1;
  return shown.flatMap((block, index) => {
    if (!range.intersectsNode(block)) return [];
    const node = blocks[index];
    if (node !== undefined && shown.length === blocks.length && isWithin(range, block)) return [node];
    const part = document.createRange();
    part.selectNodeContents(block);
    if (block.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (block.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    const form = several && block.matches(FORMED) ? block : null;
    return part.collapsed ? [] : [...parsed(partOf(part, form))];
  });
}

function shownIn(range: Range): Element[] {
  const around = elementOf(range.commonAncestorContainer);
  const inside = around?.closest('.rich-text');
  if (inside) return [inside];
  return [...(around?.querySelectorAll('.rich-text') ?? [])].filter((one) => range.intersectsNode(one));
}

/** Null when nothing is selected in a text for reading. */
export function readingText(selection: Selection | null): CopiedText | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const content = shownIn(range).flatMap((element) => {
    const body = texts.get(element);
    return body === undefined ? [] : blocksOf(range, element, body);
  });
  return content.length === 0 ? null : { body: { type: 'doc', content }, name: 'What you selected' };
}
