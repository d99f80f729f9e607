/** Names of the places that links inside an export lead to. */

/** Not `thread`: viewers give the heading below it that name. */
export const THREAD_ANCHOR = 'the-thread';
/** As earlier exports named it. */
export const OLD_THREAD_ANCHOR = 'thread';

/** What is not a letter, digit, `_` or `-` becomes its code. */
function named(kind: string, id: string): string {
  return `${kind}-${id.replace(/[^\w-]/gu, (char) => `_${char.codePointAt(0)?.toString(16)}_`)}`;
}

export const postAnchor = (id: string): string => named('post', id);
export const pointAnchor = (id: string): string => named('point', id);
/** Where the recap of one participant begins. */
export const recapAnchor = (person: string): string => named('recap', person);

/**
 * The line that marks a place. GitHub, GitLab, VS Code and pandoc follow `#name` links to it and show nothing; Obsidian
 * shows nothing either, but has no links to places other than headings. `{#name}` would be read by pandoc alone.
 */
export function anchorLine(name: string): string {
  return `<a id="${name}"></a>`;
}

/** Reads a line that `anchorLine` wrote; the name is group 1. */
export const ANCHOR_LINE = /^<a id="([\w-]+)"><\/a>$/;
