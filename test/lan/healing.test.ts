/** Four people on a network without multicast, who have met by an address, lose each other in every way that networks know, and are equal afterwards. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Group, timed } from './group';
import { whyNoNamespaces } from './namespaces';

const reason = whyNoNamespaces();
if (reason !== null) console.log(`The network tests are skipped: ${reason}.`);

const PEOPLE = [{ name: 'Renee' }, { name: 'Chris' }, { name: 'Amal' }, { name: 'Jun' }];
const TEST_MS = 120_000;

describe.skipIf(reason !== null)('people who have met', () => {
  let group: Group;

  /**
   * Everyone writes a post at the same time, and then, one after the other, a line of the recap, below the line that those who
   * can hear it have heard of: Enter at the end of a line that is still arriving would divide it, as it should.
   */
  async function everyoneWrites(what: string, ...heard: readonly (readonly number[])[]): Promise<void> {
    await group.all((host) => host.tell('post', `${what}, posted by ${host.name}`));
    await Promise.all((heard.length > 0 ? heard : [[0, 1, 2, 3]]).map((members) => writeInTurn(what, members)));
  }

  async function writeInTurn(what: string, members: readonly number[]): Promise<void> {
    for (const [turn, index] of members.entries()) {
      const before = members[turn - 1];
      if (before !== undefined) await group.host(index).tell('expectRecap', lineOf(what, group.host(before).name));
      await group.host(index).tell('writeRecap', `\n${lineOf(what, group.host(index).name)}`);
    }
  }

  const lineOf = (what: string, name: string) => `${what}, noted by ${name}`;

  function writtenByAll(what: string): string[] {
    return group.hosts.flatMap(({ name }) => [`${what}, posted by ${name}`, lineOf(what, name)]);
  }

  beforeAll(async () => {
    group = await Group.start(PEOPLE);
    group.network.setMulticast(false);
  }, TEST_MS);

  afterAll(() => group?.end());

  test(
    'meet by the address in the invite where multicast is blocked',
    async () => {
      const link = await group.invite();
      expect(link).toMatch(/^recap:\/\/join#/);
      await timed('four meet', async () => {
        await Promise.all([1, 2, 3].map((index) => group.join(index, link)));
        await group.expectMet();
      });
      await everyoneWrites('At first');
      await timed('four equal', () => group.expectEqual(...writtenByAll('At first')));
    },
    TEST_MS,
  );

  test(
    'notice a pulled cable, and are equal when it is back',
    async () => {
      group.network.setCable(3, false);
      await everyoneWrites('Cable out', [0, 1, 2], [3]);
      await timed('cable noticed', () => Promise.all([group.expectMet([3]), group.expectMet([0, 1, 2])]));
      group.network.setCable(3, true);
      await timed('cable back: met', () => group.expectMet());
      await timed('cable back: equal', () => group.expectEqual(...writtenByAll('Cable out')));
    },
    TEST_MS,
  );

  test(
    'stay equal over lines that lose 30 % of everything',
    async () => {
      for (const index of [1, 2]) await group.network.setLine(index, { loss: 0.3, delay: 0 });
      await everyoneWrites('With loss');
      await timed('loss: equal', () => group.expectEqual(...writtenByAll('With loss')));
      for (const index of [1, 2]) await group.network.setLine(index, null);
      await timed('loss gone: met', () => group.expectMet());
    },
    TEST_MS,
  );

  test(
    'stay equal over lines with 300 ms of delay',
    async () => {
      for (const index of [1, 2]) await group.network.setLine(index, { loss: 0, delay: 300 });
      await everyoneWrites('With delay');
      await timed('delay: equal', () => group.expectEqual(...writtenByAll('With delay')));
      for (const index of [1, 2]) await group.network.setLine(index, null);
      await group.expectMet();
    },
    TEST_MS,
  );

  test(
    'are torn into two pairs that both write on, and are equal when the network is whole',
    async () => {
      group.network.partition([
        [0, 1],
        [2, 3],
      ]);
      await everyoneWrites('Apart', [0, 1], [2, 3]);
      await timed('partition noticed', () => Promise.all([group.expectMet([0, 1]), group.expectMet([2, 3])]));
      group.network.heal();
      await timed('partition healed: met', () => group.expectMet());
      await timed('partition healed: equal', () => group.expectEqual(...writtenByAll('Apart')));
    },
    TEST_MS,
  );

  test(
    'lose the hub through which they met to kill -9, go on without it, and are equal when it is back',
    async () => {
      await group.host(0).tell('kill');
      await timed('hub killed: noticed', () => group.expectMet([1, 2, 3]));
      await group.host(1).tell('post', 'while Renee was gone');
      await timed('hub back: started', () => group.host(0).tell('comeBack'));
      await timed('hub back: met', () => group.expectMet());
      await timed('hub back: equal', () => group.expectEqual('while Renee was gone'));
    },
    TEST_MS,
  );

  test(
    'find a host that has got another address',
    async () => {
      group.network.setAddress(0, '10.77.0.101');
      await everyoneWrites('Moved', [0], [1, 2, 3]);
      await timed('address changed: equal', () => group.expectEqual(...writtenByAll('Moved')));
      await timed('address changed: met', () => group.expectMet());
    },
    TEST_MS,
  );
});
