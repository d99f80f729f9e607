/**
 * Modal dialogs and notices make room for each other: while a dialog is open notices stand at the lower edge of the window,
 * and the dialog keeps off them. Told to these places alone, for a property of the whole page would make the browser work
 * out the style of all of it.
 */

const open = new Set<HTMLElement>();
let below = 0;

function tell(viewport: HTMLElement): void {
  viewport.style.setProperty('--notices-height', `${String(below)}px`);
}

function lowerNotices(): void {
  document.getElementById('notices')?.toggleAttribute('data-low', open.size > 0);
}

/** The ref of what a modal dialog stands in. */
export function modalViewport(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return;
  open.add(element);
  tell(element);
  lowerNotices();
  return () => {
    open.delete(element);
    lowerNotices();
  };
}

/** What the dialog that was opened last stands in. */
export function topModal(): HTMLElement | null {
  return [...open].at(-1) ?? null;
}

/** @param height of the notices, in pixels */
export function leaveRoomBelow(height: number): void {
  below = height;
  for (const viewport of open) tell(viewport);
}
