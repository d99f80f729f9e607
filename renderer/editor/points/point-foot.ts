/**
 * The line below a point's text: its kind, what belongs to the kind (owner, due date, who agreed, author, link), the
 * citations, the credits, and a place for what the app knows about it. The same in the editor and for reading.
 */
import type { DetailRole, RecapPoint } from '../../../shared/model/point';
import { safeLink } from '../links';
import type { PointHost } from '../types';
import { drawInTurn, forgetTurn } from './foot-queue';
import { DETAIL_LABELS, dueWords, KINDS, pointLabel } from './kinds';
import { chipContent, citeName, kindIcon, part, pointButton, stateWords } from './point-parts';

export type PanelKind = 'kind' | 'owner' | 'due' | 'agreed' | 'source' | 'quote';

/** What the controls do where the point can be changed. */
export interface FootEdit {
  open(panel: PanelKind, anchor: HTMLElement): void;
  /** Takes a citation away, counted among the point's citations. */
  removeCite(index: number): void;
  addDetail(role: DetailRole): void;
  setDone(done: boolean): void;
  /** Back to the text. */
  leave(): void;
  /** Gives a key to the editor; true when it was one of its own. */
  key(event: KeyboardEvent): boolean;
}

export interface FootSetup {
  readonly host: PointHost | undefined;
  readonly onOpenLink: (url: string) => void;
  /** Null for reading. */
  readonly edit: FootEdit | null;
}

/** Only for elements that do the same when they are pressed. */
function makeLike(element: Element, other: Element): void {
  for (const name of element.getAttributeNames()) if (!other.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of other.attributes) element.setAttribute(name, value);
  element.replaceChildren(...other.childNodes);
}

const CONTROLS = 'button:not(:disabled), input:not(:disabled), a[href], select, textarea';

export class PointFoot {
  readonly dom: HTMLElement;
  readonly check: HTMLInputElement;
  private readonly slot = part('div', 'point-slot');
  private readonly line = part('div', 'point-line');
  private point: RecapPoint | null = null;
  /** Draws the line if it waits for its turn. */
  private drawNow: (() => void) | null = null;
  private isDrawn = false;
  private slotOf = '';
  private readonly stop: () => void;
  private leaveSlot: (() => void) | null = null;

  constructor(
    private readonly frame: HTMLElement,
    private readonly setup: FootSetup,
  ) {
    frame.setAttribute('role', 'group');
    this.check = document.createElement('input');
    this.check.type = 'checkbox';
    this.check.className = 'point-check';
    this.check.contentEditable = 'false';
    this.check.tabIndex = setup.edit === null ? 0 : -1;
    this.check.disabled = setup.edit === null;
    this.check.addEventListener('mousedown', (event) => event.preventDefault());
    this.check.addEventListener('change', () => setup.edit?.setDone(this.check.checked));
    this.dom = part('div', 'point-foot');
    this.dom.contentEditable = 'false';
    this.line.setAttribute('role', 'toolbar');
    for (const element of [this.dom, this.check]) element.addEventListener('keydown', (event) => this.onKey(event));
    this.stop = setup.host?.facts.subscribe(() => this.draw()) ?? (() => undefined);
  }

  show(point: RecapPoint): void {
    this.point = point;
    const label = pointLabel(point);
    this.frame.dataset.kind = point.kind;
    this.frame.dataset.point = point.id;
    this.frame.toggleAttribute('data-done', point.kind === 'action' && point.done);
    this.frame.setAttribute('aria-label', label);
    this.line.setAttribute('aria-label', `About this ${label.toLowerCase()}`);
    this.hint();
    if (point.kind !== 'action') this.check.remove();
    else if (!this.check.isConnected) this.frame.prepend(this.check);
    this.check.checked = point.done;
    if (this.isDrawn) this.drawLine();
    else
      this.drawNow ??= drawInTurn(this.dom, () => {
        this.isDrawn = true;
        this.dom.append(this.line, this.slot);
        this.drawLine();
      });
  }

  /** Its line is there from now on. */
  appear(): void {
    this.drawNow?.();
  }

  /** Where nothing is written yet, what could be. Only there: a property of each point's own makes its style a unique one. */
  hint(isBlank = this.frame.classList.contains('point-blank')): void {
    this.frame.classList.toggle('point-blank', isBlank);
    if (!isBlank) this.frame.style.removeProperty('--point-hint');
    else if (this.point !== null)
      this.frame.style.setProperty('--point-hint', JSON.stringify(KINDS[this.point.kind].hint));
  }

