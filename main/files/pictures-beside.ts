/**
 * The pictures that a Markdown file shows from its own folder. A text from a stranger names them: only what lies below that
 * folder, with every link followed, is a plain file, small enough and begins like a picture is read. What is not is left out.
 */
import { constants, open, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pathOf, pictureAddresses } from '../../shared/import/picture-addresses';
import { pictureType } from '../../shared/model/picture-type';

/** As MAX_ASSET_BYTES: a discussion keeps no larger ones. */
const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
/** All pictures of a file cross the bridge at once. */
const MAX_TOTAL_BYTES = 100 * 1024 * 1024;

export interface PictureBeside {
  /** As the text has it. */
  readonly address: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function readPicture(folder: string, path: string, room: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const target = await realpath(join(folder, path));
  if (!target.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
  // No link may take its place between the question and the answer; a pipe must not be waited for.
  const file = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size === 0 || stats.size > Math.min(MAX_PICTURE_BYTES, room)) return null;
    const bytes = new Uint8Array(stats.size);
    const { bytesRead } = await file.read(bytes, 0, stats.size, 0);
    return bytesRead === stats.size ? bytes : null;
  } finally {
    await file.close();
  }
}

export async function readPicturesBeside(path: string, text: string): Promise<PictureBeside[]> {
  const addresses = pictureAddresses(text);
  if (addresses.length === 0) return [];
  const folder = await realpath(dirname(path));
  const found: PictureBeside[] = [];
  let room = MAX_TOTAL_BYTES;
  for (const address of addresses) {
    const below = pathOf(address);
    const bytes = below === null ? null : await readPicture(folder, below, room).catch(() => null);
    const mime = bytes === null ? null : pictureType(bytes);
    if (bytes === null || mime === null) continue;
    room -= bytes.length;
    found.push({ address, mime, bytes });
  }
  return found;
}
