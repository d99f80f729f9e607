import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanHtml } from '../../../../../renderer/editor/input/clean-html';
import { looksLikeMarkdown } from '../../../../../renderer/editor/input/markdown-text';
import { linkFromInput, safeLink, soleLink } from '../../../../../renderer/editor/links';
import { AppError, describeError } from '../../../../../shared/errors/app-error';
import {
  doc,
  editorOn,
  memoryAssets,
  node,
  outline,
  p,
  press,
  select,
  text,
  type,
  unmountAll,
  until,
} from '../support';

afterEach(unmountAll);

type Clip = { plain?: string; html?: string; files?: File[] };

function paste(editor: ReturnType<typeof editorOn>['editor'], { plain = '', html = '', files = [] }: Clip): void {
  const data = { 'text/plain': plain, 'text/html': html } as Record<string, string>;
  const clipboardData = { getData: (kind: string) => data[kind] ?? '', files, types: Object.keys(data), items: [] };
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
  act(() => void editor.view.dom.dispatchEvent(event));
}

const picture = (size = 4, name = 'chart.png', type = 'image/png') => new File([new Uint8Array(size)], name, { type });

describe('pasting', () => {
  it.each([
    [
      'Markdown blocks',
      '',
      '# Title\n\n- one\n- two\n\n**bold** end',
      'h1(Title) ul(li(p(one)) li(p(two))) p(bold:bold| end)',
    ],
    ['one line of Markdown into the text', 'before ', 'see **this**', 'p(before see |bold:this)'],
    [
      'a Markdown table',
      'before ',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
      'p(before ) table(tr(th(p(a)) th(p(b))) tr(td(p(1)) td(p(2))))',
    ],
    ['plain lines', 'before ', 'one\ntwo', 'p(before one) p(two)'],
    ['a lone star', 'before ', '5 * 3 and 2 * 4', 'p(before 5 * 3 and 2 * 4)'],
  ])('%s', (_name, before, plain, expected) => {
    const { editor } = editorOn(doc(before === '' ? p() : p(before)));
    editor.commands.focus('end');
    paste(editor, { plain });
    expect(outline(editor)).toBe(expected);
  });

  it('Markdown is one step of undo', () => {
    const { editor } = editorOn(doc(p('x')));
    select(editor, 'x');
    paste(editor, { plain: '# A\n\n- b\n- c' });
    press(editor, 'Ctrl+Z');
    expect(outline(editor)).toBe('p(x)');
  });

  it('an address over a selection makes a link of it', () => {
    const { editor } = editorOn(doc(p('read this now')));
    select(editor, 'this', 'all');
    paste(editor, { plain: 'https://a.org/x?y=1' });
    expect(outline(editor)).toBe('p(read |link:this| now)');
  });

  it('an address without a selection becomes a link to itself', () => {
    const { editor } = editorOn(doc(p('see ')));
    editor.commands.focus('end');
    paste(editor, { plain: 'https://a.org/x' });
    type(editor, ' end');
    expect(outline(editor)).toBe('p(see |link:https://a.org/x| end)');
  });

  it('Markdown into code stays text', () => {
    const { editor } = editorOn(doc(node('codeBlock', { language: null }, text('a'))));
    select(editor, 'a');
    paste(editor, { plain: '# b\n- c' });
    expect(outline(editor)).toBe('code(a# b\n- c)');
  });

  it.each([
    [
      'unknown elements and styles',
      '<section style="color:red"><p>a <u>b</u></p><script>x</script></section>',
      'p(a b)',
    ],
    [
      'bold by style, as Google Docs writes it',
      '<b style="font-weight:normal"><p><span style="font-weight:700">a</span> b</p></b>',
      'p(bold:a| b)',
    ],
    ['a link that is no web address', '<p><a href="javascript:alert(1)">a</a></p>', 'p(a)'],
    ['a remote picture, as a link', '<p>a <img src="https://x.org/p.png" alt="Chart"> b</p>', 'p(a |link:Chart| b)'],
    [
      'a table with spans and lists in cells',
      '<table><tr><th colspan="2">h</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td><td>z</td></tr></table>',
      'table(tr(th(p(h))) tr(td(p(x) p(y)) td(p(z))))',
    ],
    [
      'tasks with checkboxes',
      '<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox"> b</li></ul>',
      'tasks(task!(p(a)) task(p(b)))',
    ],
    ['headings of all levels', '<h1>a</h1><h6>b</h6>', 'h1(a) h6(b)'],
  ])('HTML: %s', (_name, html, expected) => {
    const { editor } = editorOn(doc(p()));
    paste(editor, { html, plain: 'plain' });
    expect(outline(editor).replace(/ p\(\)$/, '')).toBe(expected);
  });

  it('a picture keeps it with the discussion and names it after its file', async () => {
    const assets = memoryAssets();
    const { editor } = editorOn(doc(p('a')), { assets });
    select(editor, 'a');
    paste(editor, { files: [picture()] });
    await until(() => expect(outline(editor)).toBe('p(a) image'));
    expect(editor.state.doc.lastChild?.attrs).toMatchObject({ src: 'asset:h1', alt: 'chart' });
    expect(assets.kept.get('h1')?.mime).toBe('image/png');
  });

  it.each([
    ['is too large', () => picture(11 * 1024 * 1024), 'asset/too-large'],
    ['is refused by the store', () => picture(1, 'x.svg', 'image/svg+xml'), 'asset/not-an-image'],
  ])('a picture that %s reports it and changes nothing', async (_name, file, code) => {
    const onError = vi.fn();
    const assets = {
      ...memoryAssets(),
      addAsset: () => {
        throw new AppError('asset/not-an-image');
      },
    };
    const { editor } = editorOn(doc(p('a')), { onError, assets });
    paste(editor, { files: [file()] });
    await until(() => expect(onError.mock.calls.map(([error]) => describeError(error).code)).toEqual([code]));
    expect(outline(editor)).toBe('p(a)');
  });
});

