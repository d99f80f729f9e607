/** The menu over selected text. */
import type { Editor } from '@tiptap/core';
import {
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  Lightbulb,
  Link,
  Strikethrough,
  TextQuote,
} from 'lucide-react';
import type { TextMenu } from './menu-state';
import { Toolbar, ToolbarButton } from './toolbar';

const HEADINGS = [
  { level: 1, icon: Heading1 },
  { level: 2, icon: Heading2 },
  { level: 3, icon: Heading3 },
] as const;

interface TextToolbarProps {
  readonly editor: Editor;
  readonly menu: TextMenu;
  readonly onLink: () => void;
  /** Opens the kinds of points, below the button; left out where there are none. */
  readonly onPoint?: (button: HTMLElement) => void;
}

export function TextToolbar({ editor, menu, onLink, onPoint }: TextToolbarProps) {
  const mark = (name: string) => () => editor.chain().focus().toggleMark(name).run();
  return (
    <Toolbar label="Format" editor={editor}>
      <ToolbarButton first label="Bold" keys="Ctrl+B" icon={Bold} pressed={menu.bold} onPress={mark('bold')} />
      <ToolbarButton label="Italic" keys="Ctrl+I" icon={Italic} pressed={menu.italic} onPress={mark('italic')} />
      <ToolbarButton
        label="Strike"
        keys="Ctrl+Shift+S"
        icon={Strikethrough}
        pressed={menu.strike}
        onPress={mark('strike')}
      />
      <ToolbarButton label="Code" keys="`text`" icon={Code} pressed={menu.code} onPress={mark('code')} />
      <ToolbarButton label="Link" keys="Ctrl+K" icon={Link} pressed={menu.link !== null} onPress={onLink} />
      {menu.blocks ? (
        <>
          <span className="editor-toolbar-gap" aria-hidden="true" />
          {HEADINGS.map(({ level, icon }) => (
            <ToolbarButton
              key={level}
              label={`Heading ${level}`}
              keys={`Ctrl+Alt+${level}`}
              icon={icon}
              pressed={menu.heading === level}
              onPress={() => editor.chain().focus().toggleHeading({ level }).run()}
            />
          ))}
          <ToolbarButton
            label="Quote"
            keys="Ctrl+Shift+B"
            icon={TextQuote}
            pressed={menu.quote}
            onPress={() => editor.chain().focus().toggleBlockquote().run()}
          />
          {onPoint === undefined ? null : (
            <ToolbarButton
              label="Turn into a point"
              keys="Ctrl+Shift+1 to 6"
              icon={Lightbulb}
              onPress={(event) => onPoint(event.currentTarget)}
            />
          )}
        </>
      ) : null}
    </Toolbar>
  );
}
