import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { People } from '../../../../../renderer/features/people/people';
import type { Participant } from '../../../../../renderer/notebook/types';
import type { Member, SyncState } from '../../../../../renderer/sync/types';
import { createStore } from '../../../../../renderer/ui/store';
import type { ParticipantId } from '../../../../../shared/util/brand';
import { clearScreen, press, putOnScreen, words } from '../../../../support/on-screen';

afterEach(clearScreen);

function person(name: string): Participant {
  return { id: name as ParticipantId, name, colour: 0 };
}

function away(name: string): Member {
  return { ...person(name), presence: 'away', lastInSync: null, lastInFolder: null };
}

function show(state: Partial<SyncState>, shared = true) {
  const sync = createStore<SyncState>({ status: { kind: 'in-sync', peers: 1 }, people: [], members: [], ...state });
  const asked = { connection: vi.fn(), offline: vi.fn() };
  putOnScreen(
    <People
      me={person('Renee')}
      sync={sync}
      shared={shared}
      offline={false}
      onShare={vi.fn()}
      onJoin={vi.fn()}
      onConnection={asked.connection}
      onOffline={asked.offline}
    />,
  );
  return asked;
}

describe('the People panel', () => {
  it('says who is here, with whom it is in sync, and who is not here now', () => {
    const chris = person('Chris');
    show({
      people: [chris],
      members: [{ ...chris, presence: 'in-sync', lastInSync: 1, lastInFolder: null }, away('Lee')],
    });
    expect(words()).toContain('Chris is here');
    expect(document.querySelector('[role=status]')?.textContent).toBe('In sync with Chris');
    expect(document.querySelector('ul')?.textContent).toBe('Lee · never met from this device');
  });

  it('leaves room for the library when many are away', () => {
    show({ members: ['Lee', 'Ann', 'Bob', 'Eve', 'Kim'].map(away) });
    expect(document.querySelectorAll('ul li')).toHaveLength(3);
  });

  it('names who was met by the shared folder, also while the notebook is not shared', () => {
    const chris = { ...away('Chris'), lastInFolder: Date.now() - 130_000 };
    show({ status: { kind: 'alone', inFolder: true }, members: [chris] }, false);
    expect(document.querySelector('ul')?.textContent).toBe('Chris · by the shared folder, 2 minutes ago');
  });

  it('goes on counting the minutes while nothing else happens', () => {
    vi.useFakeTimers();
    try {
      show({ members: [{ ...away('Chris'), lastInFolder: Date.now() - 130_000 }] });
      act(() => {
        vi.advanceTimersByTime(180_000);
      });
      expect(document.querySelector('ul')?.textContent).toBe('Chris · by the shared folder, 5 minutes ago');
    } finally {
      vi.useRealTimers();
    }
  });

  it('names nobody as away while the notebook is not shared', () => {
    show({ status: { kind: 'alone' }, members: [away('Lee')] }, false);
    expect(document.querySelector('ul')).toBeNull();
  });

  it('shows a large first sync as a bar, and its numbers outside of what is announced', () => {
    show({
      status: { kind: 'exchanging', peers: 1, toSend: 0, toReceive: 9880, progress: { done: 120, all: 10_000 } },
    });
    const bar = document.querySelector('[role=progressbar]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('120');
    expect(bar?.getAttribute('aria-valuemax')).toBe('10000');
    expect(bar?.getAttribute('aria-valuetext')).toBe('120 of 10,000');
    expect(document.querySelector('[role=status]')?.textContent).toBe('Receiving');
    expect(words()).toContain('Receiving120 of 10,000');
  });

  it('opens the Connection page', async () => {
    const { connection } = show({});
    await press('Connection…');
    expect(connection).toHaveBeenCalledOnce();
  });
});
