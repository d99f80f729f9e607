/** Paste and drop: pictures, a link over a selection, Markdown, cleaned HTML. */
import { type Editor, Extension } from '@tiptap/core';
import { type Fragment, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { parseRichText } from '../../../shared/markdown';
import { fittingRichText } from '../fragment/plain-data';
import { soleLink } from '../links';
import { pastedSlice, pastePoints } from '../points/point-clipboard';
import type { AssetStore } from '../types';
import { cleanHtml } from './clean-html';
import { imageFiles, insertImages } from './image-files';
import { looksLikeMarkdown } from './markdown-text';

export interface ClipboardSetup {
  readonly assets: AssetStore;
  readonly onError: (error: unknown) => void;
  /** Whether points can be made here. */
  readonly canMake: () => boolean;
}

/** Opens a paragraph at either end, so that it flows into the text around the caret. */
function flowingSlice(content: Fragment): Slice {
  const open = (node: { isTextblock: boolean; type: { name: string } } | null): number =>
    node?.type.name === 'paragraph' ? 1 : 0;
  return new Slice(content, open(content.firstChild), open(content.lastChild));
}

export function markdownSlice(text: string, schema: Schema): Slice {
  const doc = schema.nodeFromJSON(fittingRichText(parseRichText(text)));
  return flowingSlice(doc.content);
}

/** An address becomes a link: over a selection that text keeps its words, elsewhere the address stands for itself. */
function pasteLink(view: EditorView, text: string): boolean {
  const { selection, schema, tr } = view.state;
  const href = soleLink(text);
  const type = schema.marks['link'];
  const { $from, $to, from, to, empty } = selection;
  if (href === null || type === undefined || !$from.sameParent($to)) return false;
  if (!$from.parent.inlineContent || !$from.parent.type.allowsMarkType(type)) return false;
  const mark = type.create({ href });
  const linked = empty ? tr.replaceSelectionWith(schema.text(href, [mark]), false) : tr.addMark(from, to, mark);
  view.dispatch(linked.removeStoredMark(type).scrollIntoView());
  return true;
}

function pasteMarkdown(view: EditorView, text: string, canMake: boolean): boolean {
  if (!looksLikeMarkdown(text)) return false;
  const slice = pastedSlice(markdownSlice(text, view.state.schema), view, canMake);
  if (pastePoints(view, slice)) return true;
  view.dispatch(
    view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'),
  );
  return true;
}

function isPlain(view: EditorView): boolean {
  // Set by ProseMirror while Shift is held: Ctrl+Shift+V pastes the characters as they are.
  const { input } = view as EditorView & { input?: { shiftKey?: boolean } };
  return input?.shiftKey === true || view.state.selection.$from.parent.type.spec.code === true;
}

export function handlePaste(
  editor: Editor,
  view: EditorView,
  data: DataTransfer | null,
  setup: ClipboardSetup,
): boolean {
  if (data === null) return false;
  const html = data.getData('text/html');
  const text = data.getData('text/plain');
  const pictures = imageFiles(data.files);
  // A spreadsheet puts a picture of the cells beside their HTML: words win.
  if (pictures.length > 0 && text.trim() === '') {
    void insertImages(editor, pictures, setup.assets, setup.onError);
    return true;
  }
  if (isPlain(view)) return false;
  if (pasteLink(view, text)) return true;
  return html === '' && pasteMarkdown(view, text, setup.canMake());
}

export function clipboard(setup: ClipboardSetup): Extension {
  return Extension.create({
    name: 'clipboard',
    priority: 1050,
    transformPastedHTML: (html: string) => cleanHtml(html, setup.assets, setup.onError),
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            handlePaste: (view, event) => handlePaste(editor, view, event.clipboardData, setup),
            handleDrop(view, event, _slice, moved) {
              const pictures = imageFiles(event.dataTransfer?.files);
              if (moved || pictures.length === 0) return false;
              event.preventDefault();
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
              void insertImages(editor, pictures, setup.assets, setup.onError, at);
              return true;
            },
          },
        }),
      ];
    },
  });
}
