/** Whatever stands in a discussion is words on the page: read back by a parser of HTML, nothing of it became markup. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataPictures, exportHtml, letterHtml } from '../../../../shared/html';
import { normaliseRichText, oneLine, PLAIN_POINTS } from '../../../../shared/markdown';
import { NO_PARTS } from '../../../../shared/model/export-document';
import type { RichText, RichTextNode } from '../../../../shared/model/rich-text';
import { discussion, post } from '../markdown/export-document';
import { awkwardText, richText } from '../markdown/rich-text-arbitrary';

const SEED = Number(process.env['HTML_SEED'] ?? 20_090_812);
const RUNS = Number(process.env['HTML_RUNS'] ?? 120);

const markupText = fc.oneof(
  awkwardText,
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    '</style><script>',
    '</title><script>',
    '<!--',
    '--><b>',
    ']]>',
    '&lt;script&gt;',
    '<svg/onload=alert(1)>',
    'javascript:alert(1)',
    '<a href="javascript:x">y</a>',
    '</p></article></main>',
    '\0<\r\n>',
  ),
);

const ELEMENTS =
  'a article blockquote body br code dd div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html img li main meta nav ol p pre s section span strong style table tbody td th thead time title tr ul';
const allowed = new Set(ELEMENTS.split(' '));
const ATTRIBUTES =
  'id class lang dir title href rel src alt start datetime scope role tabindex aria-label aria-labelledby data-language name content charset http-equiv border';
const attributes = new Set(ATTRIBUTES.split(' '));

/** What is wrong with a parsed page; '' when nothing is. */
function fault(root: ParentNode): string {
  for (const one of root.querySelectorAll('*')) {
    if (!allowed.has(one.localName)) return one.localName;
    for (const { name, value } of one.attributes) {
      if (!attributes.has(name)) return `${one.localName} ${name}`;
      if (name === 'href' && !/^(?:#|https?:|mailto:)/i.test(value)) return value;
      if (name === 'src' && !/^data:image\/(?:png|jpeg|gif|webp|avif);base64,/.test(value)) return value;
    }
  }
  return '';
}

/** The texts of a document in order. Pictures are left to the table of examples. */
function texts(node: RichTextNode): string {
  return node.type === 'text' ? (node.text ?? '') : (node.content ?? []).map(texts).join('');
}
const withoutPictures = (node: RichTextNode): RichTextNode => ({
  ...node,
  ...(node.content === undefined
    ? {}
    : { content: node.content.filter(({ type }) => type !== 'image' && type !== 'point').map(withoutPictures) }),
});
const packed = (value: string | null): string => (value ?? '').replace(/[\s☐☑]/g, '');

const pictures = dataPictures(() => null);
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

test('[HM1] no text can become markup, and all of it is there', () => {
  fc.assert(
    fc.property(richText, richText, markupText, markupText, (body, recap, name, words) => {
      const who = { person: 'u1', name, at: 0 };
      const text: RichText = {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: words }] },
          ...(withoutPictures(body).content ?? []),
        ],
      };
      const html = exportHtml(
        discussion({
          title: words,
          notebookName: name,
          participants: [name],
          recap,
          posts: [post('p"1', name, '', { body: text }), post('p2', words, words, { replyTo: 'p"1' })],
          parts: {
            ...NO_PARTS,
            aside: [{ ...who, post: 'p"1', reason: words }],
            reactions: [{ ...who, post: 'p"1', emoji: words.slice(0, 30) }],
            signoffs: [{ ...who, version: words, changed: true }],
            recaps: [{ person: words, name, recap: body }],
            stances: [{ ...who, point: 'd', stance: 'agree', reason: words }],
          },
        }),
        'discussion',
        { pictures },
      );
      const page = parsed(html);
      expect(fault(page), html).toBe('');
      expect(page.querySelectorAll('article')).toHaveLength(2);
      expect(page.querySelectorAll('style')).toHaveLength(1);
      expect(page.querySelector('.notebook')?.textContent ?? null).toBe(oneLine(name));
      const shown = page.querySelector('article .body')?.textContent ?? null;
      expect(packed(shown), html).toBe(packed(texts(normaliseRichText(text))));

      const letter = parsed(letterHtml(body, { pictures, points: PLAIN_POINTS }));
      expect(fault(letter)).toBe('');
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 60_000);
