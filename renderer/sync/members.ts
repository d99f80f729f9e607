/** Who has this notebook, and when this copy was last equal to theirs. Kept on this device, never shared. */
import * as z from 'zod';
import type { ParticipantId } from '../../shared/util/brand';
import type { Participant } from '../notebook/types';
import type { Member } from './types';

/** While two copies stay equal the time is noted this often, so that a crash loses no more. */
const NOTE_MS = 60_000;
/** Far above the people of any notebook: what peers claim must not fill the disk. */
const MAX_MEMBERS = 2000;

/** Ids have 36 characters; who a peer says to be may have more, and is then nobody's. */
const MAX_ID = 100;

const timesSchema = z.record(z.string().min(1).max(MAX_ID), z.number());

/** Values kept on this device beside the notebook. */
export interface LocalValues {
  load(): Promise<unknown>;
  save(value: unknown): Promise<void>;
}

export interface LivePeer {
  readonly participant: string;
  readonly equal: boolean;
}

export class MemberBook {
  private times: Record<string, number> = {};
  private folderTimes: Record<string, number> = {};
  private live: readonly LivePeer[] = [];
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly local: LocalValues,
    private readonly localInFolder: LocalValues,
    private readonly changed: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  async load(): Promise<void> {
    const [times, inFolder] = await Promise.all([this.local.load(), this.localInFolder.load()]);
    // What was noted while the storage answered is newer.
    this.times = { ...timesOf(times), ...this.times };
    this.folderTimes = { ...timesOf(inFolder), ...this.folderTimes };
    this.changed();
  }

  /** The links past hello, with whose copy each leads to and whether all digests are equal. */
  setLive(live: readonly LivePeer[]): void {
    const before = equalTo(this.live);
    const after = equalTo(live);
    this.live = live;
    // Both the moment of becoming equal and the last moment of being it count.
    const noted = [...before, ...after].filter((one) => before.has(one) !== after.has(one));
    if (noted.length > 0) this.note(noted);
    if (after.size > 0) this.timer ??= setInterval(() => this.note([...equalTo(this.live)]), NOTE_MS);
    else this.stop();
  }

  /** All that they had written into the shared folder by then is here. A clock that is ahead of this one counts no further. */
  metInFolder(people: readonly { readonly participant: string; readonly at: number }[]): void {
    const now = this.now();
    const newer = people
      .map(({ participant, at }) => ({ participant, at: Math.min(at, now) }))
      .filter(({ participant, at }) => at > (this.folderTimes[participant] ?? 0));
    for (const { participant, at } of newer) put(this.folderTimes, participant, at);
    if (newer.length === 0) return;
    this.changed();
    // As with the other times.
    this.localInFolder.save({ ...this.folderTimes }).catch(() => undefined);
  }

  /** Everyone known but `me`: who is here first, then the latest met, then by name. */
  list(known: ReadonlyMap<string, Participant>, me: string): readonly Member[] {
    const equal = equalTo(this.live);
    const presence = new Map<string, Member['presence']>(
      this.live.map(({ participant }) => [participant, equal.has(participant) ? 'in-sync' : 'exchanging']),
    );
    const rank = { 'in-sync': 0, exchanging: 0, away: 1 } as const;
    return [...known.values()]
      .filter(({ id }) => id !== me)
      .map(
        ({ id, name, colour }): Member => ({
          id: id as ParticipantId,
          name,
          colour,
          presence: presence.get(id) ?? 'away',
          lastInSync: this.times[id] ?? null,
          lastInFolder: this.folderTimes[id] ?? null,
        }),
      )
      .sort(
        (a, b) =>
          rank[a.presence] - rank[b.presence] ||
          (a.presence === 'away' ? lastOf(b) - lastOf(a) : 0) ||
          a.name.localeCompare(b.name) ||
          (a.id < b.id ? -1 : 1),
      );
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private note(participants: readonly string[]): void {
    const at = this.now();
    for (const one of participants) put(this.times, one, at);
    // Only a comfort: what cannot be stored is shown until the app ends.
    this.local.save({ ...this.times }).catch(() => undefined);
  }
}

function timesOf(stored: unknown): Record<string, number> {
  const parsed = timesSchema.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

function put(times: Record<string, number>, participant: string, at: number): void {
  if (participant === '' || participant.length > MAX_ID) return;
  if (participant in times || Object.keys(times).length < MAX_MEMBERS) times[participant] = at;
}

function lastOf({ lastInSync, lastInFolder }: Member): number {
  return Math.max(lastInSync ?? 0, lastInFolder ?? 0);
}

/** A person at two devices is in sync when both are. */
function equalTo(live: readonly LivePeer[]): ReadonlySet<string> {
  const behind = new Set(live.filter(({ equal }) => !equal).map(({ participant }) => participant));
  return new Set(live.map(({ participant }) => participant).filter((one) => !behind.has(one)));
}
