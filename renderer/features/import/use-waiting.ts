/** Something that takes a while, with how far it is and a way to stop it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReadHost } from '../../notebook/reading/reading';

export interface Waiting {
  readonly words: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly stop: () => void;
}

export interface Waiter {
  /** Null while nothing is waited for. */
  readonly waiting: Waiting | null;
  /** Resolves to null when it was stopped; what is left waiting when the view goes is stopped too. */
  run<T>(words: string, work: (host: ReadHost) => Promise<T>): Promise<T | null>;
}

export function useWaiting(): Waiter {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const run = useCallback(async <T>(words: string, work: (host: ReadHost) => Promise<T>): Promise<T | null> => {
    current.current?.abort();
    const control = new AbortController();
    current.current = control;
    const show = (share: number): void => {
      if (!control.signal.aborted) setWaiting({ words, share, stop: () => control.abort() });
    };
    show(0);
    try {
      return await work({ signal: control.signal, onProgress: show });
    } catch (error) {
      if (control.signal.aborted) return null;
      throw error;
    } finally {
      if (current.current === control) setWaiting(null);
    }
  }, []);
  return { waiting, run };
}
