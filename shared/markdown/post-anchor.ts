/** Names of the places that links inside an export lead to. */

export const THREAD_ANCHOR = 'thread';

/** `post-<id>`; what is not a letter, digit, `_` or `-` becomes its code. */
export function postAnchor(id: string): string {
  return `post-${id.replace(/[^\w-]/gu, (char) => `_${char.codePointAt(0)?.toString(16)}_`)}`;
}

/**
 * The line that marks a place. GitHub, GitLab, VS Code and pandoc follow `#name` links to it and show nothing; Obsidian
 * shows nothing either, but has no links to places other than headings. `{#name}` would be read by pandoc alone.
 */
export function anchorLine(name: string): string {
  return `<a id="${name}"></a>`;
}

/** Reads a line that `anchorLine` wrote; the name is group 1. */
export const ANCHOR_LINE = /^<a id="([\w-]+)"><\/a>$/;
