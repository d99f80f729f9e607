/** Setting, changing and removing a link, and the words for why it cannot be done. */
import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { linkFromInput } from '../links';

const NO_ADDRESS = 'This is no address of a page or a mailbox. Example: example.org/page';
const ONLY_CODE = 'Code cannot be a link. Select words outside it, or take the code formatting away first.';

/** Null when some of the selected text can be a link, else the reason why none can, in words. */
export function linkObstacle(state: EditorState): string | null {
  const link = state.schema.marks.link;
  if (link === undefined || state.selection.empty) return null;
  let possible = false;
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, _position, parent) => {
      if (!possible && node.isText) {
        possible = parent?.type.allowsMarkType(link) === true && !node.marks.some((mark) => mark.type.excludes(link));
      }
      return !possible;
    });
  }
  return possible ? null : ONLY_CODE;
}

/**
 * Sets, changes or (empty input) removes the link on the selection, or on the link around the caret. Returns null when
 * done, else what is wrong, in words.
 */
export function applyLink(editor: Editor, input: string): string | null {
  const chain = editor.chain().extendMarkRange('link');
  if (input.trim() === '') {
    chain.unsetLink().run();
    return null;
  }
  const obstacle = linkObstacle(editor.state);
  if (obstacle !== null) return obstacle;
  const href = linkFromInput(input);
  if (href === null) return NO_ADDRESS;
  return chain.setLink({ href }).run() ? null : NO_ADDRESS;
}
