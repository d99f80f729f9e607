/** How menus and keys put text on the clipboard: the app knows the discussion around it, the views know what is meant. */
import { createContext } from 'react';
import type { RichText } from '../../../shared/model/rich-text';
import type { MenuEntry } from '../../ui/menu';

export type CopyFormat = 'markdown' | 'rich';

/** A text that can be copied, and what to call it: `The point`. */
export interface CopiedText {
  readonly body: RichText;
  readonly name: string;
}

export type Copy = (text: CopiedText, format: CopyFormat) => void;

/** Null where nothing can be copied in another form. */
export const CopyContext = createContext<Copy | null>(null);

/** The rows of a menu; `text` is read when one of them is chosen. */
export function copyEntries(
  copy: Copy | null,
  text: () => CopiedText | null,
  keys: Readonly<Partial<Record<CopyFormat, string>>> = {},
): MenuEntry[] {
  if (copy === null) return [];
  const entry = (format: CopyFormat, label: string): MenuEntry => ({
    kind: 'action',
    label,
    keys: keys[format],
    run: () => {
      const now = text();
      if (now !== null) copy(now, format);
    },
  });
  return [entry('markdown', 'Copy as Markdown'), entry('rich', 'Copy as rich text')];
}
