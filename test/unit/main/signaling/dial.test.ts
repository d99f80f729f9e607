import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Dial } from '../../../../main/signaling/dial';
import { dialWith, reachedBy } from '../../../../main/signaling/dial';
import { testAddresses } from '../../../../main/signaling/probe';
import { PROTOCOL_MAJOR } from '../../../../shared/exchange/messages';

const failed = (code: string) => Object.assign(new Error(code), { code });

describe('where an attempt ended', () => {
  it.each<[string, unknown, string]>([
    ['a name that is unknown', failed('ENOTFOUND'), 'unresolved'],
    ['no answer of the name server', failed('EAI_AGAIN'), 'unresolved'],
    ['a closed port', failed('ECONNREFUSED'), 'refused'],
    ['no way', failed('ENETUNREACH'), 'no-route'],
    ['a firewall of this machine', failed('EPERM'), 'no-route'],
    ['no answer', failed('ETIMEDOUT'), 'timeout'],
    ['the time that an upgrade may take', new Error('Opening handshake has timed out'), 'timeout'],
    ['something that is no error', 'x', 'timeout'],
    [
      '[HB27] two addresses, one of which refused',
      new AggregateError([failed('ENETUNREACH'), failed('ECONNREFUSED')]),
      'refused',
    ],
    [
      '[HB27] two addresses without a way',
      new AggregateError([failed('ENETUNREACH'), failed('EHOSTUNREACH')]),
      'no-route',
    ],
  ])('%s', (_name, error, reached) => {
    expect(reachedBy(error)).toBe(reached);
  });

  it('[HB27] a name is tried at all its addresses: one that listens by IPv4 alone is reached as localhost', async () => {
    const server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const [result] = await testAddresses(dialWith('a'.repeat(32)), 'a'.repeat(32), [`localhost:${port}`], 't');
    expect(result).toMatchObject({ reached: 'answered', hub: 'not-a-hub' });
    server.close();
  });
});

describe('[HB23] a hub', () => {
  const answering =
    (protocol: number | null): Dial =>
    (_url, events) => {
      const wire = {
        send: (text: string) => {
          connection?.receiveText(JSON.stringify({ ...JSON.parse(text), known: true }));
        },
        ping: () => {},
        close: () => {},
        backlog: () => 0,
      };
      let connection: ReturnType<typeof events.opened> = null;
      queueMicrotask(() => {
        const late = { ...wire, send: (text: string) => queueMicrotask(() => wire.send(text)) };
        connection = events.opened({ hubId: 'b'.repeat(32), protocol }, late);
      });
      return () => {};
    };

  it.each([
    [PROTOCOL_MAJOR, 'known'],
    [null, 'known'],
    [PROTOCOL_MAJOR + 1, 'other-version'],
  ])('that says version %s is told as %s', async (protocol, hub) => {
    expect(await testAddresses(answering(protocol), 'a'.repeat(32), ['far:1'], 't')).toEqual([
      { address: 'far:1', reached: 'answered', hub },
    ]);
  });
});
