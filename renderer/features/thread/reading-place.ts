/** Remembers where in each thread the person was reading: the first post in view and its distance from the top. */
const KEY = 'recap.reading-places';
/** Enough for the discussions of a year; the oldest are forgotten. */
const MOST = 300;

export interface ReadingPlace {
  readonly post: string;
  /** Pixels from the top of the view to the top of the post; negative when it is partly above. */
  readonly offset: number;
}

type Places = Record<string, ReadingPlace>;

function load(storage: Storage): Places {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Places) : {};
  } catch {
    return {};
  }
}

export function readingPlace(discussion: string, storage: Storage = window.localStorage): ReadingPlace | null {
  const place = load(storage)[discussion];
  return typeof place?.post === 'string' && Number.isFinite(place.offset) ? place : null;
}

export function keepReadingPlace(
  discussion: string,
  place: ReadingPlace | null,
  storage: Storage = window.localStorage,
): void {
  const { [discussion]: _, ...others } = load(storage);
  const entries = Object.entries(others);
  if (place !== null) entries.push([discussion, place]);
  try {
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(entries.slice(-MOST))));
  } catch {
    // A full storage costs the place, nothing else.
  }
}
