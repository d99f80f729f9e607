import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyBack, type BackChange, type BackChoice, planBack } from '../../../../shared/back-in';
import {
  addPost,
  authorsOf,
  peopleOf,
  postsOf,
  readPosts,
  recapOf,
  titleOf,
} from '../../../../shared/model/discussion-doc';
import { readRichText } from '../../../../shared/model/rich-text-yjs';
import type { PostId } from '../../../../shared/util/brand';
import { readContent, versionLines } from '../../../../shared/versions/content';
import { blockChoices, type PreparedVersion, prepareVersion } from '../../../../shared/versions/restore';
import type { VersionContent } from '../../../../shared/versions/types';
import {
  authorsOfText,
  copyOf,
  digest,
  discussion,
  elementWith,
  lineOf,
  ME,
  NOW,
  OTHER,
  recapIn,
  startOwn,
  texts,
} from '../back-in/edited';
import { p, doc as textOf } from '../markdown/build';

const nameOf = (person: string): string => ({ [ME]: 'Ann', [OTHER]: 'Bob' })[person] ?? 'Someone';

/** As it says now. */
function versionOf(made: Y.Doc): VersionContent {
  return readContent(
    versionLines(made, {
      authorOf: (client) => authorsOf(made).get(String(client)) ?? '',
      personOf: (id) => ({ name: nameOf(id), colour: 0 }),
    }),
  );
}

const prepared = (content: VersionContent): PreparedVersion => prepareVersion('disc-1', content, ME);
const changesOf = (made: Y.Doc, version: PreparedVersion): readonly BackChange[] =>
  planBack(made, version.file(made), ME, { nameOf }).changes;
const told = (changes: readonly BackChange[]): string[] =>
  changes.map(({ where, kind, before, after, otherwise, refused }) =>
    [where, kind, `${before} → ${after}`, refused ?? otherwise].join(' | '),
  );

function restore(made: Y.Doc, version: PreparedVersion, choose = (change: BackChange): BackChoice => change.otherwise) {
  const choices = new Map(changesOf(made, version).map((one) => [one.key, choose(one)]));
  return apply(made, version, choices);
}

const apply = (made: Y.Doc, version: PreparedVersion, choices: ReadonlyMap<string, BackChoice>): number =>
  applyBack(
    made,
    version.file(made),
    choices,
    { me: ME, now: NOW, nameOf, authorFor: () => ME, full: version.full },
    'x',
  );

const textIn = (made: Y.Doc, at: number): Y.XmlText => {
  let node: unknown = recapOf(made).get(at);
  while (node instanceof Y.XmlElement) node = node.get(0);
  if (!(node instanceof Y.XmlText)) throw new Error('no text');
  return node;
};

