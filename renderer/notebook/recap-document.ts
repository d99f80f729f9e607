/** One recap as the views see it: its fragment for the editor, its content and points as plain data. */
import * as Y from 'yjs';
import { mergesOf } from '../../shared/model/discussion-parts';
import { blockText, type RecapPoint, readPoint } from '../../shared/model/point';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import { readBlock, readRichText, writeRichText } from '../../shared/model/rich-text-yjs';
import { isBlankRecap } from '../../shared/recap/templates';
import { Settled } from './settled';
import type { Participant, RecapDocument } from './types';

export class OpenRecap implements RecapDocument {
  readonly content: Settled<RichText>;
  readonly points: Settled<readonly RecapPoint[]>;
  private readonly blocks = new WeakMap<Y.XmlElement, RichTextNode>();
  private readonly known = new WeakMap<RichTextNode, RecapPoint>();
  private manager: Y.UndoManager | null = null;
  private readonly end: () => void;

  constructor(
    readonly key: string,
    private readonly ownerNow: () => Participant | null,
    readonly own: boolean,
    readonly fragment: Y.XmlFragment,
    private readonly host: {
      readonly recapUndo: (fragment: Y.XmlFragment) => Y.UndoManager;
      readonly onError: (error: unknown) => void;
    },
  ) {
    this.content = new Settled(() => this.read(), sameBlocks);
    this.points = new Settled(() => this.readPoints(), sameList);
    const changed = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      try {
        for (const { target } of events) this.forget(target);
        this.content.invalidate();
        this.points.invalidate();
      } catch (error) {
        host.onError(error);
      }
    };
    const listener = changed as unknown as Parameters<Y.XmlFragment['observeDeep']>[0];
    fragment.observeDeep(listener);
    this.end = () => fragment.unobserveDeep(listener);
  }

  get owner(): Participant | null {
    return this.ownerNow();
  }

  get undo(): Y.UndoManager {
    if (this.manager === null) {
      this.manager = this.host.recapUndo(this.fragment);
      const { doc } = this.fragment;
      // Taking a merge of two points back takes back that it was noted.
      if (doc !== null) this.manager.addToScope(mergesOf(doc));
    }
    return this.manager;
  }

  read(): RichText {
    const children = this.fragment.toArray();
    if (children.some((child) => !(child instanceof Y.XmlElement))) return readRichText(this.fragment);
    return { type: 'doc', content: children.map((child) => this.block(child as Y.XmlElement)) };
  }

  insert(blocks: readonly RichTextNode[]): void {
    const body = this.read();
    const at = isBlankRecap(body) ? 0 : lastFilled(body) + 1;
    this.inOneStep(() => writeRichText(this.fragment, { type: 'doc', content: blocks }, at));
  }

  remove(from: number, to: number): void {
    this.inOneStep(() => this.fragment.delete(from, Math.min(to, this.fragment.length) - from));
  }

  dispose(): void {
    this.end();
    this.content.dispose();
    this.points.dispose();
    this.manager?.destroy();
  }

  private inOneStep(change: () => void): void {
    const { undo } = this;
    undo.stopCapturing();
    this.fragment.doc?.transact(change, undo);
    undo.stopCapturing();
  }

  private block(element: Y.XmlElement): RichTextNode {
    const known = this.blocks.get(element);
    if (known) return known;
    const block = readBlock(element);
    this.blocks.set(element, block);
    return block;
  }

  private forget(target: Y.AbstractType<unknown>): void {
    let at: Y.AbstractType<unknown> | null = target;
    while (at !== null && at.parent !== (this.fragment as unknown)) at = at.parent as Y.AbstractType<unknown> | null;
    if (at instanceof Y.XmlElement) this.blocks.delete(at);
  }

  private readPoints(): readonly RecapPoint[] {
    const points: RecapPoint[] = [];
    let section = '';
    for (const [index, node] of (this.read().content ?? []).entries()) {
      if (node.type === 'heading') section = blockText(node).trim();
      if (node.type === 'point') points.push(this.point(node, index, section));
    }
    return points;
  }

  private point(node: RichTextNode, index: number, section: string): RecapPoint {
    const before = this.known.get(node);
    if (before?.index === index && before.section === section) return before;
    const point = readPoint(node, index, section);
    this.known.set(node, point);
    return point;
  }
}

/** The place of the last block that says something: an empty line at the end stays at the end. */
function lastFilled(body: RichText): number {
  return (body.content ?? []).findLastIndex((node) => node.type !== 'paragraph' || blockText(node).trim() !== '');
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function sameBlocks(a: RichText, b: RichText): boolean {
  return sameList(a.content ?? [], b.content ?? []);
}
