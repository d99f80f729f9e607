import { test } from 'vitest';
import { liveAll, SEEDS } from '../support/fuzz';

test(`copies become equal after any loss, duplication, reordering, partition, crash and restart, over a partial mesh: half 2 of ${SEEDS} seeds [EX3] [EX4] [EX6] [EX13] [EX18]`, async () => {
  await liveAll(2, SEEDS / 2, 2);
}, 600_000);
