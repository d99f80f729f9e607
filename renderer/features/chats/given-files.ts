/** The files that were chosen, or dropped with the folders around them. Nothing is read yet. */
import type { SourceFile } from './worker-messages';

/** A workspace has thousands of small files; whoever drops a disk gets an answer all the same. */
const MOST_FILES = 50_000;

export function chosenFiles(list: FileList | null): SourceFile[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** To be called in the drop event: later the transfer is empty. */
export async function droppedFiles(transfer: DataTransfer): Promise<SourceFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  // A file that a program made up has no entry.
  const given = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: SourceFile[] = [];
  for (const one of given) {
    if (one instanceof File) found.push({ path: one.name, file: one });
    else if (one !== null) await collect(one, found);
  }
  return found;
}

async function collect(entry: FileSystemEntry, found: SourceFile[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\/+/, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A folder is told in pieces of a hundred; an empty one is the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await collect(one, found);
  }
}

export const isArchiveName = (path: string): boolean => /\.zip$/i.test(path);

/** The folder or the file that was chosen. */
export function topName(files: readonly SourceFile[]): string {
  return files[0]?.path.split('/')[0] ?? '';
}
