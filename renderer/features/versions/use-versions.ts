/** The versions of a discussion as the view reads them: the list, and what one says, from main when it is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { readContent } from '../../../shared/versions/content';
import type { ListedVersion, VersionContent } from '../../../shared/versions/types';
import type { VersionPort } from '../../notebook/versions/version-port';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'here'; readonly value: T };

const LOADING = { kind: 'loading' } as const;

export interface VersionsList {
  readonly versions: readonly ListedVersion[];
  readonly damaged: boolean;
}

export function useVersionList(
  port: VersionPort,
  discussion: string,
): readonly [list: Loaded<VersionsList>, again: () => void] {
  const [list, setList] = useState<Loaded<VersionsList>>(LOADING);
  /** The latest question: an earlier one that is answered later says nothing. */
  const asked = useRef<object | null>(null);
  const ask = useCallback(() => {
    const question = {};
    asked.current = question;
    const answer = (value: Loaded<VersionsList>): void => {
      if (asked.current === question) setList(value);
    };
    port.list(discussion).then(
      (value) => answer({ kind: 'here', value }),
      (error: unknown) => answer({ kind: 'failed', error }),
    );
  }, [port, discussion]);
  useEffect(() => {
    ask();
    return () => {
      asked.current = null;
    };
  }, [ask]);
  return [list, ask];
}

/** What a version says; null for none. What was read stays while another one is read. */
export function useVersion(port: VersionPort, discussion: string, id: string | null): Loaded<VersionContent> | null {
  const known = useRef(new Map<string, VersionContent>());
  const [state, setState] = useState<{ readonly id: string; readonly is: Loaded<VersionContent> } | null>(null);
  useEffect(() => {
    if (id === null || known.current.has(id)) return;
    let wanted = true;
    port.read(discussion, id).then(
      (lines) => {
        const value = readContent(lines);
        known.current.set(id, value);
        if (wanted) setState({ id, is: { kind: 'here', value } });
      },
      (error: unknown) => wanted && setState({ id, is: { kind: 'failed', error } }),
    );
    return () => {
      wanted = false;
    };
  }, [port, discussion, id]);
  if (id === null) return null;
  const here = known.current.get(id);
  if (here !== undefined) return { kind: 'here', value: here };
  return state?.id === id ? state.is : LOADING;
}
