import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RichTextView } from '../../../../../renderer/editor';
import { setPointAttrs } from '../../../../../renderer/editor/points/point-changes';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, memoryAssets, mount, node, p, press, select, type, unmountAll, until } from '../support';
import { cite, control, credit, detail, fakeHost, foot, point, recap, recapOn, takeaway, undo } from './support';

afterEach(unmountAll);

const click = (element: Element | null | undefined): void => act(() => void (element as HTMLElement).click());
const key = (element: Element, name: string, more: KeyboardEventInit = {}): void =>
  act(
    () =>
      void element.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more })),
  );
const item = (name: string): HTMLElement => {
  const all = [...document.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const found = all.find((one) => (one.querySelector('.ui-menu-label')?.textContent ?? one.textContent) === name);
  if (found === undefined) throw new Error(`no entry "${name}" in ${all.map((one) => one.textContent).join(', ')}`);
  return found;
};

describe('a point in the editor', () => {
  it.each<[string, RichTextNode, string[]]>([
    ['a takeaway', takeaway('a', 'x'), ['Takeaway']],
    ['a decision', point('decision', { id: 'a' }, p('x')), ['Decision', '+ Agreed by', '+ Why']],
    [
      'a decision with all',
      point('decision', { id: 'a' }, p('x'), detail('why', 'so'), credit('Renee', 'agreed'), credit('Chris', 'agreed')),
      ['Decision', 'agreed by Renee, Chris'],
    ],
    ['an action', point('action', { id: 'a' }, p('x')), ['Action', '+ Owner', '+ Due date']],
    [
      'an action with all',
      point('action', { id: 'a', owner: 'r', ownerName: 'Renee', due: '2009-08-12' }, p('x')),
      ['Action', 'Renee', 'due Wed 12 Aug 2009'],
    ],
    ['a question', point('question', { id: 'a' }, p('x')), ['Open question', '+ Answer']],
    [
      'an answered question',
      point('question', { id: 'a' }, p('x'), detail('answer', 'y'), cite('p1', { role: 'answer', label: 'Renee' })),
      ['Question', 'Answer: Renee'],
    ],
    ['a question answered in words', point('question', { id: 'a' }, p('x'), detail('answer', 'y')), ['Question']],
    [
      'a question whose answer is being written',
      point('question', { id: 'a' }, p('x'), node('detail', { role: 'answer' })),
      ['Open question'],
    ],
    ['a quote', point('quote', { id: 'a' }, p('x'), cite('p1')), ['Quote', 'Author of p1']],
    ['a source', point('source', { id: 'a' }, p('x')), ['Source', '+ Author and link', '+ Note']],
    [
      'a source with all',
      point('source', { id: 'a', author: 'Kanter', link: 'https://www.example.org/a/' }, p('x'), detail('note', 'n')),
      ['Source', 'Kanter', 'example.org/a'],
    ],
    ['a merged takeaway', takeaway('a', 'x', credit('Renee'), credit('Chris')), ['Takeaway', 'with Renee, Chris']],
    [
      'what a peer made up',
      point('spell', { id: 'a', due: 'soon', link: 'javascript:x' }, p('x'), cite('p1', { label: '<b>' })),
      ['Takeaway', '<b>'],
    ],
  ])('%s says what it is', (_name, body, expected) => {
    const { host } = recapOn(doc(body));
    expect(foot(host)).toEqual(expected);
    const group = host.querySelector('.point');
    expect(group?.getAttribute('role')).toBe('group');
    expect(group?.getAttribute('aria-label')).toBe(expected[0]);
    expect(host.querySelector('.point [href^="javascript"]')).toBeNull();
  });

  it('keeps the control in which something was chosen, so that the focus returns to it', () => {
    const { host, editor } = recapOn(doc(point('action', { id: 'a' }, p('x'))));
    const owner = host.querySelector<HTMLElement>('.point-owner');
    setPointAttrs(editor.view, 0, { owner: 'r', ownerName: 'Renee' });
    expect(host.querySelector('.point-owner')).toBe(owner);
    expect(owner?.textContent).toBe('Renee');
    expect(owner?.getAttribute('aria-label')).toBe('Owner: Renee');
    expect(owner?.classList.contains('point-missing')).toBe(false);
    if (owner !== null) key(owner, 'z', { ctrlKey: true });
    expect(host.querySelector('.point-owner')).toBe(owner);
    expect(owner?.classList.contains('point-missing')).toBe(true);
  });

  it('a question is open until the first word of its answer', () => {
    const { host, editor } = recapOn(doc(point('question', { id: 'a' }, p('x'), node('detail', { role: 'answer' }))));
    expect(foot(host)).toEqual(['Open question']);
    // Behind the point, its paragraph and the beginning of the answer.
    editor.commands.setTextSelection(5);
    type(editor, 'y');
    expect(recap(editor)).toBe('question#a(x / answer: y)');
    expect(foot(host)).toEqual(['Question']);
  });

  it('shows its text and details for editing, and its citations only in the foot', () => {
    const { host, editor } = recapOn(doc(point('decision', { id: 'a' }, p('x'), detail('why', 'so'), cite('p1'))));
    expect(host.querySelector('.point-body > p[data-role=why]')?.textContent).toBe('so');
    expect(host.querySelector('.point-foot')?.getAttribute('contenteditable')).toBe('false');
    select(editor, 'so');
    type(editor, '!');
    expect(recap(editor)).toBe('decision#a(x / why: so! / @p1)');
  });

  it.each([
    ['here', 'Cited: Author of p1'],
    ['edited', 'Cited: Author of p1 edited since'],
    ['deleted', 'Cited: Author of p1 deleted since'],
    ['missing', 'Cited: Author of p1 not here yet'],
    ['elsewhere', 'Cited: Author of p1 in another discussion'],
  ] as const)('a citation that is %s is named %s, as soon as the app tells', (state, name) => {
    const { host, app } = recapOn(doc(takeaway('a', 'x', cite('p1', { passage: 'the words' }))));
    const before = host.querySelector('.point-chip');
    app.states.set('p1', state);
    app.tell();
    expect(control(host, name).title).toContain('“the words”');
    if (state === 'here') expect(host.querySelector('.point-chip')).toBe(before);
  });

  it('a click on a citation opens it; Delete on it takes it away, and undo brings it back', () => {
    const { host, app, editor } = recapOn(doc(takeaway('a', 'x', cite('p1'), cite('p2'))));
    click(control(host, 'Cited: Author of p2'));
    expect(app.openCite).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ post: 'p2' }));
    control(host, 'Cited: Author of p1').focus();
    key(control(host, 'Cited: Author of p1'), 'Delete');
    expect(recap(editor)).toBe('takeaway#a(x / @p2)');
    expect(host.contains(document.activeElement)).toBe(true);
    undo(editor);
    expect(recap(editor)).toBe('takeaway#a(x / @p1 / @p2)');
  });

  it('its controls are reached with Tab, walked with arrows and left with Esc; none is a tab stop of its own', () => {
    const { host, editor } = recapOn(doc(point('action', { id: 'a' }, p('one'), cite('p1'))));
    expect(host.querySelectorAll('.point [tabindex="0"]')).toHaveLength(0);
    select(editor, 'one');
    expect(press(editor, 'Tab')).toBe(true);
    expect(document.activeElement).toBe(host.querySelector('.point-check'));
    const names: (string | null)[] = [];
    for (let step = 0; step < 4; step += 1) {
      key(document.activeElement as Element, 'ArrowRight');
      names.push(document.activeElement?.getAttribute('aria-label') ?? null);
    }
    expect(names).toEqual([
      'Action: change the kind, and more',
      'Choose an owner',
      'Choose a due date',
      'Cited: Author of p1',
    ]);
    key(document.activeElement as Element, 'Home');
    key(document.activeElement as Element, 'Escape');
    expect(document.activeElement).toBe(editor.view.dom);
    expect(editor.state.selection.$from.parent.textContent).toBe('one');
  });

  it('the box of an action has a name and says done', () => {
    const { host, editor } = recapOn(doc(point('action', { id: 'a' }, p('Book the room'))));
    const box = control(host, 'Done: Book the room') as HTMLInputElement;
    expect(box.type).toBe('checkbox');
    click(box);
    expect(editor.state.doc.child(0).attrs.done).toBe(true);
    expect(host.querySelector('.point')?.hasAttribute('data-done')).toBe(true);
    select(editor, 'room');
    type(editor, 's');
    expect(box.getAttribute('aria-label')).toBe('Done: Book the rooms');
    undo(editor);
    undo(editor);
    expect(box.checked).toBe(false);
  });

  it('an owner is one of the people, or nobody', async () => {
    const { host, editor } = recapOn(doc(point('action', { id: 'a' }, p('x'))));
    click(control(host, 'Choose an owner'));
    await until(() => expect(item('Chris').getAttribute('role')).toBe('menuitemradio'));
    click(item('Chris'));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ owner: 'id of Chris', ownerName: 'Chris' });
    expect(foot(host)[1]).toBe('Chris');
    await until(() => expect(document.querySelector('[role=menu]')).toBeNull());
    click(control(host, 'Owner: Chris'));
    await until(() => item('Nobody yet'));
    click(item('Nobody yet'));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ owner: '', ownerName: '' });
  });

  it('who agreed is chosen and taken back in one open menu, also somebody who is no participant any more', async () => {
    const { host, editor } = recapOn(doc(point('decision', { id: 'a' }, p('x'), credit('Lurker', 'agreed'))));
    click(control(host, 'Agreed by Lurker'));
    await until(() => expect(item('Lurker').getAttribute('aria-checked')).toBe('true'));
    click(item('Renee'));
    click(item('Lurker'));
    expect(recap(editor)).toBe('decision#a(x / =Renee)');
    expect(item('Renee').getAttribute('aria-checked')).toBe('true');
    expect(item('Lurker').getAttribute('aria-checked')).toBe('false');
  });

  it('a due date is typed or chosen, and taken away', async () => {
    const { host, editor } = recapOn(doc(point('action', { id: 'a' }, p('x'))));
    click(control(host, 'Choose a due date'));
    const field = (): HTMLInputElement => document.querySelector('input[type=date]') as HTMLInputElement;
    expect(document.activeElement).toBe(field());
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    act(() => {
      set?.call(field(), '2026-12-01');
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
    act(() => field().form?.requestSubmit());
    expect(editor.state.doc.child(0).attrs.due).toBe('2026-12-01');
    expect(field()).toBeNull();
    click([...host.querySelectorAll('.point-due')][0]);
    click([...document.querySelectorAll('.point-panel button')].find((one) => one.textContent === 'No date'));
    expect(editor.state.doc.child(0).attrs.due).toBe('');
  });

  it('a source takes its author and a safe link; another address is refused with words', () => {
    const onOpenLink = vi.fn();
    const { host, editor } = recapOn(doc(point('source', { id: 'a' }, p('x'))), { onOpenLink });
    click(control(host, 'Add author and link'));
    const [author, link] = [...document.querySelectorAll<HTMLInputElement>('.point-panel input')];
    const fill = (field: HTMLInputElement | undefined, value: string): void =>
      act(() => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
      });
    fill(author, 'Kanter');
    fill(link, 'javascript:alert(1)');
    act(() => author?.form?.requestSubmit());
    expect(document.querySelector('.point-panel [role=alert]')?.textContent).toContain('Nothing was changed');
    expect(editor.state.doc.child(0).attrs.author).toBe('');
    fill(link, 'example.org/a');
    act(() => author?.form?.requestSubmit());
    expect(editor.state.doc.child(0).attrs).toMatchObject({ author: 'Kanter', link: 'https://example.org/a' });
    click(host.querySelector('.point-link'));
    expect(onOpenLink).toHaveBeenCalledExactlyOnceWith('https://example.org/a');
  });

  it('a missing detail is added by its button or by typing its name, with the caret in it', () => {
    const { host, editor } = recapOn(doc(point('decision', { id: 'a' }, p('x'), cite('p1'))));
    click(control(host, 'Add: Why'));
    type(editor, 'so');
    expect(recap(editor)).toBe('decision#a(x / why: so / @p1)');
    expect(foot(host)).not.toContain('+ Why');
    select(editor, 'x');
    press(editor, 'Enter');
    type(editor, 'Note: hm');
    expect(recap(editor)).toBe('decision#a(x / note: hm / why: so / @p1)');
  });

  it('its menu turns it into another kind, moves, merges, doubles and deletes it', async () => {
    const { host, editor } = recapOn(doc(takeaway('a', 'one', cite('p1')), takeaway('b', 'two', cite('p2'))));
    const choose = async (index: number, name: string): Promise<void> => {
      click(host.querySelectorAll('.point-kind')[index]);
      await until(() => item(name));
      click(item(name));
      await until(() => expect(document.querySelector('[role=menu]')).toBeNull());
    };
    await choose(0, 'Decision');
    expect(recap(editor)).toBe('decision#a(one / @p1) | takeaway#b(two / @p2)');
    await choose(0, 'Move down');
    expect(recap(editor)).toBe('takeaway#b(two / @p2) | decision#a(one / @p1)');
    await choose(1, 'Duplicate');
    expect(recap(editor)).toBe('takeaway#b(two / @p2) | decision#a(one / @p1) | decision#new(one / @p1)');
    await choose(2, 'Delete this point');
    await choose(1, 'Merge with the point above');
    expect(recap(editor)).toBe('takeaway#b(two / one / @p2 / @p1)');
    await choose(0, 'Plain text');
    expect(recap(editor)).toBe('two | one');
  });

  it('an open menu closes when somebody else removes its point', async () => {
    const { host, editor, handle } = recapOn(doc(takeaway('a', 'one'), p('x')));
    click(host.querySelector('.point-kind'));
    await until(() => item('Decision'));
    act(() => handle.removePoint('a'));
    await until(() => expect(document.querySelector('[role=menu]')).toBeNull());
    expect(recap(editor)).toBe('x');
  });

  it('gives the app a place below it, and takes it back with the point', () => {
    const { host, app, handle } = recapOn(doc(takeaway('a', 'one'), takeaway('b', 'two')));
    expect([...app.slots.values()]).toEqual(['a', 'b']);
    expect([...app.slots.keys()][0]).toBe(host.querySelector('.point-slot'));
    act(() => handle.removePoint('a'));
    expect([...app.slots.values()]).toEqual(['b']);
  });

  it('an empty point says what belongs in it', () => {
    const { host, editor } = recapOn(doc(point('question', { id: 'a' }, p())));
    expect(host.querySelector('.point')?.classList.contains('point-blank')).toBe(true);
    act(() => void editor.commands.setTextSelection(2));
    type(editor, 'x');
    expect(host.querySelector('.point')?.classList.contains('point-blank')).toBe(false);
  });

  it('is marked while the caret is in it', () => {
    const { host, editor } = recapOn(doc(takeaway('a', 'one'), takeaway('b', 'two'), p('x')));
    const here = (): string[] =>
      [...host.querySelectorAll<HTMLElement>('.point-here')].map((one) => one.dataset.point ?? '');
    for (const [at, expected] of [
      ['one', ['a']],
      ['two', ['b']],
      ['x', []],
    ] as const) {
      select(editor, at);
      expect(here()).toEqual(expected);
    }
  });

  it('typing in one point draws neither its foot nor another point anew', () => {
    const { host, editor } = recapOn(doc(point('decision', { id: 'a' }, p('one'), cite('p1')), takeaway('b', 'two')));
    const before = [...host.querySelectorAll('.point-line > *')];
    const drawn = vi.fn();
    const watch = new MutationObserver(drawn);
    for (const line of host.querySelectorAll('.point-foot'))
      watch.observe(line, { childList: true, subtree: true, attributes: true });
    select(editor, 'one');
    type(editor, ' more');
    expect([...host.querySelectorAll('.point-line > *')]).toEqual(before);
    expect(watch.takeRecords()).toEqual([]);
    watch.disconnect();
  });
});

