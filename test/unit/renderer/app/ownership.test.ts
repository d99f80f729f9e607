import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { type OwnerPatch, settleOwner } from '../../../../renderer/app/ownership';
import { CatalogOwner } from '../../../../renderer/notebook/catalog-owner';
import { isGranted, newOwnerKeys, signGrant } from '../../../../shared/membership/keys';
import { catalogMetaOf, participantsOf } from '../../../../shared/model/catalog-doc';

const PROFILE = { participantId: 'p-1', name: 'Renee', colour: 0 };

async function settled(options: {
  readonly made?: number;
  readonly named?: string;
  readonly known?: string;
  readonly full?: boolean;
}) {
  const catalog = new Y.Doc();
  const meta = catalogMetaOf(catalog);
  if (options.made !== undefined) meta.set('createdAt', options.made);
  if (options.named !== undefined) meta.set('owner', options.named);
  participantsOf(catalog).set('p-1', { name: 'Renee', colour: 0 });
  const kept: OwnerPatch[] = [];
  const errors: unknown[] = [];
  const owner = new CatalogOwner(catalog, 7, () => undefined);
  const entry = { ...newEntry('SMCHAT', 7), owner: options.known ?? null };
  const end = await settleOwner(
    { owner },
    entry,
    PROFILE,
    async (patch) => {
      if (options.full === true) throw new Error('the disk is full');
      kept.push(patch);
    },
    (error) => errors.push(error),
  );
  return { meta, kept, owner, end, errors };
}

describe('the owner of a notebook', () => {
  it('is the device that made it: its keys are made with the first opening, the public one is named in the catalog', async () => {
    const { kept, owner } = await settled({ made: 7 });
    const [keys] = kept as [OwnerPatch];
    expect(owner.key.get()).toBe(keys.owner);
    expect(owner.name).toBe('Renee');
    const claim = { id: 'x', epoch: 1, secret: 's' };
    expect(await isGranted(keys.owner ?? '', claim, await signGrant(keys.ownerKey ?? '', claim))).toBe(true);
  });

  it('is not somebody who joined; the key is taken from the catalog as soon as it names one, once [MB2]', async () => {
    const [first, second] = [(await newOwnerKeys()).owner, (await newOwnerKeys()).owner];
    const { kept, meta } = await settled({ made: 1 });
    expect(kept).toEqual([]);
    meta.set('owner', 'no key');
    meta.set('owner', first);
    await expect.poll(() => kept).toEqual([{ owner: first, ownerKey: null }]);
    meta.set('owner', second);
    await Promise.resolve();
    expect(kept).toHaveLength(1);
  });

  it('stays what the entry says, whatever the catalog names [MB2]', async () => {
    const [mine, other] = [(await newOwnerKeys()).owner, (await newOwnerKeys()).owner];
    expect((await settled({ made: 7, named: other, known: mine })).kept).toEqual([]);
  });

  it('is the one that the catalog names, when this device made the notebook but lost its settings', async () => {
    const { owner } = await newOwnerKeys();
    expect((await settled({ made: 7, named: owner })).kept).toEqual([{ owner, ownerKey: null }]);
  });

  it('is named to nobody before its private key is stored', async () => {
    const { owner, errors } = await settled({ made: 7, full: true });
    expect(errors).toHaveLength(1);
    expect(owner.key.get()).toBeNull();
  });
});
