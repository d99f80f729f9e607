/** What an export writes: the Markdown and the pictures beside it. Pure; the disk is export-discussion.ts's. */
import { basename, extname } from 'node:path';
import { exportMarkdown } from '../../shared/markdown';
import type { Asset, ExportDocument, ExportKind } from '../../shared/model/export-document';

export interface ExportPlan {
  readonly markdown: string;
  /** The folder for the pictures beside the file, null when none is referenced. */
  readonly assetFolder: string | null;
  readonly assets: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
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

/**
 * Only pictures that the exported part refers to are written. A reference to one that is not there, or to one of an
 * unknown kind, stays as it is.
 */
export function planExport(
  document: ExportDocument,
  kind: ExportKind,
  assets: readonly Asset[],
  path: string,
): ExportPlan {
  const folder = `${basename(path, extname(path))}.assets`;
  const byHash = new Map(assets.map((asset) => [asset.hash, asset]));
  const used = new Map<string, { fileName: string; bytes: Uint8Array }>();
  const shortOwners = new Map<string, string>();

  const fileFor = (hash: string): string | null => {
    const known = used.get(hash);
    if (known !== undefined) return known.fileName;
    const asset = byHash.get(hash);
    const extension = asset === undefined ? undefined : EXTENSIONS[asset.mime];
    if (asset === undefined || extension === undefined) return null;
    const short = hash.slice(0, SHORT_HASH);
    const owner = shortOwners.get(short) ?? hash;
    shortOwners.set(short, owner);
    const fileName = `${owner === hash ? short : hash}.${extension}`;
    used.set(hash, { fileName, bytes: asset.bytes });
    return fileName;
  };
  const imageUrl = (src: string): string => {
    const hash = ASSET_ADDRESS.exec(src)?.[1];
    const fileName = hash === undefined ? null : fileFor(hash);
    return fileName === null ? src : `${encodeURIComponent(folder)}/${fileName}`;
  };

  const markdown = exportMarkdown(document, kind, { imageUrl });
  return { markdown, assetFolder: used.size === 0 ? null : folder, assets: [...used.values()] };
}
