/** Turns an image's address into one that the page may load: a blob URL, revoked when the last user is gone. */
import type { AssetStore } from '../types';

interface Entry {
  readonly url: string;
  users: number;
}

/** One per store, so that a picture shown in a post and in the recap is decoded once. */
const urls = new WeakMap<AssetStore, Map<string, Entry>>();
/** Milliseconds between looks for a picture that has not arrived yet; after the last it waits for the next mount. */
const RETRIES = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];
const INLINE_IMAGE = /^data:image\/(png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]+$/i;
const ASSET = /^asset:(.+)$/;

function take(assets: AssetStore, hash: string): string | null {
  const known = urls.get(assets) ?? new Map<string, Entry>();
  urls.set(assets, known);
  const entry = known.get(hash);
  if (entry !== undefined) {
    entry.users += 1;
    return entry.url;
  }
  const asset = assets.asset(hash);
  if (asset === null) return null;
  const url = URL.createObjectURL(new Blob([new Uint8Array(asset.bytes)], { type: asset.mime }));
  known.set(hash, { url, users: 1 });
  return url;
}

function give(assets: AssetStore, hash: string): void {
  const known = urls.get(assets);
  const entry = known?.get(hash);
  if (known === undefined || entry === undefined) return;
  entry.users -= 1;
  if (entry.users > 0) return;
  known.delete(hash);
  URL.revokeObjectURL(entry.url);
}

/**
 * Calls `show` with an address for `src`, now or when the picture arrives; with null while it is missing. Addresses
 * that are neither `asset:` nor a picture in `data:` stay missing: remote pictures are never loaded.
 * Returns the function that lets go of the address.
 */
export function watchImage(src: unknown, assets: AssetStore, show: (url: string | null) => void): () => void {
  if (typeof src !== 'string' || INLINE_IMAGE.test(src)) {
    show(typeof src === 'string' ? src : null);
    return () => undefined;
  }
  const hash = ASSET.exec(src)?.[1];
  if (hash === undefined) {
    show(null);
    return () => undefined;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  let taken = false;
  const look = (attempt: number): void => {
    const url = take(assets, hash);
    taken = url !== null;
    if (taken || attempt === 0) show(url);
    const wait = RETRIES[attempt];
    if (!taken && wait !== undefined) timer = setTimeout(() => look(attempt + 1), wait);
  };
  look(0);
  return () => {
    clearTimeout(timer);
    if (taken) give(assets, hash);
  };
}
