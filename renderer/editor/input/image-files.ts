/** Pictures that are pasted, dropped or chosen: read, kept with the discussion, and put where they were meant to go. */
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap';
import { AppError } from '../../../shared/errors/app-error';
import { syncStateOf } from '../collaboration/sync-state';
import type { AssetStore } from '../types';

/** Agrees with asset/too-large in shared/errors; checked here so that a huge file is not read first. Bytes. */
const MAX_BYTES = 10 * 1024 * 1024;

/** A place that stays the same place while others write. */
function holdPlace(editor: Editor, position: number): () => number {
  const binding = syncStateOf(editor.state)?.binding;
  if (binding !== undefined) {
    const relative: unknown = absolutePositionToRelativePosition(position, binding.type, binding.mapping);
    return () => relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping) ?? position;
  }
  let place = position;
  const follow = ({ transaction }: { transaction: Transaction }): void => {
    place = transaction.mapping.map(place);
  };
  editor.on('transaction', follow);
  return () => {
    editor.off('transaction', follow);
    return place;
  };
}

export function imageFiles(files: FileList | null | undefined): File[] {
  return [...(files ?? [])].filter((file) => file.type.startsWith('image/'));
}

async function keep(file: File, assets: AssetStore): Promise<string> {
  if (file.size > MAX_BYTES) throw new AppError('asset/too-large', file.name);
  return assets.addAsset(new Uint8Array(await file.arrayBuffer()), file.type);
}

function altOf(file: File): string | null {
  const name = file.name.replace(/\.[a-z0-9]+$/i, '');
  // What the system calls a picture on the clipboard says nothing about it.
  return name === '' || /^image$/i.test(name) ? null : name;
}

/** Puts pictures at `position` (default: the caret), in the order of the files; what cannot be kept goes to `onError`. */
export async function insertImages(
  editor: Editor,
  files: readonly File[],
  assets: AssetStore,
  onError: (error: unknown) => void,
  position?: number,
): Promise<void> {
  const place = holdPlace(editor, position ?? editor.state.selection.to);
  const nodes: { type: string; attrs: Record<string, unknown> }[] = [];
  for (const file of files) {
    try {
      nodes.push({ type: 'image', attrs: { src: await keep(file, assets), alt: altOf(file), title: null } });
    } catch (error) {
      onError(error);
    }
  }
  const at = place();
  if (nodes.length === 0 || editor.isDestroyed) return;
  editor.chain().insertContentAt(Math.min(at, editor.state.doc.content.size), nodes).focus().run();
}
