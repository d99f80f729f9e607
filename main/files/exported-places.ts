/** Where the exports of this run went: the page has them shown by number, and names no path. */
export interface ExportedPlaces {
  /** @returns the number by which it is known */
  add(path: string): number;
  get(place: number): string | undefined;
}

/** More than notices can be on screen. */
const MOST = 50;

export function createExportedPlaces(): ExportedPlaces {
  const places = new Map<number, string>();
  let next = 1;
  return {
    add(path) {
      const place = next++;
      places.set(place, path);
      places.delete(place - MOST);
      return place;
    },
    get: (place) => places.get(place),
  };
}
