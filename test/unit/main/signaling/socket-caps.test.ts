import { describe, expect, it } from 'vitest';
import { createSocketCaps } from '../../../../main/signaling/socket-caps';

const admitted = (caps: ReturnType<typeof createSocketCaps>, addresses: readonly string[]) =>
  addresses.map((address) => caps.admit(address));

describe('[HB20] TCP connections', () => {
  it('are refused beyond the cap of their address, and taken again when one closed', () => {
    const caps = createSocketCaps(2, 10);
    expect(admitted(caps, ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2'])).toEqual([true, true, false, true]);
    caps.release('192.0.2.1');
    expect(admitted(caps, ['192.0.2.1', '192.0.2.1'])).toEqual([true, false]);
  });

  it('are refused beyond the total, whatever their address', () => {
    const caps = createSocketCaps(2, 3);
    expect(admitted(caps, ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'])).toEqual([true, true, true, false]);
    caps.release('192.0.2.1');
    expect(caps.admit('192.0.2.3')).toBe(true);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('from %s always get in, and take no room', (own) => {
    const caps = createSocketCaps(1, 2);
    expect(admitted(caps, [own, own, own, '192.0.2.1', '192.0.2.2', '192.0.2.3', own])).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
    caps.release(own);
    expect(caps.admit('192.0.2.3')).toBe(false);
  });

  it('given back without having been taken change nothing', () => {
    const caps = createSocketCaps(1, 1);
    caps.release('192.0.2.1');
    expect(admitted(caps, ['192.0.2.1', '192.0.2.2'])).toEqual([true, false]);
  });
});
