/** What both editors share on screen: the text, the slash menu, the menu beside the selection, the file chooser. */
import type { AnyExtension, Editor } from '@tiptap/core';
import { type RefObject, useId, useMemo, useRef } from 'react';
import { createStore, type Store } from '../ui/store';
import { copySource } from './copy/editor-selection';
import { type BlockMenu, blockHandle } from './handle/block-handle';
import { BlockMenus } from './handle/block-menus';
import { clipboard } from './input/clipboard';
import { firstFocus } from './input/first-focus';
import { groundRules } from './input/ground-rules';
import { imageFiles, insertImages } from './input/image-files';
import { listMarkers } from './input/list-markers';
import { openLinks } from './input/open-link';
import { toldCaret } from './input/told-caret';
import { Bubble } from './menus/bubble';
import { menuKeys } from './menus/menu-keys';
import { pointClipboard } from './points/point-clipboard';
import { pointHere } from './points/point-here';
import { pointIds } from './points/point-ids';
import { pointKeys } from './points/point-keys';
import { PointMenus } from './points/point-menus';
import { openQuote, type PointPanel, pointWithView } from './points/point-view';
import { typedPoints } from './points/typed-points';
import { contentExtensions } from './schema/content';
import { imageWithView } from './schema/image';
import { RECAP_ENTRIES, runEntry, SLASH_ENTRIES, type SlashEntry } from './slash/entries';
import { SlashMenu } from './slash/slash-menu';
import { slashMenu } from './slash/slash-plugin';
import type { SharedEditorProps } from './types';
import { useLatest } from './use-editor';
import './rich-text.css';
import './points/points.css';
import './editor.css';
import './handle/handle.css';

export type SurfaceProps = Pick<
  SharedEditorProps,
  'assets' | 'label' | 'placeholder' | 'onError' | 'onOpenLink' | 'onSubmit' | 'onEscape' | 'points'
>;

export interface Surface {
  readonly menuId: string;
  readonly linkField: Store<boolean>;
  /** The menu or panel of a point that is open. */
  readonly pointPanel: Store<PointPanel | null>;
  /** Opens the kinds of points below a button. */
  readonly turnInto: (button: HTMLElement) => void;
  readonly blockMenu: Store<BlockMenu | null>;
  readonly chooseFile: RefObject<HTMLInputElement | null>;
  readonly choose: (editor: Editor, entry: SlashEntry, range: { from: number; to: number }) => void;
  /** The extensions of both editors; made once for each editor. */
  readonly extensions: () => AnyExtension[];
  readonly props: SurfaceProps;
}

/** The editor's extensions, wired to the newest props of the component. */
export function useSurface(props: SurfaceProps): Surface {
  const menuId = useId();
  const chooseFile = useRef<HTMLInputElement>(null);
  const linkField = useMemo(() => createStore(false), []);
  const pointPanel = useMemo(() => createStore<PointPanel | null>(null), []);
  const turnInto = (anchor: HTMLElement): void =>
    pointPanel.set({ panel: 'turn', anchor, at: anchor.getBoundingClientRect(), position: () => null });
  const blockMenu = useMemo(() => createStore<BlockMenu | null>(null), []);
  const latest = useLatest(props);
  const choose: Surface['choose'] = (editor, entry, range) => {
    runEntry(editor, entry.id, range, () => chooseFile.current?.click());
    if (entry.id === 'point-quote' && latest.current.points?.quotable !== undefined) openQuote(editor, pointPanel);
  };
  const handled = (callback: (() => void) | undefined): boolean => {
    callback?.();
    return callback !== undefined;
  };
  const extensions = (): AnyExtension[] => {
    const canMake = () => latest.current.points !== undefined;
    const offered = () => (canMake() ? RECAP_ENTRIES : SLASH_ENTRIES);
    const menu: AnyExtension = slashMenu(menuId, (editor, entry, range) => choose(editor, entry, range), offered);
    const point = pointWithView({
      host: () => latest.current.points,
      onOpenLink: (url) => latest.current.onOpenLink(url),
      open: (panel) => pointPanel.set(panel),
    });
    return [
      ...contentExtensions(imageWithView(latest.current.assets), point),
      groundRules({
        label: () => latest.current.label,
        placeholder: () => latest.current.placeholder,
        onSubmit: () => handled(latest.current.onSubmit),
        onEscape: () => handled(latest.current.onEscape),
      }),
      clipboard({ assets: latest.current.assets, onError: (error) => latest.current.onError(error), canMake }),
      pointClipboard(canMake),
      copySource,
      toldCaret,
      listMarkers,
      firstFocus,
      openLinks((url) => latest.current.onOpenLink(url)),
      menuKeys(linkField),
      pointKeys(canMake, ({ kept, gone }) => latest.current.points?.merged?.(kept, gone)),
      typedPoints(canMake),
      pointIds,
      pointHere,
      blockHandle(canMake, (open) => blockMenu.set(open)),
      menu,
    ];
  };
  return { menuId, linkField, pointPanel, turnInto, blockMenu, chooseFile, choose, extensions, props };
}

interface EditorSurfaceProps {
  readonly surface: Surface;
  readonly editor: Editor | null;
  readonly element: RefObject<HTMLDivElement | null>;
}

export function EditorSurface({ surface, editor, element }: EditorSurfaceProps) {
  const { assets, onError, onOpenLink } = surface.props;
  return (
    <div className="editor">
      <div ref={element} className="editor-text" />
      {editor === null ? null : (
        <>
          <SlashMenu
            editor={editor}
            menuId={surface.menuId}
            onChoose={(entry, range) => surface.choose(editor, entry, range)}
          />
          <PointMenus editor={editor} open={surface.pointPanel} host={surface.props.points} />
          <Bubble
            editor={editor}
            linkField={surface.linkField}
            onOpenLink={onOpenLink}
            onPoint={surface.props.points === undefined ? undefined : surface.turnInto}
          />
          <BlockMenus editor={editor} open={surface.blockMenu} points={surface.props.points !== undefined} />
          <input
            ref={surface.chooseFile}
            type="file"
            accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
            multiple
            hidden
            aria-label="Choose pictures"
            onChange={(event) => {
              void insertImages(editor, imageFiles(event.target.files), assets, onError);
              event.target.value = '';
            }}
          />
        </>
      )}
    </div>
  );
}
