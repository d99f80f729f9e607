import { describe, expect, it } from 'vitest';
import { originOf, rememberAddresses } from '../../../../shared/model/known-addresses';
import { notebookEntrySchema } from '../../../../shared/model/settings';

const OLD = {
  id: 'n',
  name: 'Weak ties',
  secret: 's'.repeat(43),
  shared: true,
  offline: false,
  addresses: ['10.0.0.1:1'],
  createdAt: 1,
};

describe('where addresses came from', () => {
  it('is kept with those that stay, and goes with those that go', () => {
    const known = { addresses: ['a:1', 'b:1'], origins: { 'a:1': 'invite', 'b:1': 'member' } } as const;
    expect(rememberAddresses(known, ['c:1', 'a:1'], 'hand')).toEqual({
      addresses: ['c:1', 'a:1'],
      origins: { 'c:1': 'hand', 'a:1': 'invite' },
    });
  });

  it('is not made up for what was remembered before it was kept', () => {
    const entry = notebookEntrySchema.parse(OLD);
    expect(entry.origins).toEqual({});
    expect(rememberAddresses(entry, entry.addresses, 'hand').origins).toEqual({});
  });

  it.each(['constructor', '__proto__', 'toString'])('is nothing for an address that is called %s', (address) => {
    expect(originOf({}, address)).toBeUndefined();
    const kept = rememberAddresses({ addresses: [address], origins: {} }, [address], 'invite');
    expect(Object.keys(kept.origins)).toEqual([]);
  });

  it('is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`a${at}:1`, 'hand']));
    expect(notebookEntrySchema.safeParse({ ...OLD, origins: many }).success).toBe(false);
  });
});
