import { afterEach, describe, expect, it } from 'vitest';
import { RichTextView } from '../../../../../renderer/editor';
import { chooseSentence, chosenWords } from '../../../../../renderer/features/thread/chosen-words';
import { sentencesOf, shownText } from '../../../../../renderer/features/thread/shown-text';
import { parseRichText, plainText } from '../../../../../shared/markdown';
import type { RichText } from '../../../../../shared/model/rich-text';
import { ALL_BLOCKS } from '../../../../support/blocks';
import { doc, li, memoryAssets, mount, node, p, text, unmountAll } from '../../editor/support';

afterEach(() => {
  getSelection()?.removeAllRanges();
  unmountAll();
});

function thread(...bodies: RichText[]): HTMLElement {
  const assets = memoryAssets();
  return mount(
    <div>
      {bodies.map((body, index) => (
        <article key={JSON.stringify(body)} data-post={`p${index}`}>
          <p>by somebody</p>
          <div className="post-body">
            <RichTextView body={body} assets={assets} onOpenLink={() => undefined} />
          </div>
        </article>
      ))}
    </div>,
  ).host;
}

const bodyOf = (host: HTMLElement, index = 0) => host.querySelectorAll('.post-body')[index] as HTMLElement;

/** The n-th text node in which these words stand, and where. */
function wordsIn(root: Node, words: string): [Text, number] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let at = walker.nextNode(); at !== null; at = walker.nextNode()) {
    const offset = (at.textContent ?? '').indexOf(words);
    if (offset >= 0) return [at as Text, offset];
  }
  throw new Error(`no “${words}”`);
}

function selectFrom(root: Node, first: string, last: string): void {
  const [from, start] = wordsIn(root, first);
  const [to, end] = wordsIn(root, last);
  getSelection()?.setBaseAndExtent(from, start, to, end + last.length);
}

const TABLE = node(
  'table',
  null,
  node('tableRow', null, node('tableHeader', null, p('a')), node('tableHeader', null, p('b'), p('c'))),
  node('tableRow', null, node('tableCell', null, p('d')), node('tableCell', null, p('e'))),
);

describe('the words of a post on the page', () => {
  it.each<[string, RichText]>([
    ['every kind of block', parseRichText(ALL_BLOCKS)],
    ['marks inside words', doc(p('so', text('me', 'bold'), text('thing', 'bold', 'italic'), ' else'))],
    ['line breaks and an empty line', doc(p('a', node('hardBreak', null), 'b'), p(), p('c'))],
    ['lists in lists', doc(node('bulletList', null, li(p('one'), node('bulletList', null, li(p('two'))))))],
    ['a table with two lines in a cell', doc(p('before'), TABLE, p('after'))],
  ])('are those of its plain text: %s', (_, body) => {
    expect(shownText(bodyOf(thread(body))).text).toBe(plainText(body));
  });

  it.each([
    ['in one word', 'silo'],
    ['over marks', 'a small crew'],
    ['over lines', 'learn.\nStart'],
    ['of a cell', 'd\te'],
  ])('are found again as a range: %s', (_, words) => {
    const body = doc(
      p('Find ', text('a small', 'bold'), ' crew of silo straddlers and learn.'),
      p('Start there.'),
      TABLE,
    );
    const shown = shownText(bodyOf(thread(body)));
    const range = shown.find(words);
    expect(range && shown.passage(range)).toBe(words);
  });

  it('are not found when they are not there', () => {
    const shown = shownText(bodyOf(thread(doc(p('Find a crew')))));
    expect([shown.find('Find the crew'), shown.find('')]).toEqual([null, null]);
  });
});

describe('selected words', () => {
  const first = doc(p('Find a ', text('small', 'bold'), ' crew.'), p('Start there.'));
  const second = doc(p('Another one.'));

  it('of one post are its exact words', () => {
    const host = thread(first, second);
    selectFrom(bodyOf(host), 'small', 'Start');
    expect(chosenWords(host)).toMatchObject({ post: 'p0', passage: 'small crew.\nStart' });
  });

  it('that end just past their post, as a triple click leaves them, are those of the post', () => {
    const host = thread(first, second);
    const [from, start] = wordsIn(host, 'Start there');
    getSelection()?.setBaseAndExtent(from, start, host.querySelectorAll('article')[1] as Element, 0);
    expect(chosenWords(host)).toMatchObject({ post: 'p0', passage: 'Start there.' });
  });

  it.each<[string, (host: HTMLElement) => void]>([
    ['of two posts', (host) => selectFrom(host, 'Start', 'Another')],
    ['of who wrote it', (host) => selectFrom(host, 'by somebody', 'by somebody')],
    ['that are only blanks', (host) => selectFrom(bodyOf(host), ' ', ' ')],
  ])('%s are none', (_, select) => {
    const host = thread(first, second);
    select(host);
    expect(chosenWords(host)).toBeNull();
  });
});

it('words outside the thread are none', () => {
  const host = thread(doc(p('Find a crew.')));
  selectFrom(bodyOf(host), 'crew', 'crew');
  expect([chosenWords(document.createElement('div')), chosenWords(null)]).toEqual([null, null]);
});

describe('choosing by keys', () => {
  const body = doc(p('Weak ties help. Find a ', text('small', 'bold'), ' crew! Why?'), p('Start there'));
  const article = () => thread(body).querySelector('article') as HTMLElement;
  const chosen = (of: HTMLElement) => chosenWords(of.parentElement)?.passage;

  it('goes from sentence to sentence, and from the last to the first', () => {
    const of = article();
    const seen = Array.from({ length: 5 }, () => {
      chooseSentence(of, false);
      return chosen(of);
    });
    expect(seen).toEqual(['Weak ties help.', 'Find a small crew!', 'Why?', 'Start there', 'Weak ties help.']);
  });

  it('takes one more sentence, up to the last', () => {
    const of = article();
    chooseSentence(of, false);
    chooseSentence(of, true);
    expect(chosen(of)).toBe('Weak ties help. Find a small crew!');
    for (let turn = 0; turn < 4; turn += 1) chooseSentence(of, true);
    expect(chosen(of)).toBe(plainText(body));
  });

  it.each([
    ['One. Two! Three', ['One.', 'Two!', 'Three']],
    ['She said “Go.” Then 3.5 came', ['She said “Go.”', 'Then 3.5 came']],
    ['A line\n\nanother… and on', ['A line', 'another…', 'and on']],
    ['  ', []],
  ])('parts “%s” into %j', (whole, expected) => {
    expect(sentencesOf(whole).map(({ from, to }) => whole.slice(from, to))).toEqual(expected);
  });
});