  /** The words of the point name its checkbox. */
  name(words: string): void {
    this.check.setAttribute('aria-label', `Done: ${words.trim().slice(0, 120) || 'empty action'}`);
  }

  /** The first control, for the key that leads from the text to them. */
  focus(): boolean {
    this.appear();
    const [first] = this.controls();
    first?.focus();
    return first !== undefined;
  }

  destroy(): void {
    forgetTurn(this.dom);
    this.stop();
    this.leaveSlot?.();
  }

  private drawLine(): void {
    this.draw();
    if (this.point !== null) this.fillSlot(this.point.id);
  }

  private fillSlot(id: string): void {
    if (id === this.slotOf) return;
    this.leaveSlot?.();
    this.slotOf = id;
    this.leaveSlot = id === '' ? null : (this.setup.host?.slot(id, this.slot) ?? null);
  }

  private draw(): void {
    const { point } = this;
    if (point === null || !this.isDrawn) return;
    const active = document.activeElement;
    const held = active instanceof HTMLElement && this.line.contains(active) ? active.dataset.control : undefined;
    const next = [this.kind(point), ...this.fields(point), ...this.cites(point), ...this.more(point)];
    const firstControl = this.setup.edit === null ? next.find((one) => one.matches(CONTROLS)) : undefined;
    for (const one of next) if (one.matches(CONTROLS)) one.tabIndex = one === firstControl ? 0 : -1;
    // The same control stays the same element: the focus returns to it from the menu in which it was changed.
    const old = [...this.line.children];
    this.line.replaceChildren(
      ...next.map((one) => {
        const { control } = one.dataset;
        const before = old.find((element) =>
          control === undefined
            ? element.isEqualNode(one)
            : element instanceof HTMLElement && element.dataset.control === control && element.tagName === one.tagName,
        );
        if (before !== undefined && !before.isEqualNode(one)) makeLike(before, one);
        return before ?? one;
      }),
    );
    const controls = [...this.line.querySelectorAll<HTMLElement>(CONTROLS)];
    if (held !== undefined) (controls.find((one) => one.dataset.control === held) ?? controls[0])?.focus();
  }

  /** A button that opens a panel; its words alone where nothing can be changed. */
  private field(panel: PanelKind, name: string, ...content: (string | Node)[]): HTMLElement {
    const { edit } = this.setup;
    const className = `point-field point-${panel}`;
    if (edit === null) return part('span', className, ...content);
    const button = pointButton(className, name, (pressed) => edit.open(panel, pressed), ...content);
    button.dataset.control = panel;
    button.setAttribute(
      'aria-haspopup',
      panel === 'due' || panel === 'source' || panel === 'quote' ? 'dialog' : 'menu',
    );
    return button;
  }

  private kind(point: RecapPoint): HTMLElement {
    const label = pointLabel(point);
    return this.field('kind', `${label}: change the kind, and more`, kindIcon(point.kind), label);
  }

  private fields(point: RecapPoint): HTMLElement[] {
    const { edit } = this.setup;
    const shown: HTMLElement[] = [];
    const add = (there: boolean, panel: PanelKind, name: string, words: string): void => {
      if (there || edit !== null) shown.push(this.field(panel, name, there ? words : `+ ${words}`));
      if (!there) shown.at(-1)?.classList.add('point-missing');
    };
    if (point.kind === 'action') {
      const owner = point.ownerName || (point.owner === null ? '' : 'Somebody');
      add(owner !== '', 'owner', owner === '' ? 'Choose an owner' : `Owner: ${owner}`, owner || 'Owner');
      const due = point.due === '' ? '' : dueWords(point.due, Date.now());
      add(due !== '', 'due', due === '' ? 'Choose a due date' : `Due: ${due}`, due === '' ? 'Due date' : `due ${due}`);
    }
    const agreed = point.credits
      .filter((credit) => credit.role === 'agreed')
      .map((credit) => credit.name || 'Somebody');
    if (point.kind === 'decision' || agreed.length > 0) {
      const words = `agreed by ${agreed.join(', ')}`;
      const there = agreed.length > 0;
      add(there, 'agreed', there ? `A${words.slice(1)}` : 'Agreed by: choose who', there ? words : 'Agreed by');
    }
    if (point.kind === 'source') {
      const there = point.author !== '' || point.link !== '';
      add(
        there,
        'source',
        there ? `${point.author || 'Author'}: edit author and link` : 'Add author and link',
        point.author || (there ? 'Author' : 'Author and link'),
      );
      const link = this.link(point);
      if (link !== null) shown.push(link);
    }
    if (point.kind === 'quote' && point.cites.length === 0 && this.setup.host?.quotable !== undefined) {
      add(false, 'quote', 'Quote from…: choose whose words', 'Quote from…');
    }
    return shown.filter((one) => one.textContent !== '');
  }

