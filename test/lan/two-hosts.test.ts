import { afterEach, describe, expect, test } from 'vitest';
import { type Host, Network, whyNoNamespaces } from './network';

const reason = whyNoNamespaces();
if (reason !== null) console.log(`The network tests are skipped: ${reason}.`);

let network: Network | null = null;

afterEach(() => {
  network?.end();
  network = null;
});

describe.skipIf(reason !== null)('two hosts on one network', () => {
  test('meet by the address in the invite, notice a pulled cable, and are equal when it is back', async () => {
    network = new Network(['Renee', 'Chris']);
    const [renee, chris] = network.hosts as [Host, Host];
    await Promise.all([renee.tell('start', 'Renee'), chris.tell('start', 'Chris')]);
    await renee.tell('newDiscussion', 'Across the network');
    const link = await renee.tell('share');
    expect(link).toMatch(/^recap:\/\/join#/);
    await chris.tell('join', link);
    await chris.tell('open', 'Across the network');
    await renee.tell('expectPeople', 'Chris is here');
    await renee.tell('post', 'from Renee');
    await chris.tell('expectPosts', '1');

    network.setCable(1, false);
    await Promise.all([renee.tell('post', 'Renee, cut off'), chris.tell('post', 'Chris, cut off')]);
    await Promise.all([renee.tell('writeRecap', 'written by Renee'), chris.tell('writeRecap', 'written by Chris')]);
    await Promise.all([renee.tell('expectPeople', 'Only you'), chris.tell('expectPeople', 'Only you')]);
    network.setCable(1, true);

    for (const host of [renee, chris]) {
      await host.tell('expectPosts', '3');
      await host.tell('expectRecap', 'written by Renee');
      await host.tell('expectRecap', 'written by Chris');
    }
    await Promise.all([renee.tell('expectInSync'), chris.tell('expectInSync')]);
    await Promise.all([renee.tell('close'), chris.tell('close')]);
  }, 120_000);
});
