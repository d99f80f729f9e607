import { describe, expect, it } from 'vitest';
import { exportFidelity, type NoteCode, normaliseRichText, noteLine } from '../../../../shared/markdown';
import { NO_PARTS } from '../../../../shared/model/export-document';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { a, b, c, code, doc, h, img, li, p, point, quote, row, table, td, th, ul } from './build';
import { discussion, post } from './export-document';

const found = (recap: readonly RichTextNode[], pictures: readonly string[] = []) =>
  exportFidelity(discussion({ recap: doc(...recap) }), 'recap', (hash) => pictures.includes(hash));
const codes = (recap: readonly RichTextNode[], pictures?: readonly string[]) =>
  found(recap, pictures).map((note) => note.code);

const deep = (levels: number): RichTextNode =>
  Array.from({ length: levels }).reduce<RichTextNode>((inner) => quote(inner), p('x'));

describe('the fidelity report', () => {
  it.each<[string, RichTextNode, NoteCode]>([
    ['a picture that is not kept', img('asset:gone'), 'picture-missing'],
    ['a picture on the own disk', img('file:///a.png', 'A map'), 'picture-address'],
    ['a picture in a line', p('see ', img('https://x.example/a.png', 'A map')), 'picture-words'],
    ['a link to a file', p(a('file:///etc/passwd', 'here')), 'link-address'],
    ['merged cells', table(row({ ...th(p('x')), attrs: { colspan: 2 } })), 'merged-cells'],
    ['a table without a head', table(row(td(p('x')))), 'table-head'],
    ['a list in a table', table(row(th(ul(li(p('x')))))), 'cell-blocks'],
    ['code with a backslash before a pipe in a table', table(row(th(p(c('a\\|b'))))), 'cell-code'],
    ['a point in a quote', quote(point('decision', { id: 'x' }, p('x'))), 'nested-point'],
    ['too many levels', deep(42), 'deep'],
    ['a block of a newer version', { type: 'poll', content: [p('x')] }, 'unknown'],
    ['a mark of a newer version', p({ type: 'text', text: 'x', marks: [{ type: 'glow' }] }), 'unknown'],
    ['a sign that no text holds', p('a\0b'), 'signs'],
  ])('tells %s', (_name, block, expected) => {
    expect(codes([block])).toEqual([expected]);
  });

  it('is empty where Markdown holds everything', () => {
    const recap = [
      h(2, 'Head'),
      p('Text ', b('bold'), ' ', a('https://x.example', c('linked code'))),
      ul(li(p('x'), ul(li(p('y'))))),
      code('js', 'a\\|b'),
      img('asset:here', 'A map'),
      img('https://x.example/a.png'),
      table(row(th(p('a')), th(p('b'))), row(td(p('c')), td(p('d')))),
      point('decision', { id: 'p1' }, p('x')),
      deep(39),
    ];
    expect(found(recap, ['here'])).toEqual([]);
    // What it holds is what normalising leaves alone, but for the marks of authors.
    expect(normaliseRichText(normaliseRichText(doc(...recap)))).toEqual(normaliseRichText(doc(...recap)));
  });

  it('says where, once for each place, and how often there', () => {
    const broken = img('asset:gone');
    const document = discussion({
      recap: doc(p('fine'), point('takeaway', { id: 'x' }, p('Start small'), broken, broken)),
      posts: [
        post('1', 'Renee', '', { body: doc(p('Look at this'), broken) }),
        post('2', 'Bob', 'x', { deleted: true }),
      ],
      parts: { ...NO_PARTS, recaps: [{ person: 'u', name: 'Ann', recap: doc(broken) }] },
    });
    const lines = exportFidelity(document, 'discussion', () => false).map(noteLine);
    const words = 'A picture is not kept with this discussion: its place names it.';
    expect(lines).toEqual([
      `Recap: Start small (2 times). ${words}`,
      `Ann’s recap. ${words}`,
      `Post of Renee: Look at this. ${words}`,
    ]);
    expect(exportFidelity(document, 'recap', () => false)).toHaveLength(1);
    expect(exportFidelity(document, 'thread', () => false)).toHaveLength(1);
  });

  it('of hostile content ends, and is short', () => {
    const many = Array.from({ length: 5000 }, (_, index) => p(`${String(index)} `, img('file:///x', 'x')));
    expect(found(many).length).toBeLessThanOrEqual(500);
    const strange = { type: 'text', text: 7, marks: [null, { type: 'link' }] } as unknown as RichTextNode;
    expect(() => found([p(strange), { type: 'table', content: 'x' } as unknown as RichTextNode])).not.toThrow();
  });
});
