/** The menu beside the selection: for text, a link, a picture or a table. */
import { getOverflowAncestors } from '@floating-ui/dom';
import { type Editor, posToDOMRect } from '@tiptap/core';
import { ExternalLink, Pencil, Trash2, Unlink } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { type Store, useReadable } from '../../ui/store';
import { FieldBar } from './field-bar';
import { Floating } from './floating';
import { applyLink, linkObstacle } from './link-edit';
import { type ImageMenu, type LinkMenu, type MenuState, menuFor } from './menu-state';
import { TableToolbar } from './table-toolbar';
import { TextToolbar } from './text-toolbar';
import { Toolbar, ToolbarButton } from './toolbar';
import { useEditorValue } from './use-editor-value';
import { type Phase, usePhase } from './use-phase';

interface BubbleProps {
  readonly editor: Editor;
  /** True while the address of a link is being typed; Ctrl+K sets it. */
  readonly linkField: Store<boolean>;
  readonly onOpenLink: (url: string) => void;
  /** Opens the kinds of points; left out where there are none. */
  readonly onPoint?: ((button: HTMLElement) => void) | undefined;
}

/** Taller selections get their menu beside the caret instead of above their first line. Pixels. */
const TALL = 240;

function nodeElement(editor: Editor, position: number): Element | null {
  const dom = editor.view.nodeDOM(position);
  return dom instanceof Element ? dom : null;
}

/** The end of a long selection is often not on screen; its menu then keeps to the edge where the text goes on. */
function intoView(rect: DOMRect, text: Element): DOMRect {
  const scrollers = getOverflowAncestors(text).flatMap((one) =>
    one instanceof Element ? one.getBoundingClientRect() : [],
  );
  const top = Math.max(0, ...scrollers.map((one) => one.top));
  const bottom = Math.min(window.innerHeight, ...scrollers.map((one) => one.bottom));
  return new DOMRect(rect.x, Math.max(top, Math.min(rect.y, bottom - rect.height)), rect.width, rect.height);
}

function anchorOf(editor: Editor, menu: NonNullable<MenuState>) {
  if (menu.kind === 'image' || menu.kind === 'table') {
    const element = nodeElement(editor, menu.position);
    if (element !== null) return element.querySelector('table') ?? element;
  }
  return {
    contextElement: editor.view.dom,
    getBoundingClientRect: () => {
      const { from, to, head } = editor.state.selection;
      const whole = posToDOMRect(editor.view, from, to);
      return whole.height < TALL ? whole : intoView(posToDOMRect(editor.view, head, head), editor.view.dom);
    },
  };
}

function LinkBar({
  editor,
  menu,
  onEdit,
  onOpenLink,
}: {
  editor: Editor;
  menu: LinkMenu;
  onEdit: () => void;
  onOpenLink: (url: string) => void;
}) {
  return (
    <div className="editor-field">
      <span className="editor-link-text">{menu.href}</span>
      <Toolbar label="Link" editor={editor}>
        <ToolbarButton
          first
          label="Open link"
          keys="Ctrl+click"
          icon={ExternalLink}
          onPress={() => onOpenLink(menu.href)}
        />
        <ToolbarButton label="Edit link" keys="Ctrl+K" icon={Pencil} onPress={onEdit} />
        <ToolbarButton label="Remove link" icon={Unlink} onPress={() => editor.chain().focus().unsetLink().run()} />
      </Toolbar>
    </div>
  );
}

function ImageBar({
  editor,
  menu,
  onOpenLink,
}: {
  editor: Editor;
  menu: ImageMenu;
  onOpenLink: (url: string) => void;
}) {
  const setAlt = (alt: string): null => {
    const node = editor.state.doc.nodeAt(menu.position);
    if (node?.type.name !== 'image') return null;
    const tr = editor.state.tr.setNodeAttribute(menu.position, 'alt', alt.trim() === '' ? null : alt.trim());
    editor.view.dispatch(tr);
    return null;
  };
  const { remote } = menu;
  return (
    <FieldBar
      editor={editor}
      label="Alt text"
      placeholder="Describe the picture"
      initial={menu.alt}
      focusNow={false}
      onApply={setAlt}
      onLeave={() => undefined}
    >
      <Toolbar label="Picture" editor={editor}>
        {remote === null ? null : (
          <ToolbarButton label="Open link" icon={ExternalLink} onPress={() => onOpenLink(remote)} />
        )}
        <ToolbarButton
          first
          label="Delete picture"
          icon={Trash2}
          onPress={() => editor.chain().focus().deleteSelection().run()}
        />
      </Toolbar>
    </FieldBar>
  );
}

function isShown(menu: MenuState, phase: Phase): menu is NonNullable<MenuState> {
  if (menu === null || phase === 'away') return false;
  return menu.kind === 'table' || phase === 'rest';
}

function MenuBody({ editor, menu, linkField, onOpenLink, onPoint }: BubbleProps & { menu: NonNullable<MenuState> }) {
  const edit = () => linkField.set(true);
  switch (menu.kind) {
    case 'text':
      return <TextToolbar editor={editor} menu={menu} onLink={edit} {...(onPoint === undefined ? {} : { onPoint })} />;
    case 'link':
      return <LinkBar editor={editor} menu={menu} onEdit={edit} onOpenLink={onOpenLink} />;
    case 'image':
      return <ImageBar key={menu.position} editor={editor} menu={menu} onOpenLink={onOpenLink} />;
    case 'table':
      return <TableToolbar editor={editor} menu={menu} />;
  }
}

export function Bubble(props: BubbleProps) {
  const host = useRef<HTMLDivElement>(null);
  return (
    <div ref={host} className="editor-menus">
      <BubbleInside {...props} host={host} />
    </div>
  );
}

function BubbleInside({ host, ...props }: BubbleProps & { host: RefObject<HTMLDivElement | null> }) {
  const { editor, linkField } = props;
  const menu = useEditorValue(editor, menuFor);
  const phase = usePhase(editor, host);
  const typingLink = useReadable(linkField);
  const isLink = menu?.kind === 'text' || menu?.kind === 'link';
  // Without a place for the link there is no field; the next selection does not begin with one.
  useEffect(() => {
    if (typingLink && !isLink) linkField.set(false);
  }, [typingLink, isLink, linkField]);
  if (!isShown(menu, typingLink && isLink ? 'rest' : phase)) return null;
  const place = menu.kind === 'text' || menu.kind === 'link' ? menu.from : menu.position;
  return (
    <Floating
      key={menu.kind}
      anchor={() => anchorOf(editor, menu)}
      placement={menu.kind === 'table' ? 'right-start' : 'top'}
      place={`${menu.kind} ${place} ${menu.kind === 'text' ? menu.to : ''} ${typingLink}`}
    >
      {typingLink && isLink ? (
        <FieldBar
          editor={editor}
          label="Link address"
          placeholder="Paste or type an address"
          initial={menu.kind === 'text' ? (menu.link ?? '') : menu.href}
          focusNow
          obstacle={linkObstacle(editor.state)}
          onApply={(value) => applyLink(editor, value)}
          onLeave={() => linkField.set(false)}
        />
      ) : (
        <MenuBody {...props} menu={menu} />
      )}
    </Floating>
  );
}
