/** Writes what a person chose of a file's changes into the discussion, in one transaction. [BI8] */
import * as Y from 'yjs';
import { postAnchor } from '../markdown';
import { addPost, authorsOf, postsOf, recapOf, titleOf } from '../model/discussion-doc';
import { mergesOf, readRecaps } from '../model/discussion-parts';
import type { RichTextNode } from '../model/rich-text';
import { insertNodes } from '../model/rich-text-yjs';
import type { AuthorOf } from '../recap/attribution';
import type { ParticipantId, PostId } from '../util/brand';
import { newPointId } from '../util/ids';
import type { BlockChange } from './pairing';
import { moveBlock, patchBlock, patchChildren } from './patch';
import { patchText } from './patch-text';
import { type BackNames, type PostPlan, planBack, type RecapPlan } from './plan';
import type { BackChoice, BackFile } from './types';

/** What is written for a block of the file where the file itself says less than is known: Markdown tells no authors. */
export interface FullBlocks {
  /** For a block that is put in as a new one. */
  inserted(node: RichTextNode): RichTextNode;
  /** For a block that one here is made to say. */
  changed(node: RichTextNode): RichTextNode;
}

const AS_THEY_ARE: FullBlocks = { inserted: (node) => node, changed: (node) => node };

export interface BackHost extends BackNames {
  readonly me: ParticipantId;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The participant for an author named in the file; called inside the transaction. */
  authorFor(name: string | undefined): ParticipantId;
  readonly full?: FullBlocks;
}

type Choices = ReadonlyMap<string, BackChoice>;

function pointIds(doc: Y.Doc): Set<string> {
  const found = new Set<string>();
  for (const fragment of [recapOf(doc), ...readRecaps(doc).values()]) {
    for (const block of fragment.toArray()) {
      const id: unknown = block instanceof Y.XmlElement ? block.getAttribute('id') : undefined;
      if (typeof id === 'string' && id !== '') found.add(id);
    }
  }
  return found;
}

class RecapWriting {
  /** By place in the file: the element that stands where the file has it. */
  private readonly placed = new Map<number, Y.XmlElement>();

  constructor(
    private readonly plan: RecapPlan,
    private readonly authorOf: AuthorOf,
    private readonly ids: Set<string>,
    private readonly full: FullBlocks,
  ) {}

  write(taken: readonly { readonly change: BlockChange; readonly choice: BackChoice }[]): void {
    const { plan } = this;
    const moving = new Set(plan.changes.flatMap(({ change }) => (change.kind === 'moved' ? [change.file] : [])));
    const moves = new Set(taken.flatMap(({ change }) => (change.kind === 'moved' ? [change.file] : [])));
    for (const [file, here] of plan.pairs) {
      const element = plan.here[here];
      if (element !== undefined && (!moving.has(file) || moves.has(file))) this.placed.set(file, element);
    }
    const current = [...plan.here];
    for (const { change, choice } of taken) {
      if (change.kind !== 'changed' && change.kind !== 'both') continue;
      const element = current[change.here];
      const at = element === undefined ? -1 : this.indexOf(element);
      const block = plan.file[change.file];
      if (at < 0 || block === undefined) continue;
      if (choice === 'both') insertNodes(plan.fragment, at + 1, [this.asNew(this.full.inserted(block.node))]);
      else this.patch(at, this.full.changed(block.node));
      const now = plan.fragment.get(at);
      if (!(now instanceof Y.XmlElement)) continue;
      current[change.here] = now;
      if (this.placed.has(change.file)) this.placed.set(change.file, now);
    }
    for (const { change } of taken.toSorted((a, b) => a.change.file - b.change.file)) {
      if (change.file < 0) continue;
      if (change.here < 0) this.insert(change.file);
      else if (change.kind === 'moved') this.move(change.file);
    }
    for (const { change } of taken) {
      const element = change.file < 0 ? plan.here[change.here] : undefined;
      const at = element === undefined ? -1 : this.indexOf(element);
      if (at >= 0) plan.fragment.delete(at, 1);
    }
  }

  private indexOf(element: Y.XmlElement): number {
    return this.plan.fragment.toArray().indexOf(element);
  }

  /** What names a point stays, whatever the file says; what becomes a point is named as a new one. */
  private patch(at: number, node: RichTextNode): void {
    const element = this.plan.fragment.get(at);
    const id: unknown = element instanceof Y.XmlElement ? element.getAttribute('id') : undefined;
    const named = node.type === 'point' && id ? { ...node, attrs: { ...node.attrs, id } } : this.asNew(node);
    patchBlock(this.plan.fragment, at, named, this.authorOf);
  }

