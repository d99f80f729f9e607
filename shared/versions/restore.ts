/**
 * A version as something that comes back into its discussion: as a file of ours would, made from what the discussion says now,
 * so that everything that differs counts as changed in the version. Reads only; `applyBack` writes. [VE13]–[VE15]
 */
import type * as Y from 'yjs';
import type { BackChoice, BackFile, BackPlan, FullBlocks } from '../back-in';
import { bodyMark, type ExportBase, normaliseRichText, recapMarks, titleMark } from '../markdown';
import { readPosts, recapOf, titleOf } from '../model/discussion-doc';
import { readRecaps } from '../model/discussion-parts';
import { MARK_NAMES, NODE_NAMES, type RichTextNode } from '../model/rich-text';
import { readRichText } from '../model/rich-text-yjs';
import { AUTHOR_MARK, authorInMark } from '../recap/attribution';
import type { VersionContent } from './types';

export interface PreparedVersion {
  /** What of it differs from the discussion as it is now. */
  file(doc: Y.Doc): BackFile;
  readonly full: FullBlocks;
  /** The block of the file that a block of the version's own list is; undefined for one that says nothing. `where`: `ours`, or whose recap. */
  blockOf(where: string, at: number): RichTextNode | undefined;
}

const NODES: ReadonlySet<string> = new Set(NODE_NAMES);
const MARKS: ReadonlySet<string> = new Set(MARK_NAMES);

const isKnown = ({ type, marks = [], content = [] }: RichTextNode): boolean =>
  NODES.has(type) && marks.every((mark) => MARKS.has(mark.type)) && content.every(isKnown);

interface Stretch {
  readonly text: string;
  readonly by: string;
}

function stretchesIn(node: RichTextNode, me: string, found: Stretch[] = []): Stretch[] {
  if (node.text !== undefined) {
    const by = authorInMark(node.marks?.find(({ type }) => type === AUTHOR_MARK)?.attrs) ?? '';
    found.push({ text: node.text, by: by === me ? '' : by });
  }
  for (const child of node.content ?? []) stretchesIn(child, me, found);
  return found;
}

/** The same node with an author mark wherever `stretches`, which are its words, have an author. */
function authored(node: RichTextNode, stretches: readonly Stretch[]): RichTextNode {
  let [at, used] = [0, 0];
  const cut = (text: RichTextNode): RichTextNode[] => {
    const parts: RichTextNode[] = [];
    for (let words = text.text ?? ''; words !== ''; ) {
      while (at < stretches.length && used >= (stretches[at]?.text.length ?? 0)) [at, used] = [at + 1, 0];
      const stretch = stretches[at];
      const length = Math.min(words.length, (stretch?.text.length ?? words.length) - used);
      const by = stretch?.by ?? '';
      const marks = [...(text.marks ?? []), ...(by === '' ? [] : [{ type: AUTHOR_MARK, attrs: { by } }])];
      parts.push({ ...text, text: words.slice(0, length), ...(marks.length > 0 && { marks }) });
      words = words.slice(length);
      used += length;
    }
    return parts;
  };
  const visit = (one: RichTextNode): RichTextNode =>
    one.content === undefined
      ? one
      : { ...one, content: one.content.flatMap((child) => (child.type === 'text' ? cut(child) : [visit(child)])) };
  return visit(node);
}

/** Without marks that name the person at this device: what they write is theirs anyway. */
function withoutMe(node: RichTextNode, me: string): RichTextNode {
  const marks = node.marks?.filter(({ type, attrs }) => type !== AUTHOR_MARK || authorInMark(attrs) !== me);
  const { marks: _, ...bare } = node;
  return {
    ...bare,
    ...(marks !== undefined && marks.length > 0 && { marks }),
    ...(node.content !== undefined && { content: node.content.map((child) => withoutMe(child, me)) }),
  };
}

const joined = (stretches: readonly Stretch[]): string => stretches.map(({ text }) => text).join('');

class Blocks {
  /** By the file's block: what it is in the version. */
  readonly raw = new Map<RichTextNode, RichTextNode>();
  private readonly places = new Map<RichTextNode, RichTextNode>();

  /** The version's blocks as the file has them. */
  normalised(blocks: readonly RichTextNode[]): readonly RichTextNode[] {
    return blocks.flatMap((block) => {
      const { content = [] } = normaliseRichText({ type: 'doc', content: [block] });
      const [only] = content;
      if (only !== undefined && content.length === 1) {
        this.raw.set(only, block);
        this.places.set(block, only);
      }
      return content;
    });
  }

  blockOf(block: RichTextNode | undefined): RichTextNode | undefined {
    return block === undefined ? undefined : this.places.get(block);
  }
}

function baseOf(doc: Y.Doc): ExportBase {
  const own = new Map<string, ReturnType<typeof recapMarks>>();
  for (const [person, fragment] of readRecaps(doc)) own.set(person, recapMarks(readRichText(fragment)));
  return {
    title: titleMark(titleOf(doc).toString()),
    recap: recapMarks(readRichText(recapOf(doc))),
    own,
    posts: readPosts(doc).flatMap(({ id, body, deletedAt }) =>
      deletedAt === null ? [{ id, mark: bodyMark(readRichText(body)) }] : [],
    ),
    parts: null,
  };
}

/** @param me the person at this device */
export function prepareVersion(discussion: string, content: VersionContent, me: string): PreparedVersion {
  const blocks = new Blocks();
  const recap = blocks.normalised(content.recap);
  const own = new Map([...content.own].map(([person, theirs]) => [person, blocks.normalised(theirs)]));
  const posts = content.posts.flatMap(({ id, author, createdAt, replyTo, deleted, body }) =>
    deleted || id === ''
      ? []
      : [
          {
            id,
            authorName: content.people.get(author)?.name ?? '',
            createdAt,
            replyTo,
            body: normaliseRichText({ type: 'doc', content: body }),
          },
        ],
  );
  const fixed = { discussion, title: content.title, recap, own, posts, unread: [], whole: true };
  return {
    file: (doc) => ({ ...fixed, base: baseOf(doc) }),
    full: {
      inserted(node) {
        const raw = blocks.raw.get(node);
        return raw === undefined || !isKnown(raw) ? node : withoutMe(raw, me);
      },
      changed(node) {
        const raw = blocks.raw.get(node);
        const stretches = raw === undefined ? [] : stretchesIn(raw, me);
        return joined(stretches) === joined(stretchesIn(node, me)) ? authored(node, stretches) : node;
      },
    },
    blockOf: (where, at) => blocks.blockOf((where === 'ours' ? content.recap : content.own.get(where))?.[at]),
  };
}

/** What is to be chosen so that one block stands here as it did; nothing when it does. */
export function blockChoices(plan: BackPlan, where: string, block: RichTextNode): ReadonlyMap<string, BackChoice> {
  const recap = plan.recaps.find((one) => one.where === where);
  const at = recap?.file.findIndex(({ node }) => node === block) ?? -1;
  if (recap === undefined || at < 0) return new Map();
  const known = new Set(plan.changes.flatMap(({ key, choices }) => (choices.includes('take') ? [key] : [])));
  const all = recap.changes.filter(({ key, change }) => change.file === at && known.has(key));
  // Its words are asked for, not its place.
  const words = all.filter(({ change }) => change.kind !== 'moved');
  return new Map((words.length > 0 ? words : all).map(({ key }) => [key, 'take'] as const));
}
