/** Random and damaged messages of every role, from seeds: nothing throws, nothing goes where it may not, nothing grows without bound. */
import { describe, expect, it } from 'vitest';
import { createHubCore, type HubConnection, type Role } from '../../../../shared/signaling/hub-core';
import { HUB_LIMITS } from '../../../../shared/signaling/limits';
import { Seeded } from '../../../support/seeded';

const TOPICS = ['a', 'b', 'c', ''];
const TYPES = [
  'subscribe',
  'unsubscribe',
  'publish',
  'ping',
  'pong',
  'recap:probe',
  'recap:peer',
  'constructor',
  '__proto__',
];

function value(random: Seeded, depth = 0): unknown {
  const kind = random.int(depth > 3 ? 5 : 8);
  if (kind === 0) return null;
  if (kind === 1) return random.int(1000) - 500;
  if (kind === 2) return random.pick(TOPICS);
  if (kind === 3) return random.chance(0.5);
  if (kind === 4) return 'x'.repeat(random.int(300));
  const many = Array.from({ length: random.int(5) }, () => value(random, depth + 1));
  return kind < 7 ? many : Object.fromEntries(many.map((each, index) => [random.pick([...TYPES, `k${index}`]), each]));
}

function message(random: Seeded): string {
  const fields: Record<string, unknown> = { type: random.pick(TYPES) };
  fields['topics'] = random.chance(0.7) ? [random.pick(TOPICS), random.pick(TOPICS)] : value(random);
  fields['topic'] = random.chance(0.7) ? random.pick(TOPICS) : value(random);
  fields['data'] = value(random);
  if (random.chance(0.3)) fields['known'] = value(random);
  const text = JSON.stringify(fields);
  return random.chance(0.2) ? text.slice(0, random.int(text.length)) : text;
}

function run(seed: number): void {
  const random = new Seeded(seed);
  const clock = { now: 0 };
  const core = createHubCore({ limits: HUB_LIMITS, now: () => clock.now, fingerprint: (text) => text });
  interface End {
    readonly role: Role;
    connection: HubConnection | null;
    closed: boolean;
  }
  const ends: End[] = [];
  let speaker: End | null = null;
  const open = (role: Role) => {
    const end: End = { role, connection: null, closed: false };
    end.connection = core.connect(
      role,
      {
        send: (text) => {
          expect(end.closed).toBe(false);
          const { type } = JSON.parse(text) as { type: string };
          // A message from outside reaches pages only; nobody hears their own.
          if (type === 'publish' && speaker?.role !== 'page') expect(end.role).toBe('page');
          if (type === 'publish') expect(end).not.toBe(speaker);
          if (type === 'recap:peer') expect(end.role).toBe('page');
        },
        ping: () => {},
        close: () => {
          end.closed = true;
        },
        backlog: () => 0,
      },
      `192.0.2.${random.int(4)}`,
    );
    ends.push(end);
  };
  for (let step = 0; step < 400; step += 1) {
    clock.now += random.int(50);
    const end = ends.length === 0 ? undefined : random.pick(ends);
    const action = random.int(20);
    speaker = null;
    if (end === undefined || action === 0) open(random.pick(['page', 'remote', 'link'] as const));
    else if (action === 1) {
      end.closed = true;
      end.connection?.closed();
    } else if (action === 2) end.connection?.receiveBinary();
    else if (action === 3) core.sweep();
    else {
      speaker = end;
      end.connection?.receiveText(message(random));
    }
    expect(core.topics().every((topic) => core.holds(topic))).toBe(true);
    expect(core.topics().length).toBeLessThan(TOPICS.length);
  }
  core.closeAll();
  expect(core.topics()).toEqual([]);
}

describe('the hub under random messages', () => {
  it('[HB14] [HB3] [HB4] throws nothing, and nothing goes back or further, for 60 seeds', () => {
    for (let seed = 1; seed <= 60; seed += 1) run(seed);
  });
});