describe('dropping a picture', () => {
  it('puts it where it was dropped', async () => {
    const { editor } = editorOn(doc(p('one'), p('two')));
    vi.spyOn(editor.view, 'posAtCoords').mockReturnValue({ pos: 5, inside: -1 });
    const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [picture()], getData: () => '', types: ['Files'], items: [] },
      clientX: 1,
      clientY: 1,
    });
    act(() => void editor.view.dom.dispatchEvent(event));
    await until(() => expect(outline(editor)).toBe('p(one) image p(two)'));
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('cleanHtml', () => {
  it('leaves no style attribute for a parser to report', () => {
    const html = cleanHtml('<p style="color:red">the text style="x" stays</p>', memoryAssets(), () => undefined);
    expect(html).toBe('<p>the text style="x" stays</p>');
  });

  it('keeps pictures of this discussion, keeps data pictures as its own, and names the missing', () => {
    const assets = memoryAssets();
    assets.kept.set('known', { mime: 'image/png', bytes: new Uint8Array(1) });
    const html =
      '<img data-src="asset:known" alt="k"><img src="asset:gone" alt="g"><img src="data:image/png;base64,AAAA" alt="d"><img src="blob:x" alt="b">';
    expect(cleanHtml(html, assets, () => undefined)).toBe(
      '<img src="asset:known" alt="k">g<img src="asset:h2" alt="d">b',
    );
  });

  it('reports a data picture that cannot be kept', () => {
    const onError = vi.fn();
    const assets = {
      ...memoryAssets(),
      addAsset: () => {
        throw new AppError('asset/too-large');
      },
    };
    cleanHtml('<img src="data:image/png;base64,AAAA">', assets, onError);
    expect(describeError(onError.mock.calls[0]?.[0]).code).toBe('asset/too-large');
  });
});

describe('looksLikeMarkdown', () => {
  it.each([
    '# a',
    'a\n\n## b',
    '- a\n- b',
    '1. a\n2. b',
    '> a',
    '```\nx\n```',
    '- [ ] a',
    '|a|b|\n|---|---|\n',
    '**a** b',
    'see [a](https://b.c)',
    'run `npm test`',
    '~~a~~',
    'a\n\n---\n\nb',
  ])('sees it in %j', (sample) => {
    expect(looksLikeMarkdown(sample)).toBe(true);
  });
  it.each(['', 'a - b', '- a', 'snake_case_name', '2 * 3 * 4', '#hashtag', 'a | b', 'C:\\x', 'it costs 5*', '1. a'])(
    'does not see it in %j',
    (sample) => {
      expect(looksLikeMarkdown(sample)).toBe(false);
    },
  );
});

describe('addresses of links', () => {
  it.each([
    ['https://a.org', 'https://a.org'],
    [' http://a.org/ ', 'http://a.org/'],
    ['mailto:a@b.c', 'mailto:a@b.c'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['recap://join#x', null],
    ['//a.org', null],
    [{ href: 1 }, null],
    [null, null],
    [`https://a.org/${'x'.repeat(5000)}`, null],
  ])('safeLink(%j) is %j', (input, expected) => expect(safeLink(input)).toBe(expected));
  it.each([
    ['example.org', 'https://example.org'],
    ['example.org:8080/a', 'https://example.org:8080/a'],
    ['ann@example.org', 'mailto:ann@example.org'],
    ['https://a.org', 'https://a.org'],
    ['javascript:alert(1)', null],
    ['word', null],
    ['', null],
    ['two words', null],
  ])('linkFromInput(%j) is %j', (input, expected) => expect(linkFromInput(input)).toBe(expected));
  it.each([
    ['https://a.org/b', 'https://a.org/b'],
    ['see https://a.org', null],
    ['a.org', null],
  ])('soleLink(%j) is %j', (input, expected) => expect(soleLink(input)).toBe(expected));
});
