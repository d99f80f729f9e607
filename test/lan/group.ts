/** Several people at one notebook, each on a host of the network, and what is expected of all of them. */
import { expect } from 'vitest';
import { encodeInvite, parseInvite } from '../../shared/invite/invite';
import type { HostProcess } from './host-process';
import { type HostOptions, Network, type NetworkOptions } from './network';

const TITLE = 'Across the network';

export class Group {
  private constructor(
    readonly network: Network,
    private readonly names: readonly string[],
  ) {}

  /** Starts the app on every host; nobody has met anybody. */
  static async start(people: readonly HostOptions[], options?: NetworkOptions): Promise<Group> {
    const group = new Group(
      new Network(people, options),
      people.map(({ name }) => name),
    );
    await group.all((host, index) => host.tell('start', group.names[index]));
    return group;
  }

  get hosts(): readonly HostProcess[] {
    return this.network.hosts;
  }

  host(index: number): HostProcess {
    const host = this.network.hosts[index];
    if (!host) throw new Error(`no host ${index}`);
    return host;
  }

  all<T>(task: (host: HostProcess, index: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.hosts.map(task));
  }

  /** The first makes a discussion and an invite. */
  async invite(): Promise<string> {
    await this.host(0).tell('newDiscussion', TITLE);
    return this.host(0).tell('share');
  }

  /** The same invite with other addresses in it. */
  static readdress(link: string, ...addresses: readonly string[]): string {
    return encodeInvite({ ...parseInvite(link), addresses });
  }

  async open(index: number): Promise<void> {
    await this.host(index).tell('open', TITLE);
  }

  /** Takes an invite whose addresses do not answer; nobody is met yet. */
  async joinUnseen(index: number, link: string): Promise<void> {
    await this.host(index).tell('joinUnseen', link);
  }

  async join(index: number, link: string): Promise<void> {
    await this.host(index).tell('join', link);
    await this.open(index);
  }

  /** Everyone given, or everyone, sees the others of them. */
  async expectMet(members: readonly number[] = [...this.hosts.keys()]): Promise<void> {
    await Promise.all(
      members.map((index) => {
        const others = members.filter((other) => other !== index).map((other) => this.names[other]);
        return this.host(index).tell('expectHere', others.join(','));
      }),
    );
  }

  /** All see the same posts and the same recap with these words in them, and are told that all is in sync. */
  async expectEqual(...words: readonly string[]): Promise<void> {
    const read = () => this.all((host) => host.tell('read'));
    const missing = async () =>
      (await read()).flatMap((text, index) => {
        const lacking = words.filter((word) => !text.includes(word));
        return lacking.length === 0 ? [] : [`${this.names[index]} lacks ${lacking.join(' and ')} in ${text}`];
      });
    await expect.poll(missing, { timeout: 30_000, interval: 100 }).toEqual([]);
    await this.all((host) => host.tell('expectInSync'));
    await expect.poll(async () => [...new Set(await read())], { timeout: 30_000, interval: 100 }).toHaveLength(1);
  }

  end(): void {
    this.network.end();
  }
}

/** Prints how long something took: figures for the reader, nothing is expected of them. */
export async function timed<T>(what: string, task: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await task();
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
