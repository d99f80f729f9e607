/** A folder with a Markdown file and the pictures that it shows, dropped as a whole. */
import { pathOf, pictureAddresses } from '../../shared/import/picture-addresses';
import { MAX_ASSET_BYTES } from '../../shared/model/discussion-doc';
import type { FilePicture } from '../../shared/model/export-document';
import { pictureType } from '../../shared/model/picture-type';
import type { OpenedText } from './app-state';

export interface DroppedFile {
  /** With the folders that it was dropped in. */
  readonly path: string;
  readonly file: Blob;
}

export interface MarkdownFolder {
  readonly markdown: DroppedFile;
  /** By the path below the folder of the Markdown file. */
  readonly beside: ReadonlyMap<string, Blob>;
}

/** More than a person drops to show them. */
const MAX_TOTAL_BYTES = 100 * 1024 * 1024;

const MARKDOWN = /\.(?:md|markdown)$/i;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
/** What systems and editors leave in folders. */
const HIDDEN = /(?:^|\/)(?:\.[^/]+|Thumbs\.db|desktop\.ini)(?:\/|$)/i;

/** Null unless one of the files is Markdown, and all others are pictures. */
export function markdownFolder(files: readonly DroppedFile[]): MarkdownFolder | null {
  const shown = files.filter(({ path }) => !HIDDEN.test(path));
  const [markdown, ...more] = shown.filter(({ path }) => MARKDOWN.test(path));
  if (markdown === undefined || more.length > 0 || shown.length < 2) return null;
  const others = shown.filter((one) => one !== markdown);
  if (!others.every(({ path }) => PICTURE.test(path))) return null;
  const folder = markdown.path.slice(0, markdown.path.lastIndexOf('/') + 1);
  const below = others.filter(({ path }) => path.startsWith(folder));
  return { markdown, beside: new Map(below.map(({ path, file }) => [path.slice(folder.length), file])) };
}

export async function readMarkdownFolder(
  { markdown, beside }: MarkdownFolder,
  readText: (file: Blob, name: string) => Promise<string>,
): Promise<OpenedText> {
  const name = markdown.path.split('/').at(-1) ?? '';
  const text = await readText(markdown.file, name);
  const pictures: FilePicture[] = [];
  let room = MAX_TOTAL_BYTES;
  for (const address of pictureAddresses(text)) {
    const file = beside.get(pathOf(address) ?? '');
    if (file === undefined || file.size > Math.min(MAX_ASSET_BYTES, room)) continue;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const mime = pictureType(bytes);
    if (mime === null) continue;
    room -= bytes.length;
    pictures.push({ address, mime, bytes });
  }
  return { name, text, pictures };
}
