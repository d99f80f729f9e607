/** The boxes of task lists, read so that none is lost. */
import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';

/**
 * As mdast-util-gfm-task-list-item 2.0.0, which forgets a box that the tokenizer found outside an item: in
 * `-⏎[ ] text` the second line is a paragraph. There it is put back as text.
 */
function exitCheck(this: CompileContext, token: Token): undefined {
  const parent = this.stack[this.stack.length - 2];
  if (parent?.type === 'listItem') parent.checked = token.type === 'taskListCheckValueChecked';
  else {
    this.enter({ type: 'text', value: `[${this.sliceSerialize(token)}]` }, token);
    this.exit(token);
  }
}

export function taskItems(): Extension {
  return {
    exit: {
      ...gfmTaskListItemFromMarkdown().exit,
      taskListCheckValueChecked: exitCheck,
      taskListCheckValueUnchecked: exitCheck,
    },
  };
}
