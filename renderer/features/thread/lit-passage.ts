/** Lights words on the page without touching it (CSS Custom Highlight API), first strongly, then softly, then no more. */

/** Long enough to find the words and to read them; the soft light stays while one reads around them. */
const STRONG_MS = 1_800;
const SOFT_MS = 6_000;

let timer: ReturnType<typeof setTimeout> | undefined;

function show(name: 'passage' | 'passage-soft' | null, range: Range | null): void {
  const { highlights } = CSS as { highlights?: HighlightRegistry };
  // happy-dom has none; the post is lit all the same.
  if (highlights === undefined) return;
  highlights.delete('passage');
  highlights.delete('passage-soft');
  if (name !== null && range !== null) highlights.set(name, new Highlight(range));
}

export function lightPassage(range: Range): void {
  clearTimeout(timer);
  show('passage', range);
  timer = setTimeout(() => {
    show('passage-soft', range);
    timer = setTimeout(putOutPassage, SOFT_MS);
  }, STRONG_MS);
}

export function putOutPassage(): void {
  clearTimeout(timer);
  show(null, null);
}