  private asNew(node: RichTextNode): RichTextNode {
    if (node.type !== 'point') return node;
    const id = String(node.attrs?.id);
    if (id !== '' && !this.ids.has(id)) {
      this.ids.add(id);
      // It stands for itself again, also where somebody had merged it into another one.
      const { doc } = this.plan.fragment;
      if (doc !== null) mergesOf(doc).delete(id);
      return node;
    }
    return { ...node, attrs: { ...node.attrs, id: newPointId() } };
  }

  /** Behind what stands before it in the file. */
  private placeFor(file: number): number {
    for (let at = file - 1; at >= 0; at -= 1) {
      const element = this.placed.get(at);
      const index = element === undefined ? -1 : this.indexOf(element);
      if (index >= 0) return index + 1;
    }
    return 0;
  }

  private insert(file: number): void {
    const block = this.plan.file[file];
    if (block === undefined) return;
    const at = this.placeFor(file);
    insertNodes(this.plan.fragment, at, [this.asNew(this.full.inserted(block.node))]);
    this.place(file, at);
  }

  private move(file: number): void {
    const element = this.placed.get(file);
    const from = element === undefined ? -1 : this.indexOf(element);
    if (from < 0) return;
    this.placed.delete(file);
    this.place(file, moveBlock(this.plan.fragment, from, this.placeFor(file), this.authorOf));
  }

  private place(file: number, at: number): void {
    const element = this.plan.fragment.get(at);
    if (element instanceof Y.XmlElement) this.placed.set(file, element);
  }
}

function writePost(doc: Y.Doc, { kind, file, here }: PostPlan, choice: BackChoice, host: BackHost): void {
  if (here === null) {
    if (file === null) return;
    const anchor = file.replyTo === null ? null : postAnchor(file.replyTo);
    const replyTo = [...postsOf(doc).keys()].find((id) => postAnchor(id) === anchor) ?? null;
    const createdAt = file.createdAt ?? host.now;
    addPost(doc, {
      id: file.id as PostId | undefined,
      author: host.authorFor(file.authorName),
      addedBy: host.me,
      body: file.body,
      replyTo: replyTo as PostId | null,
      at: createdAt,
      createdAt,
      addedAt: host.now,
    });
    return;
  }
  const post = postsOf(doc).get(here.id);
  if (file === null) {
    post?.set('deletedAt', host.now);
    post?.set('deletedBy', host.me);
    return;
  }
  const content = file.body.content ?? [];
  if (choice === 'both') insertNodes(here.body, here.body.length, [{ type: 'horizontalRule' }, ...content]);
  else patchChildren(here.body, content);
  post?.set('editedAt', host.now);
  if (kind === 'against') post?.set('deletedAt', null);
}

/**
 * Applies what was chosen, by the keys of `planBack`; what is not named is left, and so is what changed here after it was
 * shown. Returns how many changes were made. `origin` is that of the transaction.
 */
export function applyBack(doc: Y.Doc, file: BackFile, choices: Choices, host: BackHost, origin: unknown): number {
  const plan = planBack(doc, file, host.me, host);
  const chosen = new Map<string, BackChoice>();
  for (const { key, choices: possible } of plan.changes) {
    const choice = choices.get(key);
    if (choice !== undefined && choice !== 'leave' && possible.includes(choice)) chosen.set(key, choice);
  }
  if (chosen.size === 0) return 0;
  const authorOf: AuthorOf = (client) => {
    const person: unknown = authorsOf(doc).get(String(client));
    return typeof person === 'string' ? person : '';
  };
  doc.transact(() => {
    const isTitle = plan.changes.some(({ key, where }) => where === 'title' && chosen.has(key));
    if (isTitle && plan.title !== null) patchText(titleOf(doc), [{ type: 'text', text: plan.title }]);
    const ids = pointIds(doc);
    for (const recap of plan.recaps) {
      const taken = recap.changes.flatMap(({ key, change }) => {
        const choice = chosen.get(key);
        return choice === undefined ? [] : [{ change, choice }];
      });
      if (taken.length > 0) new RecapWriting(recap, authorOf, ids, host.full ?? AS_THEY_ARE).write(taken);
    }
    for (const post of plan.posts) {
      const choice = chosen.get(post.key);
      if (choice !== undefined) writePost(doc, post, choice, host);
    }
  }, origin);
  return chosen.size;
}
