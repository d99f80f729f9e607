/** F6 walks over the regions of the window in the order of reading. */
import { topModal } from '../ui/modal';

/** Puts the focus on the next region (step 1) or the one before (step -1), where its work is done. */
export function focusNextRegion(step: 1 | -1): void {
  const modal = topModal();
  if (modal !== null) {
    focusBeside(modal);
    return;
  }
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetHeight > 0);
  if (regions.length === 0) return;
  const here = regions.findLastIndex((one) => one.contains(document.activeElement));
  const start = here === -1 && step === -1 ? 0 : here;
  const target = regions[(start + step + regions.length) % regions.length];
  if (target !== undefined) focusRegion(target);
}

/** What is behind a modal dialog is out of reach; notices stand in front of it. */
function focusBeside(modal: HTMLElement): void {
  if (!modal.contains(document.activeElement)) {
    focusRegion(modal);
    return;
  }
  const notices = document.querySelector<HTMLElement>('[data-region="notices"]');
  if (notices !== null && notices.offsetHeight > 0) focusRegion(notices);
}

/** The element that the region names as its entry, an editor, or the first control; else the region itself. */
function focusRegion(region: HTMLElement): void {
  const entry =
    region.querySelector<HTMLElement>('[data-region-entry], [role="textbox"][contenteditable="true"]') ??
    region.querySelector<HTMLElement>('button:not([disabled]), input, textarea');
  (entry ?? region).focus();
}

/** Puts the focus on the library when nothing has it, and no dialog is open that will take it. */
export function rescueFocus(): void {
  const { activeElement } = document;
  if (topModal() !== null || (activeElement !== null && activeElement !== document.body)) return;
  const library = document.querySelector<HTMLElement>('[data-region="library"]');
  (library?.querySelector<HTMLElement>('[data-region-entry]') ?? library)?.focus();
}

export function focusRecapEditor(): void {
  const recap = document.querySelector<HTMLElement>('[data-region="recap"]');
  if (recap !== null) focusRegion(recap);
}