describe('the kinds beside a selection', () => {
  it('turn the selected blocks into points', async () => {
    const { host, editor } = recapOn(doc(p('one'), p('two')));
    act(() => editor.view.focus());
    act(() => void editor.commands.setTextSelection({ from: 1, to: 8 }));
    const button = (): HTMLElement | null => host.querySelector('[aria-label="Turn into a point"]');
    await until(() => expect(button()).not.toBeNull());
    click(button());
    await until(() => item('Action'));
    click(item('Action'));
    expect(recap(editor)).toBe('action#new(one) | action#new(two)');
  });
});

describe('a point for reading', () => {
  const read = (body: RichTextNode, app = fakeHost(), onOpenLink = vi.fn()) => {
    const made = mount(<RichTextView body={doc(body)} assets={memoryAssets()} points={app} onOpenLink={onOpenLink} />);
    return { host: made.host, render: made.render, unmount: made.unmount, app, onOpenLink };
  };

  it('says the same as in the editor, without what changes it', () => {
    const all = [p('x'), detail('why', 'so'), cite('p1'), credit('Renee', 'agreed'), credit('Chris')];
    const { host } = read(point('decision', { id: 'a' }, ...all));
    expect(foot(host)).toEqual(['Decision', 'agreed by Renee', 'Author of p1', 'with Chris']);
    expect(host.querySelector('.point-body')?.textContent).toBe('xso');
    expect(host.querySelectorAll('button')).toHaveLength(1);
    expect(host.querySelector('.point')?.getAttribute('aria-label')).toBe('Decision');
  });

  it('opens citations and links, and gives the app its place', () => {
    const { host, app, onOpenLink, unmount } = read(
      point('source', { id: 'a', link: 'https://a.org' }, p('x'), cite('p1')),
    );
    click(control(host, 'Cited: Author of p1'));
    expect(app.openCite).toHaveBeenCalledOnce();
    click(host.querySelector('.point-link'));
    expect(onOpenLink).toHaveBeenCalledExactlyOnceWith('https://a.org');
    expect([...app.slots.values()]).toEqual(['a']);
    unmount();
    expect(app.slots.size).toBe(0);
  });

  it('follows new facts and a new text', () => {
    const { host, app, render, onOpenLink } = read(point('action', { id: 'a' }, p('x'), cite('p1')));
    app.states.set('p1', 'edited');
    app.tell();
    expect(foot(host)[1]).toContain('edited since');
    expect(host.querySelector<HTMLInputElement>('.point-check')?.disabled).toBe(true);
    const next = doc(point('action', { id: 'a', done: true }, p('y')));
    render(<RichTextView body={next} assets={memoryAssets()} points={app} onOpenLink={onOpenLink} />);
    expect(foot(host)).toEqual(['Action']);
    expect(host.querySelector<HTMLInputElement>('.point-check')?.checked).toBe(true);
  });

  it('without an app around it shows what was kept of a citation', () => {
    const body = doc(takeaway('a', 'x', cite('p1', { label: 'Renee, Wed 20:14' })), node('cite', { post: 'p2' }));
    const { host } = mount(<RichTextView body={body} assets={memoryAssets()} onOpenLink={vi.fn()} />);
    expect(foot(host)).toEqual(['Takeaway', 'Renee, Wed 20:14']);
    expect(host.querySelector('button')).toBeNull();
  });
});
