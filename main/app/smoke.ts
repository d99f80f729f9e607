/** `--smoke`: proves that the app starts. Exit status 0 once the window is shown and the page is ready, 1 after 30 s. */
export interface Smoke {
  shown(): void;
  ready(): void;
  failed(): void;
}

export const SMOKE_TIMEOUT = 30_000;

export function createSmoke(exit: (status: number) => void, timeout = SMOKE_TIMEOUT): Smoke {
  const missing = new Set(['shown', 'ready']);
  const timer = setTimeout(() => exit(1), timeout);
  const came = (step: string) => {
    missing.delete(step);
    if (missing.size > 0) return;
    clearTimeout(timer);
    exit(0);
  };
  return {
    shown: () => came('shown'),
    ready: () => came('ready'),
    failed: () => {
      clearTimeout(timer);
      exit(1);
    },
  };
}
