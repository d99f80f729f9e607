import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSecret, type Invite } from '../../../../shared/invite/invite';
import { isConsistent, judgeInvite } from '../../../../shared/membership/invite-verdict';
import { isGranted, newOwnerKeys, type OwnerKeys, signGrant } from '../../../../shared/membership/keys';
import {
  decodeRenewal,
  encodeRenewal,
  judgeRenewal,
  makeRenewal,
  type Renewal,
  type Standing,
} from '../../../../shared/membership/renewal';

const secretOf = (fill: number): string => encodeSecret(new Uint8Array(32).fill(fill));
let keys: OwnerKeys;
let strangers: OwnerKeys;
let member: Standing;
let renewal: Renewal;

beforeAll(async () => {
  keys = await newOwnerKeys();
  strangers = await newOwnerKeys();
  member = { id: 'nb-1', secret: secretOf(1), owner: keys.owner, epoch: 4, grant: null };
  renewal = await makeRenewal(keys.ownerKey, member, secretOf(2));
});

describe('a grant', () => {
  it('holds for exactly the notebook, epoch and secret that the owner signed [MB3]', async () => {
    const claim = { id: 'nb-1', epoch: 5, secret: secretOf(2) };
    const grant = await signGrant(keys.ownerKey, claim);
    expect(await isGranted(keys.owner, claim, grant)).toBe(true);
    for (const other of [
      { ...claim, id: 'nb-2' },
      { ...claim, epoch: 6 },
      { ...claim, secret: secretOf(3) },
    ])
      expect(await isGranted(keys.owner, other, grant)).toBe(false);
    expect(await isGranted(strangers.owner, claim, grant)).toBe(false);
  });

  it('is refused without a throw when key or signature are no such thing', async () => {
    const claim = { id: 'nb-1', epoch: 5, secret: secretOf(2) };
    for (const owner of ['', 'x', 'A'.repeat(87), '!'.repeat(87)])
      expect(await isGranted(owner, claim, renewal.grant)).toBe(false);
    for (const grant of ['', 'x', 'A'.repeat(86), '!'.repeat(86)])
      expect(await isGranted(keys.owner, claim, grant)).toBe(false);
  });

  it('cannot be made with something that is no key', async () => {
    await expect(signGrant('AAAA', renewal)).rejects.toMatchObject({ code: 'membership/not-owner' });
  });
});

describe('a renewal', () => {
  it('has the next epoch, reads back from its bytes, and does not hold the private key [MB1]', () => {
    expect(renewal.epoch).toBe(5);
    const bytes = encodeRenewal(renewal);
    expect(decodeRenewal(bytes)).toEqual(renewal);
    expect(bytes.length).toBeLessThan(400);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain(keys.ownerKey.slice(0, 40));
  });

  it.each<[string, () => Renewal | Promise<Renewal>, Partial<Standing>, string]>([
    ['of the owner, one epoch on', () => renewal, {}, 'adopt'],
    ['of the owner, several epochs on', () => renewal, { epoch: 0 }, 'adopt'],
    ['that is here already', () => renewal, { epoch: 5, secret: secretOf(2) }, 'held'],
    ['of the same epoch with another secret', () => renewal, { epoch: 5, secret: secretOf(3) }, 'refused'],
    ['of an earlier epoch', () => renewal, { epoch: 6 }, 'refused'],
    ['of another notebook', () => renewal, { id: 'nb-2' }, 'refused'],
    ['while no owner is known', () => renewal, { owner: null }, 'refused'],
    ['signed by somebody else', () => makeRenewal(strangers.ownerKey, member, secretOf(2)), {}, 'refused'],
    ['with another secret than was signed', () => ({ ...renewal, secret: secretOf(7) }), {}, 'refused'],
    ['with a higher epoch than was signed', () => ({ ...renewal, epoch: 50 }), {}, 'refused'],
  ])('%s is judged by key, notebook and epoch [MB3]', async (_name, made, standing, verdict) => {
    expect(await judgeRenewal({ ...member, ...standing }, await made())).toBe(verdict);
  });

  it('is null for whatever bytes are no renewal, and those of a later version', () => {
    const bytes = encodeRenewal(renewal);
    expect(decodeRenewal(new Uint8Array(5000))).toBeNull();
    expect(decodeRenewal(Uint8Array.from(bytes, (byte, at) => (at === 0 ? 2 : byte)))).toBeNull();
    for (let length = 0; length < bytes.length; length++) expect(decodeRenewal(bytes.slice(0, length))).toBeNull();
    expect(decodeRenewal(encodeRenewal({ ...renewal, id: 'x'.repeat(101) }))).toBeNull();
    expect(decodeRenewal(encodeRenewal({ ...renewal, epoch: 0 }))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(() => decodeRenewal(noise)).not.toThrow();
      }),
      { seed: 20261123 },
    );
  });
});

describe('an invite to a notebook that is here', () => {
  const invite = (change: Partial<Invite> = {}): Invite => ({
    name: 'SMCHAT',
    addresses: [],
    owner: keys.owner,
    ...renewal,
    ...change,
  });

  it.each<[string, () => Partial<Invite>, Partial<Standing>, string]>([
    ['with the same secret is nothing new', () => ({}), { secret: secretOf(2) }, 'same'],
    ['with the owner’s newer secret replaces it', () => ({}), {}, 'newer'],
    ['from before is outdated', () => ({ epoch: 3, secret: secretOf(9) }), {}, 'outdated'],
    ['of the first version is outdated', () => ({ epoch: 0, owner: null, grant: null }), {}, 'outdated'],
    ['of another owner is another one', () => ({ owner: strangers.owner }), {}, 'other'],
    ['without a grant is another one', () => ({ grant: null }), {}, 'other'],
    ['with a secret that was not granted is another one', () => ({ secret: secretOf(3) }), {}, 'other'],
    ['of the same epoch is another one', () => ({ epoch: 4 }), {}, 'other'],
    ['is another one while no owner is known', () => ({}), { owner: null }, 'other'],
  ])('%s [MB7]', async (_name, change, standing, verdict) => {
    expect(await judgeInvite({ ...member, ...standing }, invite(change()))).toBe(verdict);
  });

  it.each<[string, () => Partial<Invite>, boolean]>([
    ['a renewed secret with its owner’s grant', () => ({}), true],
    ['a first secret', () => ({ epoch: 0, grant: null }), true],
    ['a first secret without an owner', () => ({ epoch: 0, grant: null, owner: null }), true],
    ['a renewed secret without a grant', () => ({ grant: null }), false],
    ['a renewed secret without an owner', () => ({ owner: null }), false],
    ['a renewed secret with somebody else’s grant', () => ({ owner: strangers.owner }), false],
  ])('%s: consistent or not', async (_name, change, consistent) => {
    expect(await isConsistent(invite(change()))).toBe(consistent);
  });
});
