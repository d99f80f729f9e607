/** Which words of which post are selected on the page. */
import type { PostId } from '../../../shared/util/brand';
import { sentencesOf, shownText } from './shown-text';
import type { ChosenWords } from './thread-recap';

function bodyOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>('.post-body') ?? null;
}

/** The end of a selection by triple click lies at the start of what follows; then the words end with their post. */
function within(range: Range, body: HTMLElement): Range {
  if (bodyOf(range.endContainer) === body) return range;
  const cut = range.cloneRange();
  cut.setEnd(body, body.childNodes.length);
  return cut;
}

/** Words after the end of the post's text are not this one post's words. */
function reachesOut(range: Range, body: HTMLElement): boolean {
  if (bodyOf(range.endContainer) === body) return false;
  const rest = range.cloneRange();
  rest.setStartAfter(body);
  return rest.toString().trim() !== '';
}

/** The selection, when it begins and ends in the text of one post of this thread. */
export function chosenWords(thread: Element | null): ChosenWords | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0 || thread === null) return null;
  const range = selection.getRangeAt(0);
  const body = bodyOf(range.startContainer);
  const article = body?.closest<HTMLElement>('[data-post]');
  if (body === null || article == null || !thread.contains(body)) return null;
  if (reachesOut(range, body)) return null;
  const own = within(range, body);
  const passage = shownText(body).passage(own);
  return passage === '' ? null : { post: article.dataset['post'] as PostId, passage, range: own };
}

/** Selects the next sentence of a post, or with `extend` one more; from the start again after the last. */
export function chooseSentence(article: Element, extend: boolean): boolean {
  const body = article.querySelector('.post-body');
  const selection = document.getSelection();
  if (body === null || selection === null) return false;
  const shown = shownText(body);
  const sentences = sentencesOf(shown.text);
  const first = sentences[0];
  if (first === undefined) return false;
  const inside = !selection.isCollapsed && selection.rangeCount > 0 && body.contains(selection.anchorNode);
  const now = inside ? selection.getRangeAt(0) : null;
  const end = now === null ? -1 : shown.at(now.endContainer, now.endOffset);
  const next = sentences.find(({ from }) => from >= end);
  const from = extend && now !== null ? shown.at(now.startContainer, now.startOffset) : (next ?? first).from;
  const range = shown.range(from, (next ?? (extend && now !== null ? { to: end } : first)).to);
  if (range === null) return false;
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const box = range.getBoundingClientRect?.();
  const view = article.closest('.thr-scroll')?.getBoundingClientRect();
  // Only when it is out of sight: reading goes on where it was.
  if (box !== undefined && view !== undefined && (box.bottom > view.bottom || box.top < view.top)) {
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }
  return true;
}
