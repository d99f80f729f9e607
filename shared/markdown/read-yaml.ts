/** YAML from strangers, as plain data: nothing in it is evaluated, repeated by reference, or made without end. */
import { isAlias, isNode, parseDocument, visit } from 'yaml';

/** Values and keys of a front matter. */
export const MAX_YAML_NODES = 2_000;

export type YamlRefusal = 'aliases' | 'tags' | 'too-many' | 'unreadable';

/** Written out they say what a plain value says. */
const PLAIN_TAGS = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|timestamp))$/;

export function readYaml(source: string): { readonly data: unknown } | { readonly refused: YamlRefusal } {
  try {
    const document = parseDocument(source, { logLevel: 'silent' });
    if (document.errors.length > 0) return { refused: 'unreadable' };
    let refused: YamlRefusal | null = null;
    let nodes = 0;
    visit(document, (_, node) => {
      if (!isNode(node)) return undefined;
      nodes += 1;
      if (nodes > MAX_YAML_NODES) refused = 'too-many';
      else if (isAlias(node)) refused = 'aliases';
      else if (node.tag !== undefined && !PLAIN_TAGS.test(node.tag)) refused = 'tags';
      return refused === null ? undefined : visit.BREAK;
    });
    return refused === null ? { data: document.toJS({ maxAliasCount: 0 }) } : { refused };
  } catch {
    return { refused: 'unreadable' };
  }
}
