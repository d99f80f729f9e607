import { act, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OtherWays } from '../../../../../renderer/features/connection/other-ways';
import type { Origins } from '../../../../../shared/model/known-addresses';
import { type ConnectionSettings, connectionSchema, DEFAULT_SETTINGS } from '../../../../../shared/model/settings';
import { clearScreen, field, fill, press, putOnScreen, words } from '../../../../support/on-screen';
import { folderWay } from './folder-sights';

afterEach(clearScreen);

function show(start: { addresses?: string[]; origins?: Origins; settings?: Partial<ConnectionSettings> } = {}) {
  const now = {
    addresses: start.addresses ?? [],
    origins: start.origins ?? {},
    settings: { ...DEFAULT_SETTINGS.connection, ...start.settings },
    carry: vi.fn(),
  };
  function Page() {
    const [, redraw] = useState(0);
    return (
      <OtherWays
        settings={now.settings}
        known={now}
        onSettings={(patch) => {
          now.settings = connectionSchema.parse({ ...now.settings, ...patch });
          redraw((count) => count + 1);
        }}
        onAddresses={(known) => {
          Object.assign(now, known);
          redraw((count) => count + 1);
        }}
        onCarry={now.carry}
        folder={folderWay().props}
      />
    );
  }
  putOnScreen(<Page />);
  return now;
}

const ADDRESS = 'Address of another copy';
const SERVER = 'Meeting server';
const RELAY = 'STUN or TURN server';

describe('an address by hand', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20:47800'],
    [' studio.example:5000 ', 'studio.example:5000'],
    ['[fd00::20]:1234', '[fd00::20]:1234'],
    ['fd00::20', '[fd00::20]:47800'],
  ])('%s is remembered as %s, before the others', async (typed, kept) => {
    const now = show({ addresses: ['10.0.0.1:47800'] });
    await fill(ADDRESS, typed, true);
    expect(now.addresses).toEqual([kept, '10.0.0.1:47800']);
    expect(field(ADDRESS).value).toBe('');
  });

  it.each(['', 'http://studio.example', '1.2.3', 'a b', 'studio:99999', 'user@host'])(
    '%j is refused, and stays to be mended',
    async (typed) => {
      const now = show();
      await fill(ADDRESS, typed, true);
      expect(now.addresses).toEqual([]);
      expect(words()).toContain('This is not an address.');
      expect(field(ADDRESS).value).toBe(typed);
      expect(field(ADDRESS).getAttribute('aria-invalid')).toBe('true');
    },
  );

  it('is remembered once, and can be removed', async () => {
    const now = show({ addresses: ['10.0.0.1:47800', '10.0.0.2:47800'] });
    await fill(ADDRESS, '10.0.0.2', true);
    expect(now.addresses).toEqual(['10.0.0.2:47800', '10.0.0.1:47800']);
    await press('Remove 10.0.0.2:47800');
    expect(now.addresses).toEqual(['10.0.0.1:47800']);
  });

  it('is told apart from those that came in another way, and becomes one’s own when it is typed again', async () => {
    const addresses = ['10.0.0.1:47800', '10.0.0.2:47800', '10.0.0.3:47800', '10.0.0.4:47800'];
    const origins = { '10.0.0.1:47800': 'invite', '10.0.0.2:47800': 'member', '10.0.0.3:47800': 'nearby' } as const;
    const now = show({ addresses, origins });
    const rows = () =>
      [...document.querySelectorAll('[aria-label="Remembered addresses"] li')].map((row) => row.textContent);
    expect(rows()).toEqual([
      '10.0.0.1:47800from the inviteRemove',
      '10.0.0.2:47800told by a memberRemove',
      '10.0.0.3:47800found on this networkRemove',
      '10.0.0.4:47800Remove',
    ]);
    await fill(ADDRESS, '10.0.0.2', true);
    expect(rows()[0]).toBe('10.0.0.2:47800typed by handRemove');
    await press('Remove 10.0.0.2:47800');
    expect(now.origins).toEqual({ '10.0.0.1:47800': 'invite', '10.0.0.3:47800': 'nearby' });
  });

  it('has no place in a full list', async () => {
    const full = Array.from({ length: 32 }, (_, at) => `10.0.0.${String(at)}:47800`);
    const now = show({ addresses: full });
    await fill(ADDRESS, '10.0.1.1', true);
    expect(now.addresses).toEqual(full);
    expect(words()).toContain('The list is full.');
  });
});

describe('what leaves the local network', () => {
  it('a meeting server is added and removed', async () => {
    const now = show();
    await fill(SERVER, 'wss://meet.example/room', true);
    expect(now.settings.servers).toEqual(['wss://meet.example/room']);
    await press('Remove wss://meet.example/room');
    expect(now.settings.servers).toEqual([]);
  });

  it('a meeting server is one, however it is written', async () => {
    const now = show({ settings: { servers: ['WSS://Meet.example/room'] } });
    await fill(SERVER, 'wss://MEET.example/room', true);
    expect(now.settings.servers).toEqual(['wss://meet.example/room']);
  });

  it.each([
    'meet.example',
    'https://meet.example',
    'wss://user:word@meet.example',
    'wss://meet:99999',
    `wss://m/${'ü'.repeat(60)}`,
  ])('%s is no meeting server', async (typed) => {
    const now = show();
    await fill(SERVER, typed, true);
    expect(now.settings.servers).toEqual([]);
    expect(words()).toContain('This is not the address of a meeting server.');
  });

  it('a relay is added with its user and password, which are not shown', async () => {
    const now = show();
    await fill('User, if it asks for one', 'renee');
    await fill('Password', 'word');
    await fill(RELAY, ' turn:relay.example:3478?transport=tcp', true);
    expect(now.settings.iceServers).toEqual([
      { url: 'turn:relay.example:3478?transport=tcp', username: 'renee', credential: 'word' },
    ]);
    expect(words()).not.toContain('renee');
    expect(field('Password').value).toBe('');
    await press('Remove turn:');
    expect(now.settings.iceServers).toEqual([]);
  });

  it.each(['relay.example', 'http://relay.example', 'turn:', 'turn:a@b'])('%s is no relay', async (typed) => {
    const now = show();
    await fill(RELAY, typed, true);
    expect(now.settings.iceServers).toEqual([]);
    expect(words()).toContain('This is no such address.');
  });
});

it('finding copies on this network can be turned off', async () => {
  const now = show();
  const toggle = document.querySelector<HTMLElement>('[role=switch]');
  act(() => toggle?.click());
  expect(now.settings.discovery).toBe(false);
});

it('a connection by hand is opened from here', async () => {
  const now = show();
  await press('Connect by hand…');
  expect(now.carry).toHaveBeenCalledOnce();
});
