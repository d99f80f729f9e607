import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dataPictures, exportHtml, letterHtml, recapLetter } from '../../../../shared/html';
import { PLAIN_POINTS } from '../../../../shared/markdown';
import {
  a,
  b,
  br,
  cite,
  detail,
  doc,
  h,
  img,
  li,
  p,
  point,
  row,
  table,
  task,
  tasks,
  td,
  th,
  ul,
} from '../markdown/build';
import { discussion, post } from '../markdown/export-document';
import { PICTURE, PICTURE_HASH, SAMPLE } from './sample';

const pictures = dataPictures((hash) =>
  hash === PICTURE_HASH ? { mime: 'image/png', bytes: new Uint8Array(Buffer.from(PICTURE, 'base64')) } : null,
);
const whole = exportHtml(SAMPLE, 'discussion', { pictures });
const bodyOf = (html: string): string => html.slice(html.indexOf('<body'));

/** The text of one post on a page. */
function postHtml(...content: Parameters<typeof doc>): string {
  const html = exportHtml(discussion({ posts: [post('p', 'Ann', '', { body: doc(...content) })] }), 'thread', {
    pictures,
  });
  return /<div class="body">(.*)<\/div><\/article>/s.exec(html)?.[1] ?? '';
}

describe('a page', () => {
  it('[HM2] allows nothing to be loaded or run, and its own style sheet by its hash', () => {
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(whole) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(whole).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(style).not.toMatch(/url\(|@import/);
  });

  it('begins with what front matter says', () => {
    expect(bodyOf(whole)).toContain(
      '<h1>Cultures of collaboration: what helps people work together?</h1>\n<dl><div><dt>Begun</dt>' +
        '<dd><time datetime="2009-08-12T20:14:05Z">12 August 2009, 20:14 UTC</time></dd></div>' +
        '<div><dt>Status</dt><dd>Finished</dd></div><div><dt>Participants</dt><dd>Renee, Chris, Ann</dd></div>' +
        '<div><dt>Recap by</dt><dd>Ann, Renee</dd></div>',
    );
    expect(whole).toContain('<dt>Signed off by</dt><dd>Renee, Chris</dd>');
  });

  it('[HM3] of two equal documents is the same', () => {
    expect(exportHtml(structuredClone(SAMPLE), 'discussion', { pictures })).toBe(whole);
  });

  it('[HM4] has only the parts that were asked for, and links only where both ends are there', () => {
    const recap = exportHtml(SAMPLE, 'recap', { pictures });
    const thread = exportHtml(SAMPLE, 'thread', { pictures });
    expect(recap).not.toContain('<article');
    expect(recap).toContain('From Chris, 2009-08-12 20:14 UTC');
    expect(thread).not.toContain('<figure');
    for (const html of [recap, thread, whole]) {
      const places = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
      expect(places.size).toBe([...html.matchAll(/ id="/g)].length);
      for (const [, to] of html.matchAll(/href="#([^"]*)"/g)) expect(places).toContain(to);
    }
  });

  it('tells of a post who wrote it and when, what it replies to, reactions, points and why it was set aside', () => {
    expect(whole).toContain(
      '<article id="post-p-3" aria-labelledby="post-p-3-by"><h3 id="post-p-3-by"><span class="author">Ann</span> · ' +
        '<a class="when" href="#post-p-3"><time datetime="2009-08-12T20:14:05Z">12 August 2009, 20:14 UTC</time></a></h3>' +
        '<p class="line reply">In reply to <a href="#post-p-2">Chris</a>: “We eat together every Wednesday.',
    );
    expect(whole).toContain('<p class="line reactions">👍 Renee, Ann · 🎉 Ann</p>');
    expect(whole).toContain('<p class="line aside">Set aside by Renee: thanks only</p>');
    expect(whole).toContain('<p class="line cited">In the recap: <a href="#point-q1">Who pays for lunch?</a></p>');
    expect(whole).toContain('<p class="line deleted">This post was deleted.</p>');
    expect(whole).not.toContain('gone');
  });

  it('shows a point with its kind, details, citations, credits and counts', () => {
    expect(whole).toContain(
      '<figure class="point decision" id="point-d1"><figcaption><span class="kind">Decision</span></figcaption>' +
        '<p>We meet every Wednesday.</p><p class="detail"><strong>Why:</strong> It worked for two years.</p>' +
        '<p class="line">Agreed by Renee, Chris</p>' +
        '<p class="line">From <a href="#post-p-1" title="one small habit">Renee, 2009-08-12 20:14 UTC</a> · ' +
        '<a href="#post-p-2">Chris, 2009-08-12 20:14 UTC</a></p><p class="line">With credit to Ann</p>' +
        '<p class="line counts">2 agree · 1 disagrees</p></figure>',
    );
    expect(whole).toContain('<td>Wednesdays are full.<br>Tuesday?</td>');
    expect(whole).toContain('<span class="kind">Question</span></figcaption><p>Who pays for lunch?</p>');
  });

  it.each([
    ['what looks like markup', [p('<b>&"\'')], '<p>&lt;b&gt;&amp;&quot;&#39;</p>'],
    [
      'marks',
      [p('a', b('b'), br, a('https://x.y', 'c', 't'))],
      '<p>a<strong>b</strong><br><a href="https://x.y" title="t" rel="noopener noreferrer nofollow" class="out">c</a></p>',
    ],
    ['a link to what is not the web', [p(a('javascript:alert(1)', 'x'))], '<p>x</p>'],
    [
      'a picture that is kept',
      [img(`asset:${PICTURE_HASH}`, 'A "map"')],
      `<p class="picture"><img src="data:image/png;base64,${PICTURE}" alt="A &quot;map&quot;"></p>`,
    ],
    ['a picture that is not here', [img(`asset:${'1b'.repeat(32)}`, 'A map')], '<p class="picture">A map</p>'],
    [
      'a picture elsewhere',
      [img('https://x.y/z.png')],
      '<p class="picture"><a href="https://x.y/z.png" rel="noopener noreferrer nofollow">https://x.y/z.png</a></p>',
    ],
    ['a drawing that could hold a program', [img('data:image/svg+xml;base64,AAAA', 'd')], '<p class="picture">d</p>'],
    [
      'tasks',
      [tasks(task(true, p('a')), task(false, p('b')))],
      '<ul class="tasks"><li class="task"><span class="box" role="img" aria-label="done">☑</span> a</li><li class="task"><span class="box" role="img" aria-label="to do">☐</span> b</li></ul>',
    ],
    ['a list in a list', [ul(li(p('a'), ul(li(p('b')))))], '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    [
      'a table',
      [table(row(th(p('H'))), row(td(p('1'), p('2'))))],
      '<div class="wide" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">H</th></tr></thead><tbody><tr><td>1<br><br>2</td></tr></tbody></table></div>',
    ],
    ['headings, with no level left out', [h(2, 'a'), h(5, 'b')], '<h4>a</h4>\n<h5>b</h5>'],
    ['words that are written from the right', [p('שלום')], '<p dir="auto">שלום</p>'],
  ])('writes %s', (_, content, html) => {
    expect(postHtml(...content)).toBe(html);
  });
});

describe('a letter', () => {
  const options = { pictures, points: { ...PLAIN_POINTS, marks: false } };

  it('says the kind of a point in words, and keeps to elements that mail programs know', () => {
    const decision = point('decision', {}, p('We pilot'), detail('why', 'it is cheap'), cite('p', 'Renee, Wed 20:14'));
    expect(letterHtml(doc(decision), options)).toBe(
      '<p><strong>Decision:</strong> We pilot</p><p><strong>Why:</strong> it is cheap</p><p><em>From Renee, Wed 20:14</em></p>',
    );
  });

  it.each([
    [point('takeaway', {}, p('Start small')), '<p><strong>Takeaway:</strong> Start small</p>'],
    [
      point('action', { ownerName: 'Ann', due: '2026-12-01', done: true }, p('Book')),
      '<p>☑ <strong>Action:</strong> Book — <strong>Ann</strong>, due <time datetime="2026-12-01">1 December 2026</time></p>',
    ],
    [
      point('quote', {}, p('Yes.'), cite('p', 'Ann')),
      '<p><strong>Quote:</strong></p><blockquote><p>Yes.</p></blockquote><p><em>— Ann</em></p>',
    ],
    [
      point('source', { author: 'G', link: 'https://x.y' }, p('Ties')),
      '<p><strong>Source:</strong> Ties, G, <a href="https://x.y" rel="noopener noreferrer nofollow">https://x.y</a></p>',
    ],
  ])('writes point %#', (node, html) => {
    expect(letterHtml(doc(node), options)).toBe(html);
  });

  it('[HM5] holds a whole recap without classes, anchors and styles', () => {
    const html = recapLetter(SAMPLE, options);
    expect(html).toMatch(/^<h1>Cultures/);
    expect(html).toContain('<h2>Stances</h2>\n<table border="1">');
    expect(html).toContain('<h2>Signed off</h2>\n<ul><li>Renee');
    expect(html).not.toMatch(/<p class| id=|style|<script/);
  });
});
