import { describe, expect, it } from 'vitest';
import { type Advert, parseAdvert, roomHash, writeText } from '../../../../main/discovery/advert';
import { hostsOf } from '../../../../main/discovery/multicast';

const hubId = 'a'.repeat(32);
const advert: Advert = { hubId, port: 47800, protocol: 1, rooms: [roomHash('t', hubId), roomHash('u', hubId)] };

describe('an announcement', () => {
  it('is read as it was written', () => {
    expect(parseAdvert(writeText(advert), 47800)).toEqual({ kind: 'hub', advert });
    const many = { ...advert, rooms: Array.from({ length: 64 }, (_, index) => roomHash(`t${index}`, hubId)) };
    expect(parseAdvert(writeText(many), 47800)).toEqual({ kind: 'hub', advert: many });
  });

  it('[DI8] carries 64 rooms at most, and fits into one packet', () => {
    const text = writeText({
      ...advert,
      rooms: Array.from({ length: 500 }, (_, index) => roomHash(`t${index}`, hubId)),
    });
    expect(parseAdvert(text, 1)).toMatchObject({ advert: { rooms: expect.objectContaining({ length: 64 }) } });
    expect(JSON.stringify(text).length).toBeLessThan(1000);
    for (const [key, value] of Object.entries(text)) expect(key.length + value.length + 1).toBeLessThanOrEqual(255);
  });

  it('[DI2] has nothing in it but ids, versions and hashes that differ for each hub', () => {
    const topic = 'the-topic-of-a-notebook';
    const text = writeText({ ...advert, rooms: [roomHash(topic, hubId)] });
    expect(Object.keys(text)).toEqual(['v', 'id', 'p', 'r0']);
    expect(JSON.stringify(text)).not.toContain(topic);
    expect(roomHash(topic, hubId)).toMatch(/^[\w-]{11}$/);
    expect(roomHash(topic, 'b'.repeat(32))).not.toBe(roomHash(topic, hubId));
  });

  const text = writeText(advert);
  it.each<[string, unknown, unknown, string]>([
    ['nothing', undefined, 1, 'malformed'],
    ['a text', 'v=1', 1, 'malformed'],
    ['no id', { v: '1', p: '1' }, 1, 'malformed'],
    ['an id that is none', { ...text, id: '<b>' }, 1, 'malformed'],
    ['no version', { ...text, v: undefined }, 1, 'malformed'],
    ['a version that is no number', { ...text, v: '1e9' }, 1, 'malformed'],
    ['a version of the exchange that is no number', { ...text, p: 'x' }, 1, 'malformed'],
    ['rooms of another length', { ...text, r0: 'abc' }, 1, 'malformed'],
    ['rooms that are too many', { ...text, r0: 'a'.repeat(11 * 17) }, 1, 'malformed'],
    ['port 0', text, 0, 'malformed'],
    ['port 65536', text, 65_536, 'malformed'],
    ['no port', text, undefined, 'malformed'],
    ['no rooms', { v: '1', id: hubId, p: '2' }, 1, 'hub'],
    ['keys that are not known', { ...text, r4: 'x', __proto__: { id: 1 }, zz: 'x' }, 1, 'hub'],
  ])('with %s is read as %s', (_name, given, port, kind) => {
    expect(parseAdvert(given, port).kind).toBe(kind);
  });

  it('[DI6] of another version is told as that, whatever else it says', () => {
    expect(parseAdvert({ v: '2', id: hubId, rooms: 'otherwise' }, 0)).toEqual({ kind: 'other-version', hubId });
  });
});

describe('[DI7] the hosts of an announcement', () => {
  it.each<[string, string[], string[]]>([
    ['192.168.1.7', ['10.0.0.1', '8.8.8.8'], ['192.168.1.7']],
    ['fd00::7', [], ['fd00::7']],
    ['fe80::1%eth0', ['fd00::7', '2001:4860:4860::8888', '192.168.1.7', 'fe80::1'], ['fd00::7']],
    ['', ['fd00::1', 'fd00::2', 'fd00::3'], ['fd00::1', 'fd00::2']],
    ['fe80::1', ['fd00:ec2::254', 'nonsense', '::ffff:8.8.8.8'], []],
  ])('from %s that names %j are %j', (sender, claimed, hosts) => {
    expect(hostsOf(sender, claimed)).toEqual(hosts);
  });
});
