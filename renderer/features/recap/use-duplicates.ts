/** What is known across the recaps of a discussion: which points are likely the same, and which went into ours. */
import { useEffect, useMemo } from 'react';
import { type Duplicates, duplicateSearch } from '../../../shared/recap/duplicates';
import { takenInto } from '../../../shared/recap/promoting';
import type { Discussion, RecapDocument } from '../../notebook/types';
import { derivedFrom } from '../../ui/derived-store';
import { createStore, type ReadableValue } from '../../ui/store';

export interface AcrossRecaps {
  readonly duplicates: ReadableValue<Duplicates>;
  /** By the id of a point of an own recap: the point of ours that holds it. */
  readonly taken: ReadableValue<ReadonlyMap<string, string>>;
}

/** Milliseconds: a search gives way to typing and drawing after less than a frame, and goes on a moment later. */
const SLICE_MS = 6;
const PAUSE_MS = 30;

const NOTHING: Duplicates = new Map();

/** Follows all recaps; `changed` is called after changes of any. Returns the end of it. */
function follow({ parts }: Discussion, changed: () => void): () => void {
  const own = new Map<RecapDocument, () => void>();
  const followOwn = (): void => {
    for (const recap of parts.own.get()) if (!own.has(recap)) own.set(recap, recap.points.subscribe(changed));
  };
  const ends = [
    parts.ours.points.subscribe(changed),
    parts.apart.subscribe(changed),
    parts.own.subscribe(() => {
      followOwn();
      changed();
    }),
  ];
  followOwn();
  return () => {
    for (const end of [...ends, ...own.values()]) end();
  };
}

export function useAcrossRecaps(discussion: Discussion): AcrossRecaps {
  const made = useMemo(() => {
    const taken = derivedFrom(discussion.parts.ours.points, takenInto);
    return { duplicates: createStore(NOTHING), taken, search: duplicateSearch() };
  }, [discussion]);
  useEffect(() => {
    const { parts } = discussion;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = (): void => {
      timer = null;
      const until = performance.now() + SLICE_MS;
      const recaps = [parts.ours, ...parts.own.get()].map(({ key, points }) => ({ key, points: points.get() }));
      made.duplicates.set(made.search.look(recaps, parts.apart.get(), () => performance.now() > until));
      if (!made.search.complete()) later();
    };
    const later = (): void => {
      timer ??= setTimeout(look, PAUSE_MS);
    };
    const end = follow(discussion, later);
    later();
    return () => {
      end();
      if (timer !== null) clearTimeout(timer);
    };
  }, [discussion, made]);
  return made;
}
