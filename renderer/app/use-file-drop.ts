import { useEffect, useState } from 'react';
import { AppError } from '../../shared/errors/app-error';
import { decodeText } from '../../shared/import';
import type { AppModel } from './app-model';

/** The same limit as for files opened by the dialog. */
const MAX_BYTES = 20 * 1024 * 1024;

function isTextFile(file: { readonly name: string; readonly type: string }): boolean {
  return file.type.startsWith('text/') || /\.(md|markdown|txt|text)$/i.test(file.name);
}

/** While dragging, names are not known: pictures are told apart by their type, everything else may be text. */
function mayBeText(transfer: DataTransfer | null): boolean {
  const files = [...(transfer?.items ?? [])].filter((item) => item.kind === 'file');
  return files.length === 1 && files.every((file) => file.type === '' || file.type.startsWith('text/'));
}

/** A place that reads codes takes the files that are dropped on it. */
function takenElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null;
}

async function readText(file: File): Promise<string> {
  if (file.size > MAX_BYTES) throw new AppError('files/too-large', file.name);
  return decodeText(new Uint8Array(await file.arrayBuffer())).text;
}

/** A text file dropped anywhere on the window becomes a new discussion; answers whether one is held over it. */
export function useFileDrop(model: AppModel): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      const text = !takenElsewhere(event.target) && mayBeText(event.dataTransfer) && model.session.state.get() !== null;
      setOver(text);
      if (!text) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (takenElsewhere(event.target)) return;
      if (file === undefined || !isTextFile(file) || model.session.state.get() === null) return;
      event.preventDefault();
      event.stopPropagation();
      readText(file).then((text) => model.openText({ name: file.name, text }), model.report);
    };
    // Before the editors, which would take the file for a picture.
    window.addEventListener('dragover', onDragOver, true);
    window.addEventListener('dragleave', onLeave, true);
    window.addEventListener('drop', onDrop, true);
    return () => {
      window.removeEventListener('dragover', onDragOver, true);
      window.removeEventListener('dragleave', onLeave, true);
      window.removeEventListener('drop', onDrop, true);
    };
  }, [model]);

  return over;
}
