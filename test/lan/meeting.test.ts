/** How people find each other who hold nothing but an invite. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { Group, timed } from './group';
import { whyNoNamespaces } from './namespaces';
import { hostName } from './network';

const reason = whyNoNamespaces();
if (reason !== null) console.log(`The network tests are skipped: ${reason}.`);

const PEOPLE = [{ name: 'Renee' }, { name: 'Chris' }, { name: 'Amal' }];
const PORT = 47800;
const TEST_MS = 120_000;

describe.skipIf(reason !== null)('three people on one network', () => {
  let group: Group;

  beforeAll(async () => {
    group = await Group.start(PEOPLE);
  }, TEST_MS);

  afterAll(() => group?.end());

  test(
    'meet by multicast when the invite holds no address',
    async () => {
      const link = Group.readdress(await group.invite());
      await timed('discovery: three met', async () => {
        await Promise.all([1, 2].map((index) => group.joinUnseen(index, link)));
        await group.expectMet();
      });
      await Promise.all([1, 2].map((index) => group.open(index)));
      await group.all((host) => host.tell('post', `from ${host.name}`));
      await group.expectEqual('from Renee', 'from Chris', 'from Amal');
    },
    TEST_MS,
  );

  test(
    'find one who has got another address',
    async () => {
      group.network.setAddress(1, '10.77.0.102');
      await group.all((host) => host.tell('post', `again from ${host.name}`));
      await timed('discovery, address changed: equal', () => group.expectEqual('again from Chris', 'again from Amal'));
      await group.expectMet();
    },
    TEST_MS,
  );
});

describe.skipIf(reason !== null)('three people on a network with IPv6 only', () => {
  let group: Group;

  beforeAll(async () => {
    group = await Group.start(PEOPLE, { ipv6Only: true });
  }, TEST_MS);

  afterAll(() => group?.end());

  test(
    'meet by the IPv6 address and by the host name in the invite',
    async () => {
      const link = await group.invite();
      await timed('IPv6: three met', async () => {
        await Promise.all([
          group.join(1, Group.readdress(link, `[${group.network.address(0)}]:${PORT}`)),
          group.join(2, Group.readdress(link, `${hostName('Renee')}:${PORT}`)),
        ]);
        await group.expectMet();
      });
      await group.all((host) => host.tell('post', `from ${host.name}`));
      await group.expectEqual('from Renee', 'from Chris', 'from Amal');
    },
    TEST_MS,
  );
});
