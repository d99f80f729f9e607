import { describe, expect, test } from 'vitest';
import type { Participant } from '../../../../renderer/notebook/types';
import { MemberBook } from '../../../../renderer/sync/members';
import type { ParticipantId } from '../../../../shared/util/brand';

const person = (id: string): Participant => ({ id: id as ParticipantId, name: id.toUpperCase(), colour: 0 });
const known = new Map(['me', 'ann', 'ben', 'cy'].map((id) => [id, person(id)]));

function book(stored: unknown = undefined, storedInFolder: unknown = undefined) {
  const saved: unknown[] = [];
  const savedInFolder: unknown[] = [];
  let now = 1000;
  const members = new MemberBook(
    { load: async () => stored, save: async (value) => void saved.push(value) },
    { load: async () => storedInFolder, save: async (value) => void savedInFolder.push(value) },
    () => {},
    () => now,
  );
  return { members, saved, savedInFolder, at: (time: number) => (now = time) };
}
const brief = (members: MemberBook) =>
  members.list(known, 'me').map(({ id, presence, lastInSync }) => [id, presence, lastInSync]);

describe('the members of a notebook', () => {
  test('are remembered although a peer says to be somebody who cannot be', async () => {
    const first = book();
    for (const one of ['x'.repeat(150), '', 'ann']) first.members.setLive([{ participant: one, equal: true }]);
    first.members.stop();
    const second = book(first.saved.at(-1));
    await second.members.load();
    expect(brief(second.members)).toContainEqual(['ann', 'away', 1000]);
  });

  test('are everyone but oneself; who was never met has no time', () => {
    expect(brief(book().members)).toEqual([
      ['ann', 'away', null],
      ['ben', 'away', null],
      ['cy', 'away', null],
    ]);
  });

  test('are in sync only while their digests are equal, and keep the time when that ended', () => {
    const { members, saved, at } = book();
    members.setLive([{ participant: 'ben', equal: false }]);
    expect(brief(members)[0]).toEqual(['ben', 'exchanging', null]);
    members.setLive([{ participant: 'ben', equal: true }]);
    expect(brief(members)[0]).toEqual(['ben', 'in-sync', 1000]);
    at(5000);
    members.setLive([]);
    at(9000);
    expect(brief(members)[0]).toEqual(['ben', 'away', 5000]);
    expect(saved.at(-1)).toEqual({ ben: 5000 });
  });

  test('come back with the times of earlier sessions, the latest met first', async () => {
    const { members } = book({ ann: 10, cy: 20 });
    await members.load();
    expect(brief(members).map(([id]) => id)).toEqual(['cy', 'ann', 'ben']);
  });

  const inFolder = (members: MemberBook) =>
    members.list(known, 'me').map(({ id, lastInSync, lastInFolder }) => [id, lastInSync, lastInFolder]);

  test('[MF16] are met by the shared folder as of their newest file, also after a restart', async () => {
    const first = book({ cy: 600 });
    await first.members.load();
    first.at(5000);
    first.members.metInFolder([{ participant: 'ben', at: 700 }]);
    first.members.metInFolder([{ participant: 'ben', at: 650 }]);
    const second = book({ cy: 600 }, first.savedInFolder.at(-1));
    await second.members.load();
    for (const { members } of [first, second])
      expect(inFolder(members)).toEqual([
        ['ben', null, 700],
        ['cy', 600, null],
        ['ann', null, null],
      ]);
    expect(first.savedInFolder).toHaveLength(1);
  });

  test('whose clock is ahead are not met in the future, and who cannot be is nobody', () => {
    const { members } = book();
    members.metInFolder([
      { participant: 'ann', at: 99_000 },
      { participant: 'x'.repeat(150), at: 10 },
    ]);
    expect(inFolder(members)[0]).toEqual(['ann', null, 1000]);
  });

  test('at two devices are in sync when both are', () => {
    const { members } = book();
    members.setLive([
      { participant: 'ann', equal: false },
      { participant: 'ann', equal: true },
    ]);
    expect(brief(members)[0]).toEqual(['ann', 'exchanging', null]);
    members.stop();
  });

  test('are not lost to what is stored wrongly', async () => {
    const { members } = book({ ann: 'yesterday' });
    await members.load();
    expect(brief(members)).toHaveLength(3);
  });
});
