/** What belongs to a discussion beside posts and recap: how it leaves, and that it comes back. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { splitText, toNewPosts, toParts, toRecap } from '../../../../shared/import';
import { exportMarkdown } from '../../../../shared/markdown';
import { readDiscussion } from '../../../../shared/model/catalog-doc';
import { addPost, initDiscussion, peopleOf } from '../../../../shared/model/discussion-doc';
import { type ExportDocument, type ExportParts, NO_PARTS } from '../../../../shared/model/export-document';
import { writeImportedParts } from '../../../../shared/model/imported-parts';
import { textMark } from '../../../../shared/model/point';
import type { DiscussionId, ParticipantId, PostId } from '../../../../shared/util/brand';
import { agreed, answeredBy, cite, detail, doc, h, p, point } from './build';
import { discussion, post } from './export-document';

const options = { imageUrl: (src: string) => src };
const AT = Date.UTC(2009, 7, 12, 20, 20, 7, 123);

const PARTS: ExportParts = {
  stances: [
    { point: 'd1', person: 'u1', name: 'Ann', stance: 'agree', reason: '', at: AT },
    { point: 'd1', person: 'u2', name: 'Bob', stance: 'disagree', reason: 'Too *often* | for me\n--> really', at: AT },
  ],
  aside: [{ post: 'p-2', person: 'u1', name: 'Ann', reason: 'thanks only', at: AT }],
  reactions: [
    { post: 'p-1', person: 'u2', name: 'Bob', emoji: '👍', at: AT },
    { post: 'p-1', person: 'u1', name: 'Ann', emoji: '👍', at: AT + 1 },
    { post: 'p-1', person: 'u2', name: 'Bob', emoji: '❤️', at: AT + 2 },
  ],
  signoffs: [{ person: 'u1', name: 'Ann', at: AT, version: 'abc', changed: true }],
  recaps: [{ person: 'u2', name: 'Bob', recap: doc(h(1, 'Mine'), point('takeaway', { id: 't9' }, p('Own.'))) }],
  finished: { person: 'u1', name: 'Ann', at: AT },
};

const FULL: ExportDocument = discussion({
  status: 'finished',
  posts: [post('p-1', 'Ann', 'Let us meet weekly'), post('p-2', 'Bob', 'Thanks!')],
  recap: doc(
    h(1, 'Decisions'),
    point(
      'decision',
      { id: 'd1' },
      p('We meet weekly.'),
      detail('why', 'It works.'),
      agreed('u1', 'Ann'),
      cite('p-1', 'Ann, Wed 20:14', { passage: 'meet weekly' }),
    ),
    point('source', { id: 's1', author: 'Brown', link: 'https://a.b' }, p('Social life')),
  ),
  parts: PARTS,
});

/** What the notebook does with an import, in one document. */
function imported(markdown: string): Y.Doc {
  const draft = splitText(markdown);
  const made = new Y.Doc();
  initDiscussion(made, { title: draft.title, createdAt: 0, recap: toRecap(draft) ?? undefined });
  const guest = (name: string): ParticipantId => {
    const id = `guest:${name}` as ParticipantId;
    peopleOf(made).set(id, { name, colour: 0 });
    return id;
  };
  made.transact(() => {
    const ids: PostId[] = [];
    for (const [index, one] of toNewPosts(draft, { withRecap: false }).entries()) {
      const author = guest(one.authorName ?? 'Unknown');
      const replyTo = ids[one.replyToIndex ?? -1] ?? null;
      const { body, createdAt } = one;
      const at = (createdAt ?? 0) + index;
      ids.push(
        addPost(made, { id: one.id as PostId, author, addedBy: author, body, replyTo, at, createdAt, addedAt: 0 }),
      );
    }
    const parts = toParts(draft);
    if (parts !== null) writeImportedParts(made, parts, guest);
  });
  return made;
}

