import { describe, expect, it, vi } from 'vitest';
import { joinNotebook } from '../../../../renderer/app/join-notebook';
import { newEntry } from '../../../../renderer/app/new-entry';
import { topicOf } from '../../../../shared/invite/invite';
import type { ProbeResult } from '../../../../shared/ipc/contract';
import { newOwnerKeys } from '../../../../shared/membership/keys';
import { makeRenewal } from '../../../../shared/membership/renewal';
import type { NotebookEntry } from '../../../../shared/model/settings';

const THEIRS = newEntry('SMCHAT', 1);
const INVITE = {
  name: THEIRS.name,
  id: THEIRS.id,
  secret: THEIRS.secret,
  owner: null,
  epoch: 0,
  grant: null,
  addresses: ['10.0.0.2:4100', '10.0.0.3:4100'],
};

function ports(results: readonly ProbeResult['result'][] = []) {
  return {
    startHub: vi.fn(async () => undefined),
    probe: vi.fn(
      async (addresses: readonly string[]): Promise<readonly ProbeResult[]> =>
        addresses.map((address, place) => ({ address, result: results[place] ?? 'unreachable' })),
    ),
    topicOf: (secret: string) => `topic of ${secret}`,
    own: () => ['10.0.0.1:4100'],
  };
}

describe('joining a notebook', () => {
  it('succeeds when one copy knows the invite, and asks that one first next time', async () => {
    const outcome = await joinNotebook(INVITE, [], false, ports(['unreachable', 'known']), 7);
    expect(outcome).toEqual({
      kind: 'joined',
      entry: {
        ...THEIRS,
        shared: true,
        addresses: ['10.0.0.3:4100', '10.0.0.2:4100'],
        origins: { '10.0.0.3:4100': 'invite', '10.0.0.2:4100': 'invite' },
        createdAt: 7,
      },
    });
  });

  it.each([
    [['unreachable', 'unreachable'], 'hub/unreachable'],
    [['not-a-hub', 'unreachable'], 'hub/unreachable'],
    [['unreachable', 'unknown-topic'], 'invite/wrong-secret'],
  ] as const)('fails when the copies answer %j', async (results, code) => {
    const fake = ports(results);
    await expect(joinNotebook(INVITE, [], false, fake, 7)).rejects.toMatchObject({ code });
  });

  it('asks also without an address, for those who are heard on the network', async () => {
    const fake = ports();
    fake.probe.mockResolvedValue([{ address: '10.0.0.7:4100', result: 'known' }]);
    const outcome = await joinNotebook({ ...INVITE, addresses: [] }, [], false, fake, 7);
    expect(outcome.entry).toMatchObject({ addresses: ['10.0.0.7:4100'], origins: { '10.0.0.7:4100': 'nearby' } });
  });

  it('refuses another secret for a notebook that is here already, although nobody was asked', async () => {
    const mine: NotebookEntry = { ...THEIRS, secret: newEntry('x', 1).secret };
    await expect(joinNotebook(INVITE, [mine], true, ports(), 7)).rejects.toMatchObject({ code: 'invite/other-secret' });
  });

  it('takes an invite as it is when the person wants to wait for the others, and asks nobody', async () => {
    const fake = ports();
    const outcome = await joinNotebook(INVITE, [], true, fake, 7);
    expect(outcome).toMatchObject({
      kind: 'unseen',
      entry: { id: INVITE.id, shared: true, addresses: INVITE.addresses },
    });
    expect(fake.probe).not.toHaveBeenCalled();
  });

  it('remembers neither this device nor whatever machine it is on, unless a copy answered there', async () => {
    const invite = { ...INVITE, addresses: ['10.0.0.1:4100', '10.0.0.2:4100', '127.0.0.1:4100', '[::1]:4100'] };
    const addresses = async (entries: readonly NotebookEntry[], unseen: boolean, answered?: ProbeResult['result']) => {
      const fake = ports(['unreachable', 'known', answered ?? 'unreachable']);
      return (await joinNotebook(invite, entries, unseen, fake, 7)).entry.addresses;
    };
    expect(await addresses([], true)).toEqual(['10.0.0.2:4100']);
    expect(await addresses([], false)).toEqual(['10.0.0.2:4100']);
    expect(await addresses([], false, 'known')).toEqual(['10.0.0.2:4100', '127.0.0.1:4100']);
    expect(await addresses([{ ...THEIRS, addresses: [] }], false)).toEqual(['10.0.0.2:4100']);
  });

  it('asks nobody when this device is a member already, and remembers new addresses', async () => {
    const origins = { '10.0.0.9:4100': 'hand' } as const;
    const mine: NotebookEntry = { ...THEIRS, offline: true, addresses: ['10.0.0.9:4100', '10.0.0.3:4100'], origins };
    const fake = ports();
    const outcome = await joinNotebook(INVITE, [mine], false, fake, 7);
    expect(fake.startHub).not.toHaveBeenCalled();
    expect(outcome).toMatchObject({
      kind: 'already-member',
      entry: {
        shared: true,
        offline: false,
        addresses: ['10.0.0.2:4100', '10.0.0.3:4100', '10.0.0.9:4100'],
        // Where the one came from that an older version remembered, nobody knows.
        origins: { '10.0.0.2:4100': 'invite', '10.0.0.9:4100': 'hand' },
      },
    });
  });

  it('refuses another secret for a notebook that is here already, and asks nobody', async () => {
    const mine: NotebookEntry = { ...THEIRS, secret: newEntry('x', 1).secret };
    const fake = ports(['known']);
    await expect(joinNotebook(INVITE, [mine], false, fake, 7)).rejects.toMatchObject({ code: 'invite/other-secret' });
    expect(fake.startHub).not.toHaveBeenCalled();
  });

  it('takes the owner’s new secret for a notebook that is here, keeps the rest of it, and asks nobody [MB7] [MB9]', async () => {
    const keys = await newOwnerKeys();
    const mine: NotebookEntry = { ...THEIRS, owner: keys.owner, addresses: ['10.0.0.9:4100'], createdAt: 3 };
    const renewal = await makeRenewal(keys.ownerKey, mine, newEntry('x', 1).secret);
    const fake = ports();
    const outcome = await joinNotebook({ ...INVITE, owner: keys.owner, ...renewal }, [mine], false, fake, 7);
    const { secret, epoch, grant } = renewal;
    const leftTopics = [topicOf(mine.secret)];
    expect(outcome).toEqual({
      kind: 'renewed',
      entry: {
        ...mine,
        leftTopics,
        shared: true,
        secret,
        epoch,
        grant,
        addresses: [...INVITE.addresses, '10.0.0.9:4100'],
        origins: { '10.0.0.2:4100': 'invite', '10.0.0.3:4100': 'invite' },
      },
    });
    expect(fake.startHub).not.toHaveBeenCalled();
    const ahead: NotebookEntry = { ...mine, secret, epoch, grant };
    const older = { ...INVITE, owner: keys.owner };
    await expect(joinNotebook(older, [ahead], false, fake, 7)).rejects.toMatchObject({ code: 'invite/outdated' });
  });

  it('remembers the owner, the epoch and the grant of the invite', async () => {
    const keys = await newOwnerKeys();
    const renewal = await makeRenewal(keys.ownerKey, { ...THEIRS, owner: keys.owner }, THEIRS.secret);
    const { entry } = await joinNotebook({ ...INVITE, owner: keys.owner, ...renewal }, [], false, ports(['known']), 7);
    expect(entry).toMatchObject({ owner: keys.owner, ownerKey: null, epoch: 1, grant: renewal.grant });
  });

  it('takes the owner from an invite with the same secret when none is known, and never another one [MB2]', async () => {
    const [owner, other] = [(await newOwnerKeys()).owner, (await newOwnerKeys()).owner];
    const first = await joinNotebook({ ...INVITE, owner }, [THEIRS], false, ports(), 7);
    expect(first.entry.owner).toBe(owner);
    const second = await joinNotebook({ ...INVITE, owner: other }, [first.entry], false, ports(), 7);
    expect(second.entry.owner).toBe(owner);
  });

  it('refuses an invite whose grant is not its owner’s, and asks nobody', async () => {
    const fake = ports(['known']);
    const forged = { ...INVITE, owner: (await newOwnerKeys()).owner, epoch: 2, grant: 'A'.repeat(86) };
    await expect(joinNotebook(forged, [], false, fake, 7)).rejects.toMatchObject({ code: 'invite/damaged' });
    expect(fake.startHub).not.toHaveBeenCalled();
  });
});