describe('a version that is restored', () => {
  test('[VE13] whole, it makes title and recap what they were, whatever was changed since', () => {
    const made = copyOf(discussion());
    const before = texts(made);
    const version = prepared(versionOf(made));
    expect(changesOf(made, version)).toEqual([]);
    made.transact(() => {
      titleOf(made).insert(0, 'Old ');
      recapOf(made).delete(1, 2);
      textIn(made, 0).insert(4, 'little ');
      recapOf(made).insert(0, [new Y.XmlElement('horizontalRule')]);
    });
    expect(restore(made, version)).toBe(5);
    expect(texts(made)).toEqual(before);
    expect(titleOf(made).toString()).toBe('Wednesdays');
    expect(changesOf(made, version)).toEqual([]);
  });

  test('[VE13] points keep their ids, and looking at what would change writes nothing', () => {
    const made = copyOf(discussion());
    const version = prepared(versionOf(made));
    recapOf(made).delete(1, 1);
    const was = digest(made);
    changesOf(made, version);
    expect(digest(made)).toBe(was);
    restore(made, version);
    expect(recapIn(made).flatMap(({ attrs }) => (attrs?.id === undefined ? [] : [attrs.id]))).toEqual([
      't1',
      'd1',
      'a1',
    ]);
  });

  test('[VE14] what others wrote since is named before it goes, their posts are never changed, and newer posts stay', () => {
    const made = copyOf(discussion());
    const version = prepared(versionOf(made));
    made.transact(() => {
      const body = textOf(p('A new thought'));
      addPost(made, {
        id: 'p4' as PostId,
        author: OTHER,
        addedBy: OTHER,
        body,
        replyTo: null,
        at: 9e5,
        createdAt: 9e5,
        addedAt: 9e5,
      });
      addPost(made, {
        id: 'p5' as PostId,
        author: ME,
        addedBy: ME,
        body,
        replyTo: null,
        at: 9e6,
        createdAt: 9e6,
        addedAt: 9e6,
      });
      postsOf(made).get('p2')?.set('deletedAt', 9);
      postsOf(made).get('p3')?.set('deletedAt', 9);
      textIn(made, 1).insert(0, 'Well: ');
    });
    expect(told(changesOf(made, version))).toEqual([
      'ours | changed | Well: The group met every Wednesday evening for two years. → The group met every Wednesday evening for two years. | take',
      'posts | against | Yes, gladly. → Yes, gladly. | others',
      'posts | against | Then it is agreed. → Then it is agreed. | take',
      'posts | removed | A new thought →  | others',
      'posts | removed | A new thought →  | leave',
    ]);
    restore(made, version);
    expect(readPosts(made).map(({ id, deletedAt }) => `${id} ${deletedAt === null ? 'here' : 'deleted'}`)).toEqual([
      'p1 here',
      'p2 deleted',
      'p3 here',
      'p4 here',
      'p5 here',
    ]);
  });

  test('[VE14] recaps of others are left as they are', () => {
    const made = copyOf(discussion());
    startOwn(made, OTHER, textOf(p('Bob’s own')));
    const version = prepared(versionOf(made));
    const theirs = made.getMap<Y.XmlFragment>('recaps').get(OTHER);
    theirs?.delete(0, 1);
    expect(told(changesOf(made, version))).toEqual([`${OTHER} | added |  → Bob’s own | others`]);
    expect(restore(made, version, () => 'take')).toBe(0);
  });

  test('[VE15] words that come back are whose they were, and words that stay are not touched', () => {
    const source = discussion();
    const made = copyOf(source);
    textIn(made, 1).insert(0, 'Ann says: ');
    const version = prepared(versionOf(made));
    made.transact(() => {
      recapOf(made).delete(2, 1);
      textIn(made, 1).delete(0, 4);
      textIn(made, 1).delete(12, 5);
    });
    restore(made, version);
    const writers = (words: string): string => authorsOfText(lineOf(elementWith(made, words)));
    expect(writers('Ann says')).toBe('Ann: Ann says:  | Bob: The group met every Wednesday evening for two years.');
    expect(writers('Small')).toBe('Bob: Small groups learn faster than large ones.');
  });

  test('[VE13] one point comes back alone, by its words, wherever it stands', () => {
    const made = copyOf(discussion());
    const content = versionOf(made);
    const version = prepared(content);
    const before = texts(made);
    made.transact(() => {
      textIn(made, 0).insert(0, 'Well: ');
      recapOf(made).delete(2, 1);
    });
    const block = version.blockOf('ours', 2);
    if (block === undefined) throw new Error('no block');
    const plan = () => planBack(made, version.file(made), ME, { nameOf });
    expect(apply(made, version, blockChoices(plan(), 'ours', block))).toBe(1);
    expect(texts(made)).toEqual([`Well: ${before[0] ?? ''}`, ...before.slice(1)]);
    expect(blockChoices(plan(), 'ours', block).size).toBe(0);
    expect(version.blockOf('ours', 99)).toBeUndefined();
  });

  test('[VE13] what a stranger put into a version comes back as what this app knows, or not at all', () => {
    const made = copyOf(discussion());
    const content = versionOf(made);
    const strange = { type: 'script', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'strange' }] }] };
    const marked = { type: 'paragraph', content: [{ type: 'text', text: 'odd', marks: [{ type: 'blink' }] }] };
    const version = prepared({ ...content, recap: [...content.recap, strange, marked] });
    restore(made, version);
    const json = JSON.stringify(readRichText(recapOf(made)));
    expect(json).toContain('strange');
    expect(json).not.toContain('script');
    expect(json).not.toContain('blink');
  });

  test('[VE13] taken back in one step, it leaves everything as it was', () => {
    const made = copyOf(discussion());
    const version = prepared(versionOf(made));
    recapOf(made).delete(1, 2);
    titleOf(made).insert(0, 'Old ');
    const [before, title] = [texts(made), titleOf(made).toString()];
    const undo = new Y.UndoManager([titleOf(made), recapOf(made)], { trackedOrigins: new Set(['x']) });
    restore(made, version);
    expect(texts(made)).not.toEqual(before);
    undo.undo();
    expect([texts(made), titleOf(made).toString()]).toEqual([before, title]);
    expect(peopleOf(made).size).toBe(2);
  });
});
