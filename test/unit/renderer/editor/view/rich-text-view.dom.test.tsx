import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RichTextView } from '../../../../../renderer/editor';
import type { RichText, RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, editorOn, li, link, memoryAssets, mount, node, p, task, text, unmountAll, until } from '../support';

afterEach(unmountAll);

const view = (body: RichText, assets = memoryAssets(), onOpenLink: (url: string) => void = () => undefined) =>
  mount(<RichTextView body={body} assets={assets} onOpenLink={onOpenLink} />);

const SAMPLE = doc(
  node('heading', { level: 2 }, text('Title')),
  p('plain ', text('bold', 'bold'), text('both', 'bold', 'italic'), text('x', 'strike'), text('y', 'code')),
  p(),
  node('bulletList', null, li(p('one'), node('orderedList', { start: 3 }, li(p('nested'))))),
  node('taskList', null, task(true, p('done')), task(false, p('open'))),
  node('blockquote', null, p('said'), node('codeBlock', { language: null }, text('let a;'))),
  node('horizontalRule', null),
  node(
    'table',
    null,
    node('tableRow', null, node('tableHeader', null, p('h'))),
    node('tableRow', null, node('tableCell', null, p('c'))),
  ),
  p('a', node('hardBreak', null), 'b'),
);

/** Tags and texts, without what only an editor needs. */
function shape(root: Element | null): string {
  if (root === null) return '';
  const walk = (at: Node): string => {
    if (at instanceof Text) return at.textContent ?? '';
    if (!(at instanceof Element) || at.matches('label, .ProseMirror-trailingBreak')) return '';
    const inner = [...at.childNodes].map(walk).join('');
    const own = at.matches('p,h1,h2,h3') && inner === '<br></br>' ? '' : inner;
    return `<${at.tagName.toLowerCase()}>${own}</${at.tagName.toLowerCase()}>`;
  };
  return [...root.childNodes].map(walk).join('');
}

describe('RichTextView', () => {
  it('has the same elements as the editor', () => {
    const read = shape(view(SAMPLE).host.querySelector('.rich-text'));
    const edited = shape(editorOn(SAMPLE).host.querySelector('.ProseMirror'));
    expect(read).toBe(edited);
    expect(read).toContain('<p>plain <strong>bold<em>both</em></strong><s>x</s><code>y</code></p>');
  });

  it('makes no editor', () => {
    expect(view(SAMPLE).host.querySelector('[contenteditable]')).toBe(null);
  });

  it('names its checkboxes and leaves them alone', () => {
    const boxes = [...view(SAMPLE).host.querySelectorAll('input')];
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.checked, box.disabled])).toEqual([
      ['Done: done', true, true],
      ['Done: open', false, true],
    ]);
  });

  it.each([
    ['https://a.org', true],
    ['http://a.org', true],
    ['mailto:a@b.c', true],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['recap://join#x', false],
    [7, false],
  ])('links to %s: %s', (href, allowed) => {
    const opened: string[] = [];
    const { host } = view(doc(p(text('go', { type: 'link', attrs: { href } }))), memoryAssets(), (url) =>
      opened.push(url),
    );
    expect(host.querySelectorAll('a[href]')).toHaveLength(allowed ? 1 : 0);
    host.querySelector('a')?.click();
    expect(opened).toEqual(allowed ? [href] : []);
    expect(host.textContent).toBe('go');
  });

  it('shows the text of what it does not know, with a note', () => {
    const { host } = view(doc(node('widget', null, p('kept', text('!', 'highlight')), node('other', null, p(' too')))));
    expect(host.textContent).toContain('kept! too');
    expect(host.querySelector('.rich-note')?.textContent).toContain('newer version');
  });

  it.each([
    ['a heading of no level', node('heading', { level: 'x' }, text('t')), 'H1'],
    ['a list that starts nowhere', node('orderedList', { start: 'x' }, li(p('t'))), 'OL'],
    ['the name of an object method', { type: 'constructor', content: [p('t')] }, 'DIV'],
    ['no content', { type: 'paragraph', content: 'x' } as unknown as RichTextNode, 'P'],
    [
      'marks that are no list',
      { type: 'paragraph', content: [{ type: 'text', text: 't', marks: 5 }] } as unknown as RichTextNode,
      'P',
    ],
    [
      'text that is no text',
      { type: 'paragraph', content: [{ type: 'text', text: 5 }] } as unknown as RichTextNode,
      'P',
    ],
  ])('shows %s without failing', (_name, child, tag) => {
    expect(view(doc(child)).host.querySelector('.rich-text')?.firstElementChild?.tagName).toBe(tag);
  });

  it('shows endless nesting as its text', () => {
    let nested = p('deep');
    for (let level = 0; level < 5000; level += 1) nested = node('blockquote', null, nested);
    expect(view(doc(nested)).host.textContent).toContain('deep');
  });
});

describe('pictures', () => {
  const image = (src: unknown, alt: string | null = 'A chart') => doc(node('image', { src, alt, title: null }));

  it('come from the store as blob addresses that are given back', () => {
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1');
    const revoked = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
    const assets = memoryAssets();
    const src = assets.addAsset(new Uint8Array([1]), 'image/png');
    const [first, second] = [view(image(src), assets), view(image(src), assets)];
    const shown = first.host.querySelector('img');
    expect([shown?.getAttribute('src'), shown?.alt]).toEqual(['blob:1', 'A chart']);
    expect(made).toHaveBeenCalledTimes(1);
    first.unmount();
    expect(revoked).not.toHaveBeenCalled();
    second.unmount();
    expect(revoked).toHaveBeenCalledWith('blob:1');
  });

  it('that have not arrived are named, and shown when they do', async () => {
    const assets = memoryAssets();
    const { host } = view(image('asset:h1'), assets);
    expect(host.textContent).toContain('Picture not here yet: A chart');
    assets.addAsset(new Uint8Array([1]), 'image/png');
    await until(() => expect(host.querySelector('img')).not.toBe(null));
  });

  it('on other machines are never loaded, but can be opened', () => {
    const opened: string[] = [];
    const { host } = view(image('https://x.org/p.png'), memoryAssets(), (url) => opened.push(url));
    expect(host.querySelector('img')).toBe(null);
    act(() => host.querySelector('a')?.click());
    expect(opened).toEqual(['https://x.org/p.png']);
  });

  it.each(['javascript:x', 'file:///x.png', 'data:text/html,x', 'data:image/svg+xml;base64,AAAA', '', null, 5])(
    'with the address %j are not loaded',
    (src) => {
      expect(view(image(src)).host.querySelector('img,a')).toBe(null);
    },
  );

  it('in the data are shown', () => {
    expect(view(image('data:image/png;base64,AAAA')).host.querySelector('img')).not.toBe(null);
  });

  it('and links keep their words in the editor too', () => {
    const { host } = editorOn(
      doc(p(text('go', link('https://a.org'))), ...(image('https://x.org/p.png').content ?? [])),
    );
    expect([...host.querySelectorAll('a')].map((one) => one.textContent)).toEqual(['go', 'A chart']);
  });
});
