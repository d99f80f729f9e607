/** Copies that are connected as told, with a wire that delivers at once and a clock that is moved by hand. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newEntry } from '../../../../renderer/app/new-entry';
import { Membership } from '../../../../renderer/sync/membership';
import { topicOf } from '../../../../shared/invite/invite';
import { newOwnerKeys, type OwnerKeys } from '../../../../shared/membership/keys';
import { decodeRenewal, encodeRenewal, makeRenewal } from '../../../../shared/membership/renewal';
import type { NotebookEntry } from '../../../../shared/model/settings';

let keys: OwnerKeys;
beforeAll(async () => {
  keys = await newOwnerKeys();
});

class Copy {
  readonly links = new Set<Copy>();
  readonly events: string[] = [];
  readonly errors: unknown[] = [];
  readonly told: Uint8Array[] = [];
  readonly timers: { readonly run: () => void; over: boolean }[] = [];
  readonly membership: Membership;
  /** Deaf copies hear nothing, like one of an older version. */
  deaf = false;
  /** Set while leaving the old room takes long. */
  slowly: Promise<void> | null = null;
  full = false;

  constructor(
    readonly name: string,
    public stored: NotebookEntry,
  ) {
    this.membership = new Membership(
      stored,
      {
        after: (_ms, run) => {
          const timer = { run, over: false };
          this.timers.push(timer);
          return () => {
            timer.over = true;
          };
        },
      },
      {
        tell: (bytes) => {
          this.events.push('told');
          this.told.push(bytes);
          for (const other of this.links) if (!other.deaf) void other.membership.receive(this.name, bytes);
        },
        peers: () => [...this.links].map((other) => other.name),
        store: async (patch) => {
          if (this.full) throw new Error('the disk is full');
          this.stored = { ...this.stored, ...patch };
          this.events.push('stored');
        },
        move: async () => {
          this.events.push('moved');
          for (const other of this.links) {
            other.links.delete(this);
            other.membership.gone();
          }
          this.links.clear();
          await this.slowly;
        },
        onError: (error) => this.errors.push(error),
      },
    );
  }

  timeOver(): void {
    for (const timer of this.timers) if (!timer.over) timer.run();
  }
}

function link(one: Copy, other: Copy): void {
  one.links.add(other);
  other.links.add(one);
}

function notebook(...names: string[]): Copy[] {
  const entry = { ...newEntry('SMCHAT', 1), owner: keys.owner, shared: true };
  return names.map((name, place) => new Copy(name, { ...entry, ownerKey: place === 0 ? keys.ownerKey : null }));
}

