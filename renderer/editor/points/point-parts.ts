/** The small elements that points are made of, in plain DOM: icons, buttons, chips. A recap may hold a thousand points. */
import type { Cite, PointKind } from '../../../shared/model/point';
import { assertNever } from '../../../shared/util/assert-never';
import type { CiteFacts } from '../types';
import { KINDS } from './kinds';
import { colourName } from './person-colour';

const SVG = 'http://www.w3.org/2000/svg';
const icons = new Map<string, SVGElement>();

function drawn(paths: readonly string[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: '0 0 24 24', width: '12', height: '12', fill: 'none', stroke: 'currentColor' };
  const lines = { 'stroke-width': '2', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries({ ...attributes, ...lines })) svg.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

export function kindIcon(kind: PointKind): Node {
  const known = icons.get(kind) ?? drawn(KINDS[kind].icon);
  icons.set(kind, known);
  return known.cloneNode(true);
}

export function part(tag: string, className: string, ...content: (string | Node)[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

/** A button that leaves the caret where it is when the mouse presses it. */
export function pointButton(
  className: string,
  name: string | null,
  press: (button: HTMLButtonElement) => void,
  ...content: (string | Node)[]
): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.append(...content);
  if (name !== null) button.setAttribute('aria-label', name);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => press(button));
  return button;
}

/** What happened to a cited post, in words. */
export function stateWords(state: CiteFacts['state']): string {
  switch (state) {
    case 'here':
      return '';
    case 'edited':
      return 'edited since';
    case 'deleted':
      return 'deleted since';
    case 'missing':
      return 'not here yet';
    case 'elsewhere':
      return 'in another discussion';
    default:
      return assertNever(state);
  }
}

export function citeName(cite: Cite, facts: CiteFacts): string {
  const verb = cite.role === 'answer' ? 'Answer' : 'Cited';
  const words = stateWords(facts.state);
  return `${verb}: ${facts.label}${words === '' ? '' : ` ${words}`}`;
}

/** The inside of a chip: the author's colour, author and time, and what became of the post. */
export function chipContent(cite: Cite, facts: CiteFacts): Node[] {
  const dot = part('i', 'point-dot');
  dot.dataset.colour = colourName(facts.colour);
  const words = stateWords(facts.state);
  const label = part('span', 'point-chip-label', cite.role === 'answer' ? `Answer: ${facts.label}` : facts.label);
  return [dot, label, ...(words === '' ? [] : [document.createTextNode(' '), part('span', 'point-chip-state', words)])];
}
