/** Takes what a hand-off file holds into a notebook: what is new is listed when all of it is stored, what is here is merged. [HO8] [HO10] */
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { kindOf } from '../../../shared/hand-off/format';
import type { DiscussionId } from '../../../shared/util/brand';
import { readCatalog } from '../../notebook/hand-off/handing-over';
import type { Notebook } from '../../notebook/types';
import { type Preview, withVersions } from './preview';
import type { ReadFile } from './read-file';

export interface Taken {
  readonly added: readonly DiscussionId[];
  readonly merged: readonly DiscussionId[];
  /** Earlier versions that were not here. */
  readonly versions: number;
}

/** Something was taken, and stays; the rest was not, or was not there any more. Opening the file again brings it. */
export class BrokeOff extends AppError {
  readonly why: AppError;

  constructor(
    readonly taken: Taken,
    /** With what it broke off. */
    readonly at: 'discussions' | 'versions',
    cause: unknown,
  ) {
    const why = toAppError(cause);
    super('handoff/broke-off', why.message, { cause });
    this.why = why;
  }
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

/**
 * @returns null when the signal ended it: then nothing was changed
 * Errors: store/*, handoff/gone, handoff/changed, files/unreadable; then nothing was taken. handoff/broke-off: see BrokeOff.
 */
export async function takeAll({ file, preview, into, before, signal, onProgress }: TakeOptions): Promise<Taken | null> {
  const withChange = (change: 'new' | 'gains'): Set<string> =>
    new Set(preview.discussions.flatMap((one) => (one.change === change ? [one.id] : [])));
  const [added, gaining] = [withChange('new'), withChange('gains')];
  const bringing = await into.bringIn([...added] as DiscussionId[]);
  let catalog: Awaited<ReturnType<typeof readCatalog>> = null;
  const kept = new Set<DiscussionId>();
  let done = 0;
  try {
    const left = new Set(added);
    for await (const { kind, name, bytes } of file.records(signal)) {
      const what = kindOf(kind);
      if (what === 'catalog' && preview.about.scope !== 'discussions') catalog ??= await readCatalog(bytes);
      if (what !== 'discussion' || !left.delete(name)) continue;
      const built = await into.handing.built(name, bytes);
      if (built !== null) {
        await bringing.keep(built);
        kept.add(built.id);
      }
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
  const taken: { added: DiscussionId[]; merged: DiscussionId[]; versions: number } = {
    added: [],
    merged: [],
    versions: 0,
  };
  // It may have been cut short, or replaced, since it was gone through.
  if (!isWhole(preview, file)) catalog = null;
  let at: BrokeOff['at'] = 'discussions';
  try {
    // From here on it is carried through: each discussion has all of it or nothing. What is new first: it is stored already,
    // and whatever breaks off the rest must not take it along.
    try {
      if (catalog !== null && preview.about.notebook.id === into.id) await into.handing.mergeCatalog(catalog);
    } finally {
      taken.added.push(...kept);
      await bringing.list();
    }
    if (catalog !== null) into.handing.adopt(catalog, kept);
    await mergeAll(file, { into, before }, gaining, (id) => {
      taken.merged.push(id);
      onProgress('merging', taken.merged.length, gaining.size);
    });
    await into.flush();
    at = 'versions';
    const ids = withVersions(preview).filter((id) => !added.has(id) || kept.has(id as DiscussionId));
    if (preview.versions > 0) taken.versions = await file.takeVersions(into.id, ids);
    at = 'discussions';
    const isLess = kept.size < added.size || taken.merged.length < gaining.size;
    if (isLess || (preview.state.complete && !isWhole(preview, file))) throw new AppError('handoff/changed');
  } catch (error) {
    throw taken.added.length + taken.merged.length + taken.versions === 0 ? error : new BrokeOff(taken, at, error);
  }
  return taken;
}

const isWhole = (preview: Preview, file: ReadFile): boolean => preview.state.complete && file.state?.complete === true;

async function mergeAll(
  file: ReadFile,
  { into, before }: Pick<TakeOptions, 'into' | 'before'>,
  gaining: ReadonlySet<string>,
  onMerged: (id: DiscussionId) => void,
): Promise<void> {
  if (gaining.size === 0) return;
  const left = new Set(gaining);
  for await (const { kind, name, bytes } of file.records(new AbortController().signal)) {
    if (kindOf(kind) !== 'discussion' || !left.delete(name)) continue;
    await before(name);
    await into.handing.merge(name, bytes);
    onMerged(name as DiscussionId);
    if (left.size === 0) break;
  }
}
