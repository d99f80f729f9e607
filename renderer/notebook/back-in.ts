/** A file of ours brought back into an open discussion: what it changes, told anew after each edit, and one step to take it. */
import * as Y from 'yjs';
import {
  applyBack,
  type BackChange,
  type BackChoice,
  type BackFile,
  type FullBlocks,
  planBack,
  type UnreadEdit,
  unreadHere,
} from '../../shared/back-in';
import { assetsOf, guestFor, postsOf, titleOf } from '../../shared/model/discussion-doc';
import type { Asset } from '../../shared/model/export-document';
import { caught, onTransaction } from './guarded';
import { Derived } from './readable';
import type { Discussion, Readable } from './types';

export interface BackIn {
  readonly changes: Readable<readonly BackChange[]>;
  /** What was edited in the file and is not taken over. */
  readonly unread: Readable<readonly UnreadEdit[]>;
  /** Returns how many changes were made, and takes all of them back. */
  apply(choices: ReadonlyMap<string, BackChoice>): { readonly count: number; readonly undo: () => void };
  dispose(): void;
}

const QUIET_MS = 150;

const sameChanges = (a: readonly BackChange[], b: readonly BackChange[]): boolean =>
  a.length === b.length && a.every(({ key }, at) => key === b[at]?.key);

/** Everything that applying writes into. */
const scopeOf = (discussion: Discussion) => [
  titleOf(discussion.doc),
  postsOf(discussion.doc),
  discussion.recap,
  ...discussion.parts.own.get().flatMap((recap) => (recap.own ? [recap.fragment] : [])),
];

/** What comes back. */
export interface BackSource {
  /** Read anew after each change here. */
  file(): BackFile;
  readonly full?: FullBlocks;
  /** Those that came with it, by their hash. */
  readonly pictures: ReadonlyMap<string, Asset>;
}

export function openBackIn(
  discussion: Discussion,
  { file, full, pictures }: BackSource,
  onError: (error: unknown) => void,
): BackIn {
  const { doc, parts } = discussion;
  const me = parts.me.id;
  const nameOf = (person: string): string => parts.person(person).name;
  const changes = new Derived(() => planBack(doc, file(), me, { nameOf }).changes, sameChanges);
  const unread = new Derived(
    () => unreadHere(doc, file()),
    (a, b) => a.length === b.length,
  );
  // Comparing costs time: what comes in a burst is compared once.
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const unlisten = onTransaction(
    doc,
    ({ changed }) => {
      if (changed.size > 0) waiting ??= setTimeout(later, QUIET_MS);
    },
    onError,
  );
  const later = caught(() => {
    waiting = undefined;
    changes.invalidate();
    unread.invalidate();
  }, onError);

  return {
    changes,
    unread,
    apply(choices) {
      const step = { name: 'back' };
      const undo = new Y.UndoManager(scopeOf(discussion), { trackedOrigins: new Set([step]), captureTimeout: 0 });
      const myName = parts.me.name.toLowerCase();
      const authorFor = (name: string | undefined) =>
        name?.trim().toLowerCase() === myName ? me : guestFor(doc, name ?? '');
      const host = { me, now: Date.now(), nameOf, authorFor, full };
      const count = asTypedStep(discussion, step, () => applyBack(doc, file(), choices, host, step));
      if (count > 0) keepPictures(discussion, pictures);
      return { count, undo: () => undo.undo() };
    },
    dispose() {
      clearTimeout(waiting);
      unlisten();
    },
  };
}

/** What it does in a recap is also a step of that recap's own undo, as if the person had typed it. */
function asTypedStep<T>({ parts }: Discussion, step: unknown, act: () => T): T {
  const managers = [parts.ours, ...parts.own.get().filter(({ own }) => own)].map(({ undo }) => undo);
  for (const one of managers) {
    one.stopCapturing();
    one.addTrackedOrigin(step);
  }
  try {
    return act();
  } finally {
    for (const one of managers) {
      one.stopCapturing();
      one.removeTrackedOrigin(step);
    }
  }
}

/** Those that the discussion shows now and does not have. */
function keepPictures(discussion: Discussion, pictures: ReadonlyMap<string, Asset>): void {
  if (pictures.size === 0) return;
  const shown = JSON.stringify(discussion.export());
  for (const [hash, { bytes, mime }] of pictures) {
    if (shown.includes(`asset:${hash}`) && !assetsOf(discussion.doc).has(hash)) discussion.addAsset(bytes, mime);
  }
}
