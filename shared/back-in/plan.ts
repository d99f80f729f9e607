/** Everything that a file would change in a discussion. Reads only. [BI2]–[BI7] */
import * as Y from 'yjs';
import { type BaseBlock, blockMark, bodyMark, normaliseRichText, plainText, postAnchor, titleMark } from '../markdown';
import { type PostRecord, readPosts, recapOf, titleOf } from '../model/discussion-doc';
import { readRecaps } from '../model/discussion-parts';
import { readBlock, readRichText, unknownContent } from '../model/rich-text-yjs';
import { UNKNOWN_AUTHOR } from '../model/unknown-author';
import type { ParticipantId } from '../util/brand';
import { type BlockChange, blockChanges, type MarkedBlock } from './pairing';
import type { BackChange, BackChoice, BackFile, BackKind, BackPost, BackRefusal } from './types';

export interface BackNames {
  /** The name under which a participant is shown. */
  nameOf(person: string): string;
}

/** One recap: its blocks in the file and here. */
export interface RecapPlan {
  readonly where: string;
  readonly fragment: Y.XmlFragment;
  readonly file: readonly MarkedBlock[];
  /** The elements of the blocks here. */
  readonly here: readonly Y.XmlElement[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly changes: readonly { readonly key: string; readonly change: BlockChange }[];
}

export interface PostPlan {
  readonly key: string;
  readonly kind: BackKind;
  readonly file: BackPost | null;
  readonly here: PostRecord | null;
}

export interface BackPlan {
  readonly changes: readonly BackChange[];
  readonly title: string | null;
  readonly recaps: readonly RecapPlan[];
  readonly posts: readonly PostPlan[];
}

function choicesFor(kind: BackKind, refused: BackRefusal): BackChoice[] {
  if (refused !== null) return ['leave'];
  return kind === 'both' ? ['both', 'take', 'leave'] : ['take', 'leave'];
}

function offered(change: Omit<BackChange, 'choices'>): BackChange {
  const choices = choicesFor(change.kind, change.refused);
  const otherwise = choices.includes(change.otherwise) ? change.otherwise : 'leave';
  return { ...change, choices, otherwise };
}

/** A block that is no single one in Markdown is left alone. */
function blocksHere(fragment: Y.XmlFragment): { element: Y.XmlElement; block: MarkedBlock }[] {
  return fragment.toArray().flatMap((element) => {
    if (!(element instanceof Y.XmlElement)) return [];
    const { content = [] } = normaliseRichText({ type: 'doc', content: [readBlock(element)] });
    const [node] = content;
    if (node === undefined || content.length > 1) return [];
    return [{ element, block: marked(node) }];
  });
}

function marked(node: MarkedBlock['node']): MarkedBlock {
  return { node, id: node.type === 'point' ? String(node.attrs?.id) : '', mark: blockMark([node]) };
}

function recapPlan(
  where: string,
  fragment: Y.XmlFragment,
  nodes: readonly MarkedBlock['node'][],
  base: readonly BaseBlock[] | null,
): RecapPlan {
  const file = nodes.map(marked);
  const here = blocksHere(fragment);
  const { changes, pairs } = blockChanges(
    base,
    file,
    here.map(({ block }) => block),
  );
  return {
    where,
    fragment,
    file,
    here: here.map(({ element }) => element),
    pairs,
    changes: changes.map((change) => ({ key: `${where} ${change.key}`, change })),
  };
}

function postKind(
  base: readonly BaseBlock[] | null,
  before: BaseBlock | undefined,
  now: string,
  here: PostRecord,
): BackKind | null {
  if (here.gone !== null) return null;
  const mark = bodyMark(readRichText(here.body));
  if (here.deletedAt !== null) return before?.mark === now || base === null ? null : 'against';
  if (mark === now || before?.mark === now) return null;
  return before?.mark === mark ? 'changed' : 'both';
}

/**
 * The posts here that a file has without an id, as one that was brought back before and written again has: by the same
 * author, with the same words and time. One without a time there got one when it came in, and stands in no export.
 */
function postsWithoutId(
  here: readonly PostRecord[],
  isExported: (post: PostRecord) => boolean,
  { nameOf }: BackNames,
): (file: BackPost, mark: string) => boolean {
  const key = (author: string, mark: string, time: number | null): string =>
    JSON.stringify([(author.trim() || UNKNOWN_AUTHOR).slice(0, 80).toLowerCase(), mark, time]);
  const free = new Map<string, number>();
  const add = (name: string): unknown => free.set(name, (free.get(name) ?? 0) + 1);
  for (const post of here) {
    const mark = bodyMark(readRichText(post.body));
    add(key(nameOf(post.author), mark, post.createdAt));
    if (!isExported(post)) add(key(nameOf(post.author), mark, null));
  }
  return ({ authorName = '', createdAt }, mark) => {
    const name = key(authorName, mark, createdAt);
    const count = free.get(name) ?? 0;
    if (count > 0) free.set(name, count - 1);
    return count > 0;
  };
}

function postPlans(
  doc: Y.Doc,
  posts: readonly BackPost[],
  base: readonly BaseBlock[] | null,
  names: BackNames,
): PostPlan[] {
  const before = new Map((base ?? []).map((one) => [postAnchor(one.id), one]));
  const here = new Map(readPosts(doc).map((post) => [postAnchor(post.id), post]));
  const inFile = new Set<string>();
  const anchors = new Set(posts.flatMap(({ id }) => (id === undefined ? [] : [postAnchor(id)])));
  const isHere = posts.some(({ id }) => id === undefined)
    ? postsWithoutId([...here.values()], ({ id }) => before.has(postAnchor(id)) || anchors.has(postAnchor(id)), names)
    : () => false;
  const plans: PostPlan[] = [];
  for (const file of posts) {
    const anchor = file.id === undefined ? null : postAnchor(file.id);
    const known = anchor === null ? undefined : here.get(anchor);
    const mark = bodyMark(file.body);
    if (anchor === null && isHere(file, mark)) continue;
    if (anchor === null || known === undefined) {
      const key = `posts added ${anchor ?? ''} ${mark}`;
      const again = plans.filter((one) => one.key.startsWith(key)).length;
      plans.push({ key: again === 0 ? key : `${key} ${String(again)}`, kind: 'added', file, here: null });
      if (anchor !== null) inFile.add(anchor);
      continue;
    }
    if (inFile.has(anchor)) continue;
    inFile.add(anchor);
    const kind = postKind(base, before.get(anchor), mark, known);
    const key = `posts ${String(kind)} ${anchor} ${bodyMark(readRichText(known.body))} ${mark}`;
    if (kind !== null) plans.push({ key, kind, file, here: known });
  }
  for (const [anchor, one] of before) {
    const known = here.get(anchor);
    if (inFile.has(anchor) || known === undefined || known.deletedAt !== null) continue;
    const mark = bodyMark(readRichText(known.body));
    const kind = mark === one.mark ? 'removed' : 'against';
    plans.push({ key: `posts ${kind} ${anchor} ${mark}`, kind, file: null, here: known });
  }
  return plans;
}

/** Who wrote or brought in a post may change it. [BI7] */
const isOwn = (post: PostRecord, me: ParticipantId): boolean => post.addedBy === me || post.author === me;

function postOtherwise({ kind, file }: PostPlan, base: readonly BaseBlock[] | null): BackChoice {
  // Of posts only what somebody wrote in the file is taken by itself.
  if (kind === 'removed' || (kind === 'against' && file === null)) return 'leave';
  // One that was there when it was exported has not arrived in this copy.
  if (kind === 'added') return base?.some(({ id }) => id === file?.id) ? 'leave' : 'take';
  if (base === null) return 'leave';
  return kind === 'both' ? 'both' : 'take';
}

export function planBack(doc: Y.Doc, file: BackFile, me: ParticipantId, { nameOf }: BackNames): BackPlan {
  const { base } = file;
  const changes: BackChange[] = [];

  const title = titleOf(doc).toString();
  const isTitleKept = titleMark(title) === titleMark(file.title) || base?.title === titleMark(file.title);
  if (!isTitleKept && file.title.trim() !== '') {
    const kind = base?.title === titleMark(title) ? 'changed' : 'against';
    const otherwise = kind === 'changed' ? 'take' : 'leave';
    const key = `title ${titleMark(title)} ${titleMark(file.title)}`;
    const words = { before: title, after: file.title, facts: [] };
    changes.push(offered({ key, where: 'title', kind, what: 'title', author: '', ...words, otherwise, refused: null }));
  }

  const recaps: RecapPlan[] = [];
  const add = (
    where: string,
    fragment: Y.XmlFragment,
    nodes: readonly MarkedBlock['node'][],
    from: readonly BaseBlock[] | null,
  ) => {
    const plan = recapPlan(where, fragment, nodes, from);
    const mine = where === 'ours' || where === me;
    const refused = !mine ? 'others' : unknownContent(fragment).length > 0 ? 'newer' : null;
    recaps.push(plan);
    const author = where === 'ours' ? '' : nameOf(where);
    for (const { key, change } of plan.changes) {
      const { kind, what, before, after, facts, otherwise } = change;
      changes.push(offered({ key, where, kind, what, author, before, after, facts, otherwise, refused }));
    }
  };
  if (file.recap !== null) add('ours', recapOf(doc), file.recap, base?.recap ?? null);
  for (const [person, fragment] of readRecaps(doc)) {
    const nodes = file.own.get(person);
    if (nodes !== undefined) add(person, fragment, nodes, base?.own.get(person) ?? null);
  }

  const posts = file.posts === null ? [] : postPlans(doc, file.posts, base?.posts ?? null, { nameOf });
  for (const plan of posts) {
    const { key, kind, file: inFile, here } = plan;
    const refused =
      here === null ? null : !isOwn(here, me) ? 'others' : unknownContent(here.body).length > 0 ? 'newer' : null;
    changes.push(
      offered({
        key,
        where: 'posts',
        kind,
        what: 'post',
        author: here === null ? (inFile?.authorName ?? '') : nameOf(here.author),
        before: here === null ? '' : plainText(readRichText(here.body)),
        after: inFile === null ? '' : plainText(inFile.body),
        facts: [],
        otherwise: postOtherwise(plan, base?.posts ?? null),
        refused,
      }),
    );
  }
  return { changes, title: isTitleKept ? null : file.title, recaps, posts };
}
