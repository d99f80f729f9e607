import { describe, expect, test } from 'vitest';
import { AddressBook } from '../../../../renderer/sync/address-book';
import type { RememberedAddresses } from '../../../../shared/model/known-addresses';

function book(remembered: readonly string[] = []) {
  const kept: RememberedAddresses[] = [];
  let calls = 0;
  const addresses = new AddressBook(
    { addresses: remembered, origins: { '192.168.1.9:1': 'hand' } },
    (known) => kept.push(known),
    () => {
      calls += 1;
    },
  );
  addresses.ownAre(['192.168.1.2:47800', '127.0.0.1:47800']);
  return { addresses, kept, calls: () => calls };
}

describe('what members tell of their hubs', () => {
  test('is called, and remembered once a hub answered there', () => {
    const { addresses, kept, calls } = book(['192.168.1.9:1']);
    addresses.learn(['192.168.1.3:47800', '192.168.1.4:47800']);
    expect(addresses.all()).toEqual(['192.168.1.9:1', '192.168.1.3:47800', '192.168.1.4:47800']);
    expect([calls(), kept]).toEqual([1, []]);
    addresses.answered(['192.168.1.4:47800', '192.168.1.77:1']);
    addresses.answered(['192.168.1.4:47800']);
    expect(kept).toEqual([
      {
        addresses: ['192.168.1.9:1', '192.168.1.4:47800'],
        origins: { '192.168.1.9:1': 'hand', '192.168.1.4:47800': 'member' },
      },
    ]);
    expect(addresses.origins()).toEqual({
      '192.168.1.9:1': 'hand',
      '192.168.1.4:47800': 'member',
      '192.168.1.3:47800': 'member',
    });
  });

  test.each([
    ['a name', 'intranet.example:80'],
    ['an address of the internet', '8.8.4.4:80'],
    ['this device itself', '192.168.1.2:47800'],
    ['whatever listens on this machine', '127.0.0.1:5432'],
    ['the same by IPv6', '[::1]:5432'],
  ])('is not called when it is %s', (_, address) => {
    const { addresses, calls } = book();
    addresses.learn([address]);
    expect([addresses.all(), calls()]).toEqual([[], 0]);
  });

  test('is called on this machine where there is no network', () => {
    const { addresses } = book();
    addresses.ownAre(['127.0.0.1:47800']);
    addresses.learn(['127.0.0.1:47801']);
    expect(addresses.all()).toEqual(['127.0.0.1:47801']);
  });

  test('pushes nothing out that is remembered', () => {
    const remembered = Array.from({ length: 32 }, (_, index) => `192.168.2.${index}:1`);
    const { addresses, kept } = book(remembered);
    addresses.learn(['192.168.1.3:47800']);
    addresses.answered(['192.168.1.3:47800']);
    expect(kept).toEqual([]);
  });
});
