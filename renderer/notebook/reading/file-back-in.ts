/** Opens a file of ours for the discussion that it was made from. */
import { AppError } from '../../../shared/errors/app-error';
import { pictureAddresses } from '../../../shared/import';
import type { FilePicture } from '../../../shared/model/export-document';
import { type BackIn, openBackIn } from '../back-in';
import type { Discussion } from '../types';
import { namePictures, withKnownPictures } from './pictures';
import { type ReadHost, read } from './reading';

export interface FileOfOurs {
  readonly name: string;
  readonly text: string;
  readonly pictures?: readonly FilePicture[];
}

export interface FileBackIn extends BackIn {
  /** The file knows what it was exported from. */
  readonly based: boolean;
}

/** Errors: files/not-text, files/too-long-to-compare. */
export async function openFileBackIn(
  discussion: Discussion,
  { name, text, pictures = [] }: FileOfOurs,
  host: ReadHost,
  onError: (error: unknown) => void,
): Promise<FileBackIn> {
  const named = namePictures(pictures);
  const addresses = withKnownPictures(named.addresses, pictureAddresses(text), discussion);
  const file = await read({ kind: 'back', text, fileName: name, addresses }, host);
  if (file === null) throw new AppError('files/not-text', `${name} is no export`);
  if (!file.whole) throw new AppError('files/too-long-to-compare', `${String(text.length)} characters`);
  const source = { file: () => file, pictures: named.byHash };
  return { ...openBackIn(discussion, source, onError), based: file.base !== null };
}
