import { describe, expect, test } from 'vitest';
import { shareHub } from '../../../../renderer/sync/hub-users';
import type { HubPort } from '../../../../renderer/sync/options';
import { AppError } from '../../../../shared/errors/app-error';

function hub(fails = () => false) {
  const calls: string[] = [];
  const port: HubPort = {
    async start() {
      calls.push('start');
      if (fails()) throw new AppError('hub/failed');
      return { hubId: '', port: 1, pageUrl: 'ws://127.0.0.1:1/page', addresses: [] };
    },
    async stop() {
      calls.push('stop');
    },
    async dial(addresses) {
      calls.push(addresses.join(' '));
    },
    test: async () => {
      throw new AppError('hub/not-running');
    },
    onState: () => () => {},
    onChanged: () => () => {},
  };
  return { calls, user: shareHub(port) };
}

describe('the hub of several notebooks', () => {
  test('starts with the first that meets others and stops with the last', async () => {
    const { calls, user } = hub();
    const [one, two] = [user(), user()];
    await Promise.all([one.start(), two.start()]);
    await one.stop();
    await one.stop();
    expect(calls).toEqual(['start', '']);
    await two.stop();
    expect(calls).toEqual(['start', '', 'stop']);
  });

  test('calls whoever any of them wants called, each one’s best first', async () => {
    const { calls, user } = hub();
    const [one, two] = [user(), user()];
    await Promise.all([one.start(), two.start()]);
    await one.dial(['a:1', 'b:1', 'c:1']);
    await two.dial(['d:1', 'a:1']);
    await two.stop();
    expect(calls).toEqual(['start', 'a:1 b:1 c:1', 'a:1 d:1 b:1 c:1', 'a:1 b:1 c:1']);
  });

  test('can be started again after it failed', async () => {
    let broken = true;
    const { calls, user } = hub(() => broken);
    const one = user();
    await expect(one.start()).rejects.toMatchObject({ code: 'hub/failed' });
    await one.stop();
    broken = false;
    await one.start();
    expect(calls).toEqual(['start', 'start']);
  });

  test('is left alone by a visitor who only asked', async () => {
    const { calls, user } = hub();
    const [notebook, visitor] = [user(), user()];
    await notebook.start();
    await visitor.start();
    await visitor.stop();
    expect(calls).toEqual(['start', '']);
  });
});
