/** Pictures as data addresses: what is shown by itself, wherever the file is opened. */
import { toBase64 } from 'lib0/buffer';
import type { Asset } from '../model/export-document';

/** Kinds that are pixels and nothing else: an SVG is a document of its own. */
const PIXELS = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]+=*$/;
const KEPT = /^asset:([0-9a-f]{64})$/;

/** The address to show a picture by, from the `src` of its node; null when it is not here or not of a known kind. */
export type Pictures = (src: string) => string | null;

/** @param asset gives a picture that is kept with the discussion, by its hash */
export function dataPictures(asset: (hash: string) => Pick<Asset, 'mime' | 'bytes'> | null | undefined): Pictures {
  return (src) => {
    const hash = KEPT.exec(src)?.[1];
    if (hash === undefined) return shown(src);
    const kept = asset(hash);
    return kept === null || kept === undefined ? null : shown(`data:${kept.mime};base64,${toBase64(kept.bytes)}`);
  };
}

function shown(address: string): string | null {
  return PIXELS.test(address) ? address : null;
}
