import { describe, expect, it } from 'vitest';
import { findNeighboursWith } from '../../../../main/discovery/neighbours';
import type { Dial } from '../../../../main/signaling/dial';

const OWN = 'a'.repeat(32);

/** Ports of this machine: a hub with its topics, another program, or nothing. */
function machine(
  ports: Readonly<Record<number, { readonly hubId: string | null; readonly topics?: readonly string[] }>>,
) {
  const asked: string[] = [];
  const dialled: number[] = [];
  const dial: Dial = (url, events) => {
    const port = Number(new URL(url).port);
    dialled.push(port);
    queueMicrotask(() => {
      const there = ports[port];
      if (there === undefined) return events.closed(1006, 'refused');
      const answers: string[] = [];
      const connection = events.opened(
        { hubId: there.hubId, protocol: 1 },
        {
          send: (text) => {
            const { topic } = JSON.parse(text) as { topic: string };
            asked.push(`${port} ${topic}`);
            answers.push(JSON.stringify({ type: 'recap:probe', topic, known: there.topics?.includes(topic) ?? false }));
          },
          ping: () => {},
          close: () => {},
          backlog: () => 0,
        },
      );
      for (const answer of answers) connection?.receiveText(answer);
    });
    return () => {};
  };
  return { find: findNeighboursWith(dial, OWN), asked, dialled };
}

describe('[DI9] copies on this machine', () => {
  it('are asked for at the first four ports, the own one excepted, and found by what they hold', async () => {
    const { find, dialled } = machine({
      47800: { hubId: 'b'.repeat(32), topics: ['x', 'u'] },
      47802: { hubId: 'c'.repeat(32), topics: ['x'] },
    });
    expect(await find(47801, ['t', 'u'])).toEqual(['127.0.0.1:47800']);
    expect(dialled).toEqual([47800, 47802, 47803]);
  });

  it('are told no topic when they are no hub, or this one', async () => {
    const { find, asked } = machine({ 47800: { hubId: null }, 47801: { hubId: OWN } });
    expect(await find(5000, ['t'])).toEqual([]);
    expect(asked).toEqual([]);
  });
});
