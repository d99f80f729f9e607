import { useCallback, useEffect, useRef, useState } from 'react';
import type { NetworkReport } from '../../../shared/ipc/contract';

export interface NetworkTest {
  readonly stage: 'idle' | 'testing' | 'done' | 'failed';
  /** The latest; a failed test leaves the one before. */
  readonly report: NetworkReport | null;
  readonly error: unknown;
}

/** Tests the network when the page opens, and again when asked; one test at a time. */
export function useNetworkTest(
  testNetwork: () => Promise<NetworkReport>,
  possible: boolean,
): NetworkTest & { readonly run: () => void } {
  const [test, setTest] = useState<NetworkTest>({ stage: 'idle', report: null, error: null });
  const current = useRef<object | null>(null);
  const run = useCallback(() => {
    if (current.current !== null) return;
    const mine = {};
    current.current = mine;
    setTest((now) => ({ ...now, stage: 'testing', error: null }));
    const settle = (change: Partial<NetworkTest>): void => {
      if (current.current !== mine) return;
      current.current = null;
      setTest((now) => ({ ...now, ...change }));
    };
    testNetwork().then(
      (report) => settle({ stage: 'done', report }),
      (error: unknown) => settle({ stage: 'failed', error }),
    );
  }, [testNetwork]);
  useEffect(() => {
    if (possible) run();
    return () => {
      current.current = null;
    };
  }, [possible, run]);
  return { ...test, run };
}