  private link(point: RecapPoint): HTMLElement | null {
    const href = safeLink(point.link);
    if (href === null) return point.link === '' ? null : part('span', 'point-field', point.link.slice(0, 80));
    const link = document.createElement('a');
    link.className = 'point-link';
    link.href = href;
    link.title = href;
    link.rel = 'noopener noreferrer nofollow';
    link.dataset.control = 'link';
    link.textContent = href.replace(/^(https?:\/\/(www\.)?|mailto:)/, '').replace(/\/$/, '');
    link.addEventListener('mousedown', (event) => event.preventDefault());
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.setup.onOpenLink(link.getAttribute('href') ?? href);
    });
    link.addEventListener('auxclick', (event) => event.preventDefault());
    return link;
  }

  private cites(point: RecapPoint): HTMLElement[] {
    const { host } = this.setup;
    return point.cites.map((cite, index) => {
      const facts = host?.cite(cite) ?? { label: cite.label || 'Somebody', colour: null, state: 'here' as const };
      const content = chipContent(cite, facts);
      if (host === undefined) return part('span', 'point-chip', ...content);
      const open = (): void => host.openCite(this.point?.cites[index] ?? cite);
      const chip = pointButton('point-chip', citeName(cite, facts), open, ...content);
      chip.dataset.control = `cite ${index}`;
      chip.dataset.state = facts.state;
      const passage = cite.passage === '' ? '' : `“${cite.passage.slice(0, 300)}”`;
      const said = [passage, stateWords(facts.state), facts.note ?? ''].filter(Boolean);
      if (said.length > 0) chip.title = said.join(' · ');
      const more = [passage, facts.note ?? ''].filter(Boolean).join('. ');
      if (more !== '') chip.setAttribute('aria-description', more);
      return chip;
    });
  }

  private more(point: RecapPoint): HTMLElement[] {
    const { edit } = this.setup;
    const shown: HTMLElement[] = [];
    const credited = point.credits.filter((credit) => credit.role === 'credit' && credit.name !== '');
    const names = [...new Map(credited.map((credit) => [credit.person || credit.name, credit.name])).values()];
    if (names.length > 0) shown.push(part('span', 'point-credits', `with ${names.join(', ')}`));
    const role = KINDS[point.kind].detail;
    if (edit !== null && role !== null && point.details[role] === undefined) {
      const label = DETAIL_LABELS[role];
      const add = pointButton('point-field point-missing', `Add: ${label}`, () => edit.addDetail(role), `+ ${label}`);
      add.dataset.control = `detail ${role}`;
      shown.push(add);
    }
    return shown;
  }

  private controls(): HTMLElement[] {
    return [...this.frame.querySelectorAll<HTMLElement>(`.point-check, .point-foot :is(${CONTROLS})`)];
  }

  private onKey(event: KeyboardEvent): void {
    const { edit } = this.setup;
    if (event.defaultPrevented) return;
    // What was chosen here is taken back here.
    if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key) && edit?.key(event) === true) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.matches('input:not([type=checkbox]), textarea')) return;
    const controls = this.controls();
    const now = controls.indexOf(target);
    const go = (place: number): void => {
      event.preventDefault();
      controls[(place + controls.length) % controls.length]?.focus();
    };
    if (event.key === 'ArrowRight') go(now + 1);
    else if (event.key === 'ArrowLeft') go(now - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (edit !== null && (event.key === 'Escape' || (event.key === 'Tab' && event.shiftKey))) {
      event.preventDefault();
      edit.leave();
    } else if (edit !== null && (event.key === 'Delete' || event.key === 'Backspace')) {
      const cite = /^cite (\d+)$/.exec(target.dataset.control ?? '')?.[1];
      if (cite === undefined) return;
      event.preventDefault();
      edit.removeCite(Number(cite));
    } else return;
    event.stopPropagation();
  }
}
