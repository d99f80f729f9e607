import { describe, expect, it } from 'vitest';
import { sampleDiscussion } from '../../../../../renderer/features/welcome/sample';
import { plainText } from '../../../../../shared/markdown';
import { readPoints } from '../../../../../shared/model/point';
import { MARK_NAMES, NODE_NAMES, type RichTextNode } from '../../../../../shared/model/rich-text';

const NOW = Date.UTC(2026, 7, 12, 20);

describe('the sample discussion', () => {
  it('uses only what an editor of this version knows', () => {
    const sample = sampleDiscussion(NOW, false);
    const check = (node: RichTextNode): void => {
      expect(NODE_NAMES).toContain(node.type);
      for (const mark of node.marks ?? []) expect(MARK_NAMES).toContain(mark.type);
      for (const child of node.content ?? []) check(child);
    };
    for (const body of [...sample.posts.map((post) => post.body), sample.recap]) check(body);
  });

  it('has posts in order, all before now', () => {
    const times = sampleDiscussion(NOW, false).posts.map((post) => post.createdAt ?? Number.NaN);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(NOW);
  });

  it('cites its own posts, and words that are in them', () => {
    const { posts, recap } = sampleDiscussion(NOW, false);
    const words = new Map(posts.map((post) => [post.id, plainText(post.body)]));
    const cites = readPoints(recap).flatMap((one) => one.cites);
    expect(cites.length).toBeGreaterThan(2);
    for (const cite of cites) expect(words.get(cite.post)).toContain(cite.passage);
  });

  it('leaves posts for the reader to bring in', () => {
    const { posts, recap } = sampleDiscussion(NOW, false);
    const cited = new Set(readPoints(recap).flatMap((one) => one.cites.map((cite) => cite.post)));
    expect(cited.size).toBeLessThan(posts.length);
  });

  it('names the keys of the machine it runs on', () => {
    expect(JSON.stringify(sampleDiscussion(NOW, true))).toContain('⌘ Enter');
    expect(JSON.stringify(sampleDiscussion(NOW, false))).toContain('Ctrl Enter');
  });
});
