/** Networks that keep people apart: what the app says, and what it can do about it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Group, timed } from './group';
import { whyNoNamespaces } from './namespaces';

const reason = whyNoNamespaces();
if (reason !== null) console.log(`The network tests are skipped: ${reason}.`);

/** Chris is on a network of his own; a router passes on what goes to an address, and no multicast, as a VPN does. */
const PEOPLE = [{ name: 'Renee' }, { name: 'Amal' }, { name: 'Chris', subnet: 1 }];
const TEST_MS = 120_000;

describe.skipIf(reason !== null)('people whom the network keeps apart', () => {
  let group: Group;
  let link: string;

  /** Brings two together by hand, up to the point where they try. */
  async function carry(from: number, to: number): Promise<void> {
    const answer = await group.host(to).tell('answerCode', await group.host(from).tell('offerCode'));
    await group.host(from).tell('finishCode', answer);
  }

  beforeAll(async () => {
    group = await Group.start(PEOPLE);
    group.network.setIsolation(true);
    link = await group.invite();
  }, TEST_MS);

  afterAll(() => group?.end());

  test(
    'do not meet as clients of an access point that isolates them, and are told what keeps them apart',
    async () => {
      await group.joinUnseen(1, link);
      const words = await group.host(1).tell('diagnosis');
      expect(words).toMatch(/keeps its devices apart|firewall/i);
      await group.host(1).tell('expectHere', '');
    },
    TEST_MS,
  );

  test(
    'cannot connect by hand there either, and are told that there is no way between the devices',
    async () => {
      await carry(0, 1);
      const noPath = 'found no way to each other';
      await timed('isolation: no way found', () => group.host(0).tell('expectCarry', noPath));
      // The other side hears nothing at all, not even that its answer was taken.
      await group.host(1).tell('expectCarry', 'Waiting for the other device');
      await Promise.all([0, 1].map((index) => group.host(index).tell('closeCarry')));
      expect(await group.host(1).tell('diagnosis')).toMatch(/keeps its devices apart|firewall/i);
    },
    TEST_MS,
  );

  test(
    'connect by hand across two networks that share no hub and no multicast',
    async () => {
      await group.joinUnseen(2, Group.readdress(link));
      await carry(0, 2);
      await timed('by hand: connected', () => group.host(0).tell('expectCarry', 'Connected.'));
      await group.host(2).tell('expectCarry', 'Connected.');
      await Promise.all([0, 2].map((index) => group.host(index).tell('closeCarry')));
      await group.open(2);
      await group.host(2).tell('post', 'carried by hand');
      await group.host(0).tell('expectPosts', '1');
      await group.host(0).tell('expectInSync');
      await group.host(2).tell('expectInSync');
    },
    TEST_MS,
  );
});