describe('renewing the secret', () => {
  it('brings everyone connected along: all store it, then all move', async () => {
    const [owner, chris, lee] = notebook('owner', 'chris', 'lee') as [Copy, Copy, Copy];
    const before = owner.stored.secret;
    link(owner, chris);
    link(owner, lee);
    link(chris, lee);
    await owner.membership.renew();
    await expect.poll(() => lee.events.includes('moved') && chris.events.includes('moved')).toBe(true);
    for (const copy of [chris, lee]) {
      const { secret, epoch, grant } = owner.stored;
      expect(copy.stored).toMatchObject({ secret, epoch, grant, leftTopics: [topicOf(before)] });
    }
    expect(owner.stored).toMatchObject({ epoch: 1, owner: keys.owner });
    expect(owner.stored.secret).not.toBe(before);
  });

  it('stores before telling, and tells before moving [MB4] [MB5]', async () => {
    const [owner, chris] = notebook('owner', 'chris') as [Copy, Copy];
    link(owner, chris);
    await owner.membership.renew();
    await expect.poll(() => chris.events).toContain('moved');
    for (const copy of [owner, chris]) expect(copy.events).toEqual(['stored', 'told', 'moved']);
  });

  it('reaches who is connected to others only [MB5]', async () => {
    const [owner, chris, lee] = notebook('owner', 'chris', 'lee') as [Copy, Copy, Copy];
    link(owner, chris);
    link(chris, lee);
    await owner.membership.renew();
    await expect.poll(() => lee.events).toContain('moved');
    expect(lee.stored.secret).toBe(owner.stored.secret);
  });

  it('that comes while the copy still moves to the one before is followed as well', async () => {
    const [owner, chris, silent] = notebook('owner', 'chris', 'silent') as [Copy, Copy, Copy];
    let arrived = (): void => undefined;
    chris.slowly = new Promise((resolve) => {
      arrived = resolve;
    });
    link(owner, chris);
    await owner.membership.renew();
    await expect.poll(() => chris.events).toContain('moved');
    silent.deaf = true;
    link(owner, chris);
    link(chris, silent);
    await owner.membership.renew();
    expect(chris.stored.secret).toBe(owner.stored.secret);
    arrived();
    await expect
      .poll(() => {
        chris.timeOver();
        return chris.events.filter((event) => event === 'moved');
      })
      .toHaveLength(2);
  });

  it('reaches who connects before the old room is left [MB5]', async () => {
    const [owner, slow, late] = notebook('owner', 'slow', 'late') as [Copy, Copy, Copy];
    slow.deaf = true;
    link(owner, slow);
    const renewed = owner.membership.renew();
    await expect.poll(() => owner.events).toContain('told');
    link(owner, late);
    owner.membership.opened();
    await expect.poll(() => late.stored.epoch).toBe(1);
    owner.timeOver();
    await renewed;
  });

  it('waits for those who are slow, but not for ever [MB6]', async () => {
    const [owner, deaf] = notebook('owner', 'deaf') as [Copy, Copy];
    deaf.deaf = true;
    link(owner, deaf);
    const renewed = owner.membership.renew();
    await expect.poll(() => owner.events).toEqual(['stored', 'told']);
    owner.timeOver();
    await renewed;
    expect(owner.events).toEqual(['stored', 'told', 'moved']);
    expect(deaf.stored.epoch).toBe(0);
  });

  it('waits for nobody who left [MB6]', async () => {
    const [owner, deaf] = notebook('owner', 'deaf') as [Copy, Copy];
    deaf.deaf = true;
    link(owner, deaf);
    const renewed = owner.membership.renew();
    await expect.poll(() => owner.events).toContain('told');
    owner.links.clear();
    owner.membership.gone();
    await renewed;
  });

  it('is for the owner’s device only, and one at a time [MB8]', async () => {
    const [owner, chris] = notebook('owner', 'chris') as [Copy, Copy];
    await expect(chris.membership.renew()).rejects.toMatchObject({ code: 'membership/not-owner' });
    const first = owner.membership.renew();
    await expect(owner.membership.renew()).rejects.toMatchObject({ code: 'membership/unfinished' });
    await first;
    await owner.membership.renew();
    expect(owner.stored.epoch).toBe(2);
  });

  it('changes nothing when it cannot be stored [MB4]', async () => {
    const [owner, chris] = notebook('owner', 'chris') as [Copy, Copy];
    link(owner, chris);
    owner.full = true;
    await expect(owner.membership.renew()).rejects.toThrow('the disk is full');
    expect(owner.events).toEqual([]);
    expect(chris.stored.epoch).toBe(0);
    owner.full = false;
    chris.full = true;
    const renewed = owner.membership.renew();
    await expect.poll(() => chris.errors).toHaveLength(1);
    expect(chris.events).toEqual([]);
    owner.timeOver();
    await renewed;
  });
});

describe('what a peer sends', () => {
  it.each<[string, (mine: NotebookEntry) => Promise<Uint8Array>]>([
    ['noise', async () => new Uint8Array([1, 2, 3])],
    ['nothing', async () => new Uint8Array()],
    [
      'a renewal that somebody else signed',
      async (mine) => encodeRenewal(await makeRenewal((await newOwnerKeys()).ownerKey, mine, mine.secret)),
    ],
    [
      'a renewal of another notebook',
      async (mine) => encodeRenewal(await makeRenewal(keys.ownerKey, { ...mine, id: 'other' }, mine.secret)),
    ],
    [
      'a renewal from before',
      async (mine) => encodeRenewal(await makeRenewal(keys.ownerKey, { ...mine, epoch: -1 }, mine.secret)),
    ],
  ])('%s changes nothing [MB3]', async (_name, made) => {
    const [, chris] = notebook('owner', 'chris') as [Copy, Copy];
    const before = chris.stored;
    await chris.membership.receive('stranger', await made(before));
    expect(chris).toMatchObject({ stored: before, events: [], errors: [] });
  });

  it('is believed by the key of the own entry, whatever the catalog says [MB2]', async () => {
    const [, chris] = notebook('owner', 'chris') as [Copy, Copy];
    const usurper = await newOwnerKeys();
    const forged = encodeRenewal(await makeRenewal(usurper.ownerKey, chris.stored, chris.stored.secret));
    await chris.membership.receive('usurper', forged);
    expect(chris.stored.owner).toBe(keys.owner);
    expect(chris.events).toEqual([]);
  });

  it('never holds the private key [MB1]', async () => {
    const [owner, chris] = notebook('owner', 'chris') as [Copy, Copy];
    link(owner, chris);
    await owner.membership.renew();
    const [bytes] = owner.told as [Uint8Array];
    expect(Object.keys(decodeRenewal(bytes) ?? {}).sort()).toEqual(['epoch', 'grant', 'id', 'secret']);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain(keys.ownerKey.slice(0, 24));
  });
});
