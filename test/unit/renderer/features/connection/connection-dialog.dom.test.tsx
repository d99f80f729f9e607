import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ConnectionDialog,
  type ConnectionDialogProps,
} from '../../../../../renderer/features/connection/connection-dialog';
import { memberWords, statusTone, statusWords } from '../../../../../renderer/features/people/status-words';
import { createStore } from '../../../../../renderer/ui/store';
import { AppError } from '../../../../../shared/errors/app-error';
import { DEFAULT_SETTINGS } from '../../../../../shared/model/settings';
import type { ParticipantId } from '../../../../../shared/util/brand';
import { button, clearScreen, press, putOnScreen, settled, words } from '../../../../support/on-screen';
import { folderWay } from './folder-sights';
import { answers, facts, link, report, state } from './sights';

afterEach(clearScreen);

async function show(change: Partial<ConnectionDialogProps> = {}) {
  const seen = createStore(facts());
  const now = createStore(state());
  const copied: string[] = [];
  const testNetwork = vi.fn(async () => report());
  putOnScreen(
    <ConnectionDialog
      state={now}
      facts={seen}
      testNetwork={testNetwork}
      words={{ status: statusWords, tone: statusTone, member: memberWords }}
      app="Recap Notebook 1.0.0 on linux"
      settings={DEFAULT_SETTINGS.connection}
      known={{ addresses: [], origins: {} }}
      onSettings={vi.fn()}
      onAddresses={vi.fn()}
      onCarry={vi.fn()}
      folder={folderWay().props}
      copy={async (text) => void copied.push(text)}
      onError={vi.fn()}
      onClose={vi.fn()}
      {...change}
    />,
  );
  await settled();
  return { seen, now, copied, testNetwork };
}

function step(title: string): string {
  const rows = [...document.querySelectorAll('[aria-label=Steps] > li')].map((row) => row.textContent);
  return rows.find((row) => row.startsWith(title)) ?? `no step ${title}`;
}

describe('the Connection page', () => {
  it('tests the network when it opens, and again when asked', async () => {
    const { testNetwork } = await show();
    expect(testNetwork).toHaveBeenCalledOnce();
    expect(step('This device can be found')).toBe('This device can be foundOKOthers can reach this device.');
    expect(document.activeElement?.textContent).toBe('Test again');
    await press('Test again');
    expect(testNetwork).toHaveBeenCalledTimes(2);
  });

  it('runs one test at a time', async () => {
    const testNetwork = vi.fn(() => new Promise<never>(() => {}));
    await show({ testNetwork });
    await press('Testing…');
    expect(testNetwork).toHaveBeenCalledOnce();
    expect(button('Testing…').getAttribute('aria-disabled')).toBe('true');
  });

  it('tests nothing while the notebook is not shared', async () => {
    const testNetwork = vi.fn(async () => report());
    await show({ testNetwork, state: createStore(state({ kind: 'alone' })) });
    await press('Test again');
    expect(testNetwork).not.toHaveBeenCalled();
    expect(words()).toContain('This notebook is not shared at the moment.');
    expect(button('Test again').disabled).toBe(true);
    expect(document.activeElement?.textContent).toBe('Done');
  });

  it('names the cause and the cure', async () => {
    await show({ testNetwork: async () => report({ addresses: [answers('refused')] }) });
    expect(words()).toContain('Recap Notebook is not open on it, or is at another port. Open the app there');
    expect(step('Known addresses answer')).toContain('chris.example:47800: the device is there');
  });

  it('says where an address came from, in the step and in its details', async () => {
    const seen = createStore(facts({ origins: { 'chris.example:47800': 'invite' } }));
    const found = { address: '192.168.1.9:47800', state: 'connected', code: null, source: 'multicast' } as const;
    const testNetwork = async () => report({ addresses: [answers('timeout')], state: { links: [found] } });
    await show({ facts: seen, testNetwork });
    expect(step('Known addresses answer')).toContain('chris.example:47800 (from the invite): no answer');
    await press('Show details');
    expect(words()).toContain('chris.example:47800 (from the invite): timeout');
    expect(words()).toContain('192.168.1.9:47800 (found on this network): connected');
  });

  it('follows what happens meanwhile', async () => {
    const { seen, now } = await show();
    expect(step('The line is open')).toContain('Waiting');
    const chris = { id: 'chris' as ParticipantId, name: 'Chris', colour: 1 };
    act(() => {
      seen.set(facts({ links: [link()], heardPeers: 1 }));
      now.set({
        status: { kind: 'in-sync', peers: 1 },
        people: [chris],
        members: [{ ...chris, presence: 'in-sync', lastInSync: 1, lastInFolder: null }],
      });
    });
    expect(step('The line is open')).toBe('The line is openOKTo Chris.');
    expect(words()).toContain('CChrisin sync nowdirect, on this network · answers in 3 ms');
  });

  it('says why a test failed, and keeps what was seen', async () => {
    const testNetwork = vi.fn(async () => report());
    await show({ testNetwork });
    testNetwork.mockRejectedValueOnce(new AppError('hub/not-running'));
    await press('Test again');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Sharing is not running.');
    expect(step('This device can be found')).toContain('OK');
  });

  it('keeps the words of engineers apart until they are asked for', async () => {
    await show();
    expect(words()).not.toContain('mDNS');
    expect(words()).not.toContain('47800');
    await press('Show details');
    expect(words()).toContain('wlan0: mDNS heard');
    expect(words()).toContain('port 47800');
  });

  it('copies a report with the steps and their details', async () => {
    const { copied } = await show({ testNetwork: async () => report({ addresses: [answers('timeout')] }) });
    await press('Copy report');
    expect(copied[0]).toMatch(/^Recap Notebook 1\.0\.0 on linux, connection at 20/);
    expect(copied[0]).toContain('[Problem] Known addresses answer');
    expect(copied[0]).toContain('    chris.example:47800: timeout');
    expect(copied[0]).toContain('(firewall-there)');
  });

  it('announces the end of a test, not each step', async () => {
    await show();
    const spoken = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].map(
      (one) => one.textContent,
    );
    expect(spoken).toEqual(['The test is done. Nobody else has this notebook open at the moment.']);
  });
});
