/** F6 walks over the regions of the window in the order of reading. */

/** Puts the focus on the next region (step 1) or the one before (step -1), where its work is done. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetHeight > 0);
  if (regions.length === 0) return;
  const here = regions.findLastIndex((one) => one.contains(document.activeElement));
  const start = here === -1 && step === -1 ? 0 : here;
  const target = regions[(start + step + regions.length) % regions.length];
  if (target !== undefined) focusRegion(target);
}

/** The element that the region names as its entry, an editor, or the first control; else the region itself. */
function focusRegion(region: HTMLElement): void {
  const entry =
    region.querySelector<HTMLElement>('[data-region-entry], [role="textbox"][contenteditable="true"]') ??
    region.querySelector<HTMLElement>('button:not([disabled]), input, textarea');
  (entry ?? region).focus();
}

/** Puts the focus on the library when nothing has it. */
export function rescueFocus(): void {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return;
  const library = document.querySelector<HTMLElement>('[data-region="library"]');
  (library?.querySelector<HTMLElement>('[data-region-entry]') ?? library)?.focus();
}

export function focusRecapEditor(): void {
  const recap = document.querySelector<HTMLElement>('[data-region="recap"]');
  if (recap !== null) focusRegion(recap);
}
