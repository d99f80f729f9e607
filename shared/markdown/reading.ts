/** What the reader of one Markdown text knows: its source, and where its references lead. */
import type { Definition, Nodes, Root } from 'mdast';
import { linkAddress } from './addresses';

export interface FromMdastOptions {
  /** The text that was parsed, for what stays as literal text. */
  readonly source: string;
  readonly imageSrc: (url: string) => string | null;
  readonly headingShift: number;
}

export interface FromMdast extends FromMdastOptions {
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Identifiers whose definition became part of a link or picture. The others stay as literal text. */
  readonly usedDefinitions: ReadonlySet<string>;
}

export function readDefinitions(root: Root, options: FromMdastOptions): FromMdast {
  const definitions = new Map<string, Definition>();
  const references: { identifier: string; picture: boolean }[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    // The walk is backwards, and the first definition of an identifier counts.
    if (node.type === 'definition') definitions.set(node.identifier, node);
    if (node.type === 'linkReference') references.push({ identifier: node.identifier, picture: false });
    if (node.type === 'imageReference') references.push({ identifier: node.identifier, picture: true });
    if ('children' in node) for (const child of node.children) waiting.push(child);
  }
  const used = references.filter(({ identifier, picture }) => {
    const url = definitions.get(identifier)?.url;
    return url !== undefined && (picture ? options.imageSrc(url) : linkAddress(url)) !== null;
  });
  return { ...options, definitions, usedDefinitions: new Set(used.map(({ identifier }) => identifier)) };
}