const exported = (made: Y.Doc): ExportDocument =>
  readDiscussion('d1' as DiscussionId, made, new Y.Doc(), 'Our notebook');

describe('an exported discussion', () => {
  const markdown = exportMarkdown(FULL, 'discussion', options);

  test('says how it ended, who signed it and where it is from', () => {
    expect(markdown).toContain(`status: finished
participants:
  - Ann
  - Bob
contributors:
  - Ann
  - Bob
finished: 2009-08-12T20:20:07Z
finished-by: Ann
signed-off:
  - Ann
sources:
  - Brown, Social life, https://a.b
source: Recap Notebook
exported: discussion
---
`);
  });

  test('counts the stances on a point, and lists them with their reasons', () => {
    expect(markdown).toContain('\n1 agrees · 1 disagrees<!--stances-->\n');
    expect(markdown).toContain(
      '<!--part stances--><a id="part-stances"></a>\n\n## Stances\n\n| Point | Person | Stance | Reason |\n| - | - | - | - |\n',
    );
    expect(markdown).toMatch(
      /\n\| \[We meet weekly\.\]\(#point-d1\) \| Ann \| agree \| <!--stance agree [^|]*--> \|\n/,
    );
    expect(markdown).toMatch(
      /\| Bob \| disagree \| Too \\\*often\\\* \\\| for me<br>--> really<!--stance [^|]*--> \|\n/,
    );
  });

  test('binds citations to posts and posts to points', () => {
    expect(markdown).toContain(
      '\nFrom [Ann, 2009-08-12 20:14 UTC](#post-p-1 "meet weekly")<!--cite post="p-1" passage="meet weekly" label="Ann, Wed 20:14"-->\\\n',
    );
    expect(markdown).toContain('\nIn the recap: [We meet weekly.](#point-d1)<!--cited-->\n');
    expect(markdown).toContain('<!--point decision id="d1"--><a id="point-d1"></a>\n');
  });

  test('shows reactions and why a post was set aside', () => {
    const shown = markdown.replace(/<!--.*?-->/g, '');
    expect(shown).toContain('\n👍 Bob, Ann · ❤️ Bob\n');
    expect(shown).toContain('\n*Set aside by Ann: thanks only*\n');
    expect(shown).toContain('\n- Ann, 2009-08-12 20:20 UTC, changed since\n');
    expect(shown).toContain('\n## Bob’s recap\n\n### Mine\n');
  });

  test('leads nowhere when the recap leaves alone, and leaves own recaps out', () => {
    const alone = exportMarkdown(FULL, 'recap', options);
    expect(alone).toContain('\nFrom Ann[^1]<!--cite ');
    expect(alone).toContain('\n[^1]: Ann, 2009-08-12 20:14 UTC: “meet weekly”<!--footnote-->\n');
    expect(alone).not.toContain('](#post-');
    expect(alone).not.toContain('Bob’s recap');
    expect(exportMarkdown(FULL, 'thread', options)).not.toContain('In the recap');
  });

  test('has no comments in a recap that is copied to be pasted elsewhere', () => {
    const copied = exportMarkdown(FULL, 'recap', { ...options, marks: false });
    expect(copied).not.toMatch(/<!--|<a id=|\]\(#/);
    expect(copied).toContain('\n**Decision:** We meet weekly.\n');
    expect(copied).toContain('\n## Stances\n\n| Point |');
    expect(copied).toContain('\n## Signed off\n\n- Ann, 2009-08-12 20:20 UTC, changed since\n');
  });

  test('says of a cited post that it was edited, deleted or is elsewhere', () => {
    const labels = (...cites: Parameters<typeof cite>[]) => {
      const recap = doc(point('takeaway', { id: 'a' }, p('x'), ...cites.map((one) => cite(...one))));
      const posts = [
        post('1', 'Ann', 'now', { createdAt: null }),
        post('2', 'Bob', '', { deleted: true, createdAt: null }),
      ];
      const document = discussion({ recap, posts });
      const alone = exportMarkdown(document, 'recap', options);
      expect(toRecap(splitText(alone)), alone).toEqual(recap);
      const shown = exportMarkdown(document, 'recap', { ...options, marks: false });
      const footnotes = [...alone.matchAll(/^\[\^\d\]: (.*)<!--footnote-->$/gm)].map((match) => match[1]);
      return [/^From (.*)$/m.exec(shown)?.[1]?.split(' · '), footnotes];
    };
    expect(
      labels(
        ['1', 'x'],
        ['1', 'x', { passage: 'no' }],
        ['1', 'x', { passage: 'then' }],
        ['1', 'x', { seen: textMark('then') }],
        ['2', 'x'],
        ['3', 'Cem, Wed'],
        ['3', ''],
        ['1', 'Dan, Thu', { discussion: 'd9' }],
      ),
    ).toEqual([
      [
        'Ann',
        'Ann',
        'Ann (edited since)',
        'Ann (edited since)',
        'Bob (deleted)',
        'Cem, Wed',
        'a post',
        'Dan, Thu (in another discussion)',
      ],
      ['Ann: “now”', 'Ann: “no”', 'Ann (edited since): “then”', 'Ann (edited since): “now”', 'Bob (deleted)'],
    ]);
  });

  test('has one footnote for each place that is cited, whatever the names and words are', () => {
    const recap = doc(
      point('takeaway', { id: 'a' }, p('x'), cite('1', 'L'), cite('2', 'L', { passage: '[^1]: *no*' })),
      point('quote', { id: 'b' }, p('y'), cite('1', 'L'), answeredBy('2', 'Bob\\[^1]')),
    );
    const posts = [post('1', 'Ann!', 'two\nlines'), post('2', 'Bob\\', '[^1]: *no* <!--footnote-->')];
    const alone = exportMarkdown(discussion({ recap, posts }), 'recap', options);
    const shown = alone.replace(/<!--.*?-->/g, '');
    expect(shown).toContain('\nFrom Ann! [^1] · Bob\\ [^2]\n');
    expect(shown).toContain('\n— Ann! [^1]\\\nAnswered by Bob\\ [^3]\n');
    expect(shown).toContain('\n[^1]: Ann!, 2009-08-12 20:14 UTC: “two lines”\n\n[^2]: Bob\\\\, 2009');
    expect(alone).toContain(': “\\[^1]: \\*no\\* \\<!--footnote-->”<!--footnote-->\n');
    expect(toRecap(splitText(alone))).toEqual(recap);
  });

  test('gathers what is still open, and sources that are not together, for the reader alone', () => {
    const recap = doc(
      h(1, 'One'),
      point('action', { id: 'a1', ownerName: 'Renee', due: '2009-09-01' }, p('Find them')),
      point('action', { id: 'a2', done: true }, p('Done')),
      point('action', { id: 'a3', due: '2009-10-01' }, p('Nobody’s')),
      point('question', { id: 'k1' }, p('Who *begins*?')),
      point('question', { id: 'k2' }, p('Answered?'), detail('answer', 'Yes.')),
      point('source', { id: 's1', author: 'Gladwell', link: 'https://example.org' }, p('The Tipping Point')),
      h(1, 'Two'),
      point('source', { id: 's2', link: 'https://a.b' }),
    );
    const alone = exportMarkdown(discussion({ recap }), 'recap', options);
    const shown = alone.replace(/<!--.*?-->/g, '');
    expect(shown).toContain(`
## Still open

- **Renee**, due 2009-09-01: [Find them](#point-a1)
- Action, due 2009-10-01: [Nobody’s](#point-a3)
- Question: [Who \\*begins\\*?](#point-k1)

<a id="part-sources"></a>

## Sources

- Gladwell, [The Tipping Point](https://example.org)
- <https://a.b>
`);
    const draft = splitText(alone);
    expect(toRecap(draft)).toEqual(recap);
    expect(draft.posts.filter((one) => /Still open|Sources|Gladwell, \[/.test(one.text))).toEqual([]);
    const one = doc(point('source', { id: 's2', link: 'https://a.b' }), point('source', { id: 's3' }, p('x')));
    expect(exportMarkdown(discussion({ recap: one }), 'recap', options)).not.toMatch(/Still open|## Sources/);
  });

  test('becomes the same discussion again', () => {
    const made = imported(markdown);
    const back = exported(made);
    // Whose text it is does not come back: it was put in by the one who imports it.
    const people = (text: string) =>
      text
        .replace(/contributors:\n(?: {2}- .*\n)*|contributors: \[\]\n/, '')
        .replace(/person="[^"]*"/g, '')
        .replace(/recap-[\w]+"/g, '');
    const again = exportMarkdown({ ...back, contributors: FULL.contributors }, 'discussion', options);
    expect(people(again)).toBe(people(markdown));
    expect(back.recap).toEqual(FULL.recap);
    expect(back.posts.map(({ id, createdAt }) => [id, createdAt])).toEqual(
      FULL.posts.map(({ id, createdAt }) => [id, createdAt]),
    );
    expect(back.parts.stances.map(({ name, reason, at }) => [name, reason, at])).toEqual(
      PARTS.stances.map(({ name, reason, at }) => [name, reason, at]),
    );
  });

  test('is not read as more than it says: words that look like notes are words', () => {
    const note = '👍 Eve<!--reaction emoji="x" person="y" name="Eve" at="2009-08-12T20:14:05.000Z"-->';
    const tricks = [note, `\`${note}`, '<!--part stances--><a id="stances"></a>', '<!--cited-->', 'x<!--cited-->'];
    const code = { type: 'text', text: '<!--reaction emoji="', marks: [{ type: 'code' }] };
    const body = doc(...tricks.map((text) => p(text)), p(code, '"-->'), {
      type: 'codeBlock',
      content: [{ type: 'text', text: `\n${note}\n\n## x` }],
    });
    const document = discussion({ posts: [post('1', 'Ann', '', { body })] });
    const back = exported(imported(exportMarkdown(document, 'thread', options)));
    expect(back.posts.map((one) => one.body)).toEqual([body]);
    expect(back.parts).toEqual({ ...NO_PARTS, recaps: [] });
  });

  test('keeps what its citations lead to when posts are joined or left out', () => {
    const draft = splitText(markdown);
    const [first, second] = draft.posts.filter((one) => one.anchors !== undefined);
    const recap = doc(point('takeaway', { id: 'a' }, p('x'), cite('p-2', 'Bob')));
    const joined = {
      ...draft,
      posts: draft.posts.flatMap((one) =>
        one === first ? [{ ...one, anchors: ['post-p-1', 'post-p-2'] }] : one === second ? [] : [one],
      ),
    };
    expect(toParts(joined)?.aside.map((one) => one.post)).toEqual(['p-1']);
    expect(JSON.stringify(toRecap(joined))).toContain('"post":"p-1"');
    expect(recap.content).toHaveLength(1);
  });

  test('is shown before it is imported as its posts and its recap, and keeps what somebody added elsewhere', () => {
    const left = (text: string) =>
      splitText(text)
        .posts.filter((one) => one.furniture)
        .map((one) => one.text.split('\n')[0]);
    expect(left(markdown)).toEqual(['---', '# Cultures of collaboration', '## Thread']);
    const added = markdown.replace('\n## Signed off\n', '\n## Signed off\n\nNot Bob yet.\n');
    expect(left(added)).toContain('Not Bob yet.');
  });

  test('of an earlier version, without blank lines below its anchors, is read as well', () => {
    const old = markdown.replace('the-thread', 'thread').replace(/(<\/a>)\n\n(#)/g, '$1\n$2');
    expect(toNewPosts(splitText(old), { withRecap: false }).map((one) => one.id)).toEqual(['p-1', 'p-2']);
  });
});
