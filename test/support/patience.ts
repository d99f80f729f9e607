/** Loaded before every test file: `vi.waitFor` waits a second unless it is told otherwise, and a busy machine may take longer. */
import { vi } from 'vitest';

const PATIENCE_MS = 10_000;

const { waitFor } = vi;
vi.waitFor = (check, options) =>
  waitFor(check, { timeout: PATIENCE_MS, ...(typeof options === 'number' ? { timeout: options } : options) });
