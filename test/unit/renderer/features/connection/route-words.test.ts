import { describe, expect, it } from 'vitest';
import { routeWords } from '../../../../../renderer/features/connection/route-words';
import type { LinkFacts } from '../../../../../renderer/sync/types';

type Route = NonNullable<LinkFacts['route']>;
const LOCAL: Route = { local: 'host', remote: 'host', address: '192.168.1.8:5000', protocol: 'udp', roundTrip: null };

describe('the way to another copy', () => {
  it.each<[Partial<Route>, string]>([
    [{}, 'direct, on this network'],
    [{ roundTrip: 0.4 }, 'direct, on this network · answers in less than 1 ms'],
    [{ roundTrip: 12.6 }, 'direct, on this network · answers in 13 ms'],
    [{ remote: 'prflx' }, 'direct, on this network'],
    [{ remote: 'prflx', address: '8.8.4.4:5000' }, 'direct, through a router'],
    [{ remote: 'srflx', address: '8.8.4.4:5000' }, 'direct, through a router'],
    [{ local: 'srflx' }, 'direct, through a router'],
    [{ local: 'relay' }, 'through a relay'],
    [{ remote: 'relay', roundTrip: 80 }, 'through a relay · answers in 80 ms'],
  ])('%j: %s', (change, text) => {
    expect(routeWords({ ...LOCAL, ...change })).toBe(text);
  });
});
