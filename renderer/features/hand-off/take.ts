/** Takes what a hand-off file holds into a notebook: what is new is listed when all of it is stored, what is here is merged. [HO8] [HO10] */
import { kindOf } from '../../../shared/hand-off/format';
import type { DiscussionId } from '../../../shared/util/brand';
import { readCatalog } from '../../notebook/hand-off/handing-over';
import type { Notebook } from '../../notebook/types';
import type { Preview } from './preview';
import type { ReadFile } from './read-file';

export interface Taken {
  readonly added: readonly DiscussionId[];
  readonly merged: readonly DiscussionId[];
}

export interface TakeOptions {
  readonly file: ReadFile;
  readonly preview: Preview;
  readonly into: Pick<Notebook, 'id' | 'handing' | 'bringIn' | 'flush'>;
  /** Called for each discussion that is here before it is merged; never rejects. */
  readonly before: (id: string) => Promise<void>;
  /** Counts until what is here begins to change; then it is a matter of moments. */
  readonly signal: AbortSignal;
  readonly onProgress: (step: 'storing' | 'merging', done: number, all: number) => void;
}

/** @returns null when the signal ended it: then nothing was changed. Errors: store/*, handoff/gone, files/unreadable */
export async function takeAll({ file, preview, into, before, signal, onProgress }: TakeOptions): Promise<Taken | null> {
  const withChange = (change: 'new' | 'gains'): Set<string> =>
    new Set(preview.discussions.flatMap((one) => (one.change === change ? [one.id] : [])));
  const [added, gaining] = [withChange('new'), withChange('gains')];
  const isWhole = preview.state.complete && preview.about.scope !== 'discussions';
  const bringing = await into.bringIn([...added] as DiscussionId[]);
  let catalog: Awaited<ReturnType<typeof readCatalog>> = null;
  let done = 0;
  try {
    const left = new Set(added);
    for await (const { kind, name, bytes } of file.records(signal)) {
      const what = kindOf(kind);
      if (what === 'catalog' && isWhole) catalog ??= await readCatalog(bytes);
      if (what !== 'discussion' || !left.delete(name)) continue;
      const built = await into.handing.built(name, bytes);
      if (built !== null) await bringing.keep(built);
      done += 1;
      onProgress('storing', done, added.size);
    }
    if (signal.aborted) {
      await bringing.leaveOff();
      return null;
    }
  } catch (error) {
    await bringing.leaveOff();
    throw error;
  }
  // From here on it is carried through: each discussion has all of it or nothing. What is new first: it is stored already, and
  // whatever breaks off the rest must not take it along.
  if (catalog !== null && preview.about.notebook.id === into.id) await into.handing.mergeCatalog(catalog);
  await bringing.list();
  if (catalog !== null) into.handing.adopt(catalog, added);
  const merged = await mergeAll(file, { into, before }, gaining, (count) => onProgress('merging', count, gaining.size));
  await into.flush();
  if (preview.versions > 0) {
    // Also of those that are the same: the other side may have looked back at more.
    const here = preview.discussions.filter(({ change }) => change !== 'deleted' && change !== 'unreadable');
    await file.takeVersions(
      into.id,
      here.map(({ id }) => id),
    );
  }
  return { added: [...added] as DiscussionId[], merged };
}

async function mergeAll(
  file: ReadFile,
  { into, before }: Pick<TakeOptions, 'into' | 'before'>,
  gaining: ReadonlySet<string>,
  onProgress: (done: number) => void,
): Promise<DiscussionId[]> {
  const merged: DiscussionId[] = [];
  if (gaining.size === 0) return merged;
  const left = new Set(gaining);
  for await (const { kind, name, bytes } of file.records(new AbortController().signal)) {
    if (kindOf(kind) !== 'discussion' || !left.delete(name)) continue;
    await before(name);
    await into.handing.merge(name, bytes);
    merged.push(name as DiscussionId);
    onProgress(merged.length);
    if (left.size === 0) break;
  }
  return merged;
}
