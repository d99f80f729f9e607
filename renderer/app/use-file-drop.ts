import { useEffect, useState } from 'react';
import { AppError } from '../../shared/errors/app-error';
import { decodeText } from '../../shared/import';
import { droppedFiles } from '../features/chats/given-files';
import type { AppModel } from './app-model';
import { holdsWork } from './app-state';
import { markdownFolder, readMarkdownFolder } from './markdown-folder';

/** The same limit as for files opened by the dialog. */
const MAX_BYTES = 20 * 1024 * 1024;

function isTextFile(file: { readonly name: string; readonly type: string }): boolean {
  return file.type.startsWith('text/') || /\.(md|markdown|txt|text)$/i.test(file.name);
}

/** What texts, archives, data and folders (which have none) say that they are. */
const READABLE = /^$|^text\/|[/+-](?:json|zip|zip-compressed|mbox|javascript|recap-notebook)$/;

/** While dragging, names are not known: pictures are told apart by their type, everything else may be text. */
function mayBeRead(transfer: DataTransfer | null): boolean {
  return [...(transfer?.items ?? [])].some(({ kind, type }) => kind === 'file' && READABLE.test(type));
}

/** A place that reads codes takes the files that are dropped on it. */
function takenElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null;
}

async function readText(file: Blob, name: string): Promise<string> {
  if (file.size > MAX_BYTES) throw new AppError('files/too-large', name);
  return decodeText(new Uint8Array(await file.arrayBuffer())).text;
}

/** A chat becomes discussions, any other text file one discussion that is gone through first. */
async function take(model: AppModel, transfer: DataTransfer): Promise<void> {
  const given = [...transfer.files];
  if (given.length > 0 && given.every(({ name }) => /\.recap$/i.test(name))) {
    // One after the other, in their order.
    for (const file of given) await model.handOffs.openDropped(file);
    return;
  }
  const { dialog } = model.state.get();
  // What reads files takes another one in place of the one it has.
  if (holdsWork(dialog) && dialog?.kind !== 'import' && dialog?.kind !== 'chat') {
    const detail = 'Nothing was read. Finish or close what is on the screen, then drop it again.';
    model.notices.tell({ tone: 'info', title: 'One thing after the other', detail });
    return;
  }
  const files = await droppedFiles(transfer);
  const [first] = files;
  if (first === undefined) return;
  const { path: name, file } = first;
  const asText = (): void => {
    readText(file, name).then((text) => model.openText({ name, text }), model.report);
  };
  const folder = markdownFolder(files);
  if (folder !== null) return model.openText(await readMarkdownFolder(folder, readText));
  if (files.length === 1 && isTextFile({ name, type: file.type })) model.chats.readOr(files, asText);
  else model.chats.read(files);
}

/** Files and folders dropped anywhere on the window; answers whether something is held over it. */
export function useFileDrop(model: AppModel): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const isTaken = (event: DragEvent): boolean =>
      !takenElsewhere(event.target) &&
      mayBeRead(event.dataTransfer) &&
      model.session.state.get() !== null &&
      model.chats.session.state.get().kind !== 'creating';
    const onDragOver = (event: DragEvent): void => {
      const taken = isTaken(event);
      setOver(taken);
      if (!taken) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (event.dataTransfer === null || !isTaken(event)) return;
      event.preventDefault();
      event.stopPropagation();
      take(model, event.dataTransfer).catch(model.report);
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
