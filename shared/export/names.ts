/** The names of the files of one discussion, by the form of the export. */
import type { ExportKind } from '../model/export-document';
import { type ExportChoice, settled } from './choice';

/** Where each part goes, relative to the folder of the export; `/` parts the segments. */
export interface FileNames {
  readonly parts: readonly { readonly kind: ExportKind; readonly path: string }[];
  /** The folder of the pictures, and how the parts refer to it. */
  readonly pictures: string;
  readonly picturesFrom: string;
}

/** @param base as `baseFileName` makes it */
export function fileNames(base: string, choice: ExportChoice): FileNames {
  const { kind, form } = settled(choice);
  if (form === 'folder') {
    const kinds = kind === 'discussion' ? (['recap', 'thread'] as const) : [kind];
    return {
      parts: kinds.map((part) => ({ kind: part, path: `${base}/${part}.md` })),
      pictures: `${base}/pictures`,
      picturesFrom: 'pictures',
    };
  }
  const pictures = `${base}.assets`;
  const parts =
    form === 'file'
      ? [{ kind, path: `${base}.md` }]
      : (['recap', 'thread'] as const).map((part) => ({ kind: part, path: `${base} - ${part}.md` }));
  return { parts, pictures, picturesFrom: encodeURIComponent(pictures) };
}

/** What stands directly in the folder of the export: a name there must be free, or ours. */
export function topNames(base: string, choice: ExportChoice): readonly string[] {
  const { parts, pictures } = fileNames(base, choice);
  return [...new Set([...parts.map(({ path }) => path), pictures].map((path) => path.split('/', 1)[0] ?? path))];
}
