/** A view in a page of its own, driven as a person would: by roles and names. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

const roots = new Set<Root>();

export function putOnScreen(view: ReactNode): (next: ReactNode) => void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  roots.add(root);
  act(() => root.render(view));
  return (next) => act(() => root.render(next));
}

export function clearScreen(): void {
  for (const root of roots) act(() => root.unmount());
  roots.clear();
  document.body.replaceChildren();
}

/** Lets promises settle and effects run. */
export async function settled(): Promise<void> {
  await act(async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });
}

export function button(name: string): HTMLButtonElement {
  const all = [...document.querySelectorAll('button')];
  const found = all.find((one) => (one.getAttribute('aria-label') ?? one.textContent).startsWith(name));
  if (found === undefined) throw new Error(`no button ${name} among ${all.map((one) => one.textContent).join(', ')}`);
  return found;
}

export function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label);
  const input = found === undefined ? null : document.getElementById(found.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
}

export async function press(name: string): Promise<void> {
  act(() => button(name).click());
  await settled();
}

/** Types over what is there, and presses Enter when `enter` is set. */
export async function fill(label: string, text: string, enter = false): Promise<void> {
  const input = field(label);
  act(() => {
    // React hears of a value only when it was set past its own setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  if (enter) act(() => input.form?.requestSubmit());
  await settled();
}

export function words(): string {
  return document.body.textContent.replace(/\s+/g, ' ');
}
