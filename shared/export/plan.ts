/** What an export writes: Markdown, and the pictures that it refers to. Pure; the disk is main/files’s. */
import { exportMarkdown } from '../markdown';
import type { Asset, ExportDocument } from '../model/export-document';
import type { ExportChoice } from './choice';
import { fileNames } from './names';

export interface PlannedFile {
  /** Relative to the folder of the export; `/` parts the segments. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

const ASSET_ADDRESS = /^asset:([0-9a-f]{64})$/;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
};

/** Enough of the hash to tell a discussion's pictures apart; the whole one when two agree in it. */
const SHORT_HASH = 8;

/** Whether an export can write this picture beside it. */
export const isWritablePicture = (asset: Pick<Asset, 'mime'> | null | undefined): boolean =>
  asset !== null && asset !== undefined && EXTENSIONS[asset.mime] !== undefined;

/**
 * The files of one discussion, pictures first, so that no Markdown refers to one that is not there yet. Only pictures that
 * are referred to are written; a reference to one that is not at hand, or of an unknown kind, stays as it is.
 */
export function planExport(
  document: ExportDocument,
  choice: ExportChoice,
  asset: (hash: string) => Asset | null,
  base: string,
): readonly PlannedFile[] {
  const names = fileNames(base, choice);
  const used = new Map<string, PlannedFile & { readonly name: string }>();
  const shortOwners = new Map<string, string>();

  const nameFor = (hash: string): string | null => {
    const known = used.get(hash);
    if (known !== undefined) return known.name;
    const found = asset(hash);
    const extension = found === null ? undefined : EXTENSIONS[found.mime];
    if (found === null || extension === undefined) return null;
    const short = hash.slice(0, SHORT_HASH);
    const owner = shortOwners.get(short) ?? hash;
    shortOwners.set(short, owner);
    const name = `${owner === hash ? short : hash}.${extension}`;
    used.set(hash, { name, path: `${names.pictures}/${name}`, content: found.bytes });
    return name;
  };
  const imageUrl = (src: string): string => {
    const hash = ASSET_ADDRESS.exec(src)?.[1];
    const name = hash === undefined ? null : nameFor(hash);
    return name === null ? src : `${names.picturesFrom}/${name}`;
  };
  const addressOf = (kind: 'recap' | 'thread'): string | undefined => {
    const path = names.parts.length > 1 ? names.parts.find((part) => part.kind === kind)?.path : undefined;
    return path === undefined ? undefined : encodeURIComponent(path.split('/').at(-1) ?? path);
  };

  const links = { threadUrl: addressOf('thread'), recapUrl: addressOf('recap') };
  const parts = names.parts.map(({ kind, path }) => ({
    path,
    content: exportMarkdown(document, kind, { imageUrl, ...links }),
  }));
  return [...[...used.values()].map(({ path, content }) => ({ path, content })), ...parts];
}
