import { describe, expect, test } from 'vitest';
import { createSeek } from '../../../../main/discovery/seek';
import type { ProbeResult } from '../../../../shared/ipc/contract';

function seeking(holders: readonly string[]) {
  const asked: string[] = [];
  const timers: (() => void)[] = [];
  let changes = 0;
  const seek = createSeek({
    probe: async (addresses) => {
      asked.push(...addresses);
      return addresses.map(
        (address): ProbeResult => ({
          address,
          result: holders.includes(address) ? 'known' : 'unknown-topic',
        }),
      );
    },
    schedule: (task) => {
      timers.push(task);
      return () => void timers.splice(timers.indexOf(task), 1);
    },
    changed: () => {
      changes += 1;
    },
  });
  return { seek, asked, timers, changes: () => changes };
}

describe('looking for a notebook that is not here yet [DI12]', () => {
  test('counts its topic as held until somebody is found who has it', async () => {
    const { seek, timers, changes } = seeking(['10.0.0.2:1']);
    const { found } = seek.find('topic');
    expect(seek.topics()).toEqual(['topic']);
    seek.heard(['10.0.0.9:1']);
    seek.heard(['10.0.0.9:1', '10.0.0.2:1']);
    expect(await found).toEqual([{ address: '10.0.0.2:1', result: 'known' }]);
    expect(seek.topics()).toEqual([]);
    expect(timers).toEqual([]);
    expect(changes()).toBe(2);
  });

  test('asks those who were heard before, and each only once', async () => {
    const { seek, asked, timers } = seeking([]);
    seek.heard(['10.0.0.3:1']);
    const { found } = seek.find('topic');
    seek.heard(['10.0.0.3:1', '10.0.0.4:1']);
    timers[0]?.();
    expect(await found).toEqual([]);
    expect(asked).toEqual(['10.0.0.3:1', '10.0.0.4:1']);
  });

  test('ends at once when an address answered', async () => {
    const { seek, timers } = seeking([]);
    const looking = seek.find('topic');
    looking.cancel();
    expect(await looking.found).toEqual([]);
    expect([seek.topics(), timers]).toEqual([[], []]);
  });
});
