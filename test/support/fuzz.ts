/** Random lives of a few copies of a notebook, by seed: they write, part, meet, lose messages, end and start again. */
import * as Y from 'yjs';
import { serialiseRichText } from '../../shared/markdown';
import { metaOf, recapOf, titleOf } from '../../shared/model/discussion-doc';
import type { RichTextNode } from '../../shared/model/rich-text';
import { readRichText } from '../../shared/model/rich-text-yjs';
import { FakeClock, FakeWire, type Faults, NO_FAULTS, settle } from './fake-wire';
import { RUNS, Runs } from './fuzz-runs';
import { randomEdit } from './headless-editor';
import { Seeded } from './seeded';
import { StoredReplica } from './stored-replica';

/** In a normal test run; `npm run fuzz` runs longer. */
export const SEEDS = 2000;
/** Copies; few are more often what a notebook has. */
const SIZES = [2, 3, 4, 2, 5, 3, 6, 2, 7, 4, 8, 3];
const STEPS = 45;
const DISCUSSIONS = 4;
/** Steps in which people begin at once in the same few empty blocks. */
const STEPS_AT_ONCE = 40;
/** [EX13] */
const HEALED_WITHIN_MS = 5000;

class World {
  readonly clock = new FakeClock();
  readonly replicas: StoredReplica[] = [];
  private readonly wires = new Map<string, FakeWire>();
  readonly runs: Runs;
  faults: Faults = NO_FAULTS;
  private clients = 0;

  constructor(readonly random: Seeded) {
    this.runs = new Runs(random);
  }

  async add(): Promise<void> {
    const key = `r${this.replicas.length}`;
    this.replicas.push(await StoredReplica.create(key, this.clock, () => ++this.clients));
  }

  link(a: number, b: number): void {
    const key = `${Math.min(a, b)}-${Math.max(a, b)}`;
    const known = this.wires.get(key);
    if (known?.up) return;
    const wire = new FakeWire(this.random, () => this.faults);
    this.wires.set(key, wire);
    const [first, second] = [this.replica(a), this.replica(b)];
    first.connect(wire, 0, second.key);
    second.connect(wire, 1, first.key);
  }

  unlink(a: number, b: number): void {
    this.wires.get(`${Math.min(a, b)}-${Math.max(a, b)}`)?.cut();
    this.replica(a).disconnect(this.replica(b).key);
    this.replica(b).disconnect(this.replica(a).key);
  }

  unlinkAll(a: number): void {
    for (let other = 0; other < this.replicas.length; other++) if (other !== a) this.unlink(a, other);
  }

  replica(index: number): StoredReplica {
    const replica = this.replicas[index];
    if (!replica) throw new Error(`replica ${index}`);
    return replica;
  }

  up(): FakeWire[] {
    return [...this.wires.values()].filter(({ up }) => up);
  }

  async deliverAll(): Promise<void> {
    for (let round = 0; round < 20_000; round++) {
      const wire = this.up().find(({ waiting }) => waiting > 0);
      if (!wire) return;
      await wire.deliver();
      await settle();
    }
    throw new Error('messages never end');
  }
}

async function edit(world: World, replica: StoredReplica): Promise<void> {
  const { random } = world;
  const name = `d${random.int(DISCUSSIONS)}`;
  replica.list(name);
  const editor = await replica.open(name);
  const doc = replica.docOf(name);
  if (!doc) throw new Error('not open');
  const dice = random.next();
  if (dice < 0.1) titleOf(doc).insert(0, random.pick(['Plan ', 'x']));
  else if (dice < 0.2) metaOf(doc).set('status', random.pick(['open', 'recapping', 'done']));
  else for (let time = 0; time < 3; time++) randomEdit(editor, random);
  if (random.chance(0.4)) await replica.close(name);
  await settle();
}

async function step(world: World): Promise<void> {
  const { random, replicas } = world;
  const a = random.int(replicas.length);
  const b = (a + 1 + random.int(replicas.length - 1)) % replicas.length;
  const dice = random.next();
  if (dice < 0.45) await edit(world, world.replica(a));
  else if (dice < 0.6) world.link(a, b);
  else if (dice < 0.64) world.unlink(a, b);
  else if (dice < 0.69) {
    if (random.chance(0.5)) for (const wire of world.up()) await wire.crash(random.chance(0.5) ? 0 : 1);
    world.unlinkAll(a);
    await world.replica(a).restart(random.pick(['closed', 'killed']));
  } else if (dice < 0.73) {
    world.faults = { loss: random.next() * 0.4, duplication: random.next() * 0.3, reordering: random.next() * 0.5 };
  } else if (dice < 0.77) world.faults = NO_FAULTS;
  else if (dice < 0.9) {
    for (const wire of world.up()) if (wire.waiting > 0 && random.chance(0.7)) await wire.deliver();
    await settle();
  } else await world.clock.advance(random.int(900));
}

/** All have the same empty blocks, and begin in them before they hear of each other. */
async function beginAtOnce(world: World): Promise<void> {
  const { random, replicas, runs } = world;
  await runs.makeBlocks(world.replica(0));
  await heal(world);
  for (let count = 0; count < STEPS_AT_ONCE; count++) {
    const dice = random.next();
    if (dice < 0.6) await runs.step(random.pick(replicas));
    else if (dice < 0.9) {
      for (const wire of world.up()) if (wire.waiting > 0 && random.chance(0.7)) await wire.deliver();
    } else if (dice < 0.95) {
      world.faults = { loss: random.next() * 0.4, duplication: random.next() * 0.3, reordering: random.next() * 0.5 };
    } else await world.clock.advance(random.int(900));
    await settle();
  }
}

/** A tree over all copies, so that some never see each other. */
function tree(world: World): [number, number][] {
  const { random, replicas } = world;
  const isChain = random.chance(0.5);
  return replicas.slice(1).map((_, index) => [isChain ? index : random.int(index + 1), index + 1]);
}

async function heal(world: World): Promise<void> {
  for (let a = 0; a < world.replicas.length; a++) world.unlinkAll(a);
  world.faults = NO_FAULTS;
  for (const [a, b] of tree(world)) world.link(a, b);
  for (let spent = 0; spent < HEALED_WITHIN_MS; spent += 100) {
    await world.deliverAll();
    await world.clock.advance(100);
    if (await isEqual(world)) return;
  }
  throw new Error(`not equal after ${HEALED_WITHIN_MS} ms: ${await describe(world)}`);
}

async function digests(world: World): Promise<Record<string, string>[]> {
  return Promise.all(
    world.replicas.map(async (replica) => {
      const entries = await Promise.all(
        [...replica.names()].sort().map(async (name) => [name, await replica.digest(name)] as const),
      );
      return Object.fromEntries(entries);
    }),
  );
}

async function describe(world: World): Promise<string> {
  const all = await digests(world);
  const names = Object.keys(all[0] ?? {}).filter((name) => new Set(all.map((entry) => entry[name])).size > 1);
  const states = world.replicas.map(
    ({ state, closed, editors }, index) =>
      `r${index} open ${[...editors.keys()]} closed ${closed} ${state.links
        .map(
          ({ key, open, compared, differing }) =>
            `${key}:${open ? '' : 'shut'} ${compared ? '' : 'uncompared '}${differing}`,
        )
        .join(', ')} ${names.map((name) => `${name} ${all[index]?.[name]?.slice(0, 6)}`).join(' ')}`,
  );
  return `differing ${names}\n${states.join('\n')}`;
}

async function isEqual(world: World): Promise<boolean> {
  if (world.up().some(({ waiting }) => waiting > 0)) return false;
  if (world.replicas.some(({ state }) => state.pending > 0 || !state.compared)) return false;
  const [first, ...rest] = (await digests(world)).map((entry) => JSON.stringify(entry));
  return rest.every((other) => other === first);
}

/** What a person would export, read from what is stored. */
async function markdown(replica: StoredReplica, written: Map<string, string>): Promise<string> {
  const texts: string[] = [];
  for (const name of [...replica.names()].sort()) {
    const doc = new Y.Doc({ guid: name });
    for (const row of await replica.store.read(name)) Y.applyUpdate(doc, row);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error(`${name} waits`);
    const recap = readRichText(recapOf(doc));
    // Equal content is written once: writing is most of the time.
    const key = JSON.stringify(recap);
    const text = written.get(key) ?? serialiseRichText(recap);
    written.set(key, text);
    texts.push(`${name}: ${titleOf(doc)} ${metaOf(doc).get('status')}\n${text}`);
  }
  return texts.join('\n');
}

async function letters(replica: StoredReplica): Promise<string> {
  const doc = new Y.Doc({ guid: RUNS });
  for (const row of await replica.store.read(RUNS)) Y.applyUpdate(doc, row);
  const textIn = ({ text, content = [] }: RichTextNode): string => text ?? `${content.map(textIn).join('')}\n`;
  return (readRichText(recapOf(doc)).content ?? []).map(textIn).join('');
}

/** Lives one seed to its end. @throws Error when copies differ, wait for something, or stopped making sense */
export async function live(seed: number): Promise<void> {
  const world = new World(new Seeded(seed));
  const size = SIZES[seed % SIZES.length] ?? 2;
  for (let index = 0; index < size; index++) await world.add();
  for (let count = 0; count < STEPS; count++) await step(world);
  await heal(world);
  await beginAtOnce(world);
  await heal(world);
  const written = new Map<string, string>();
  const texts = await Promise.all(world.replicas.map((replica) => markdown(replica, written)));
  for (const [index, text] of texts.entries()) {
    if (text !== texts[0]) throw new Error(`r0 and r${index} read differently:\n${texts[0]}\n---\n${text}`);
    world.runs.check(await letters(world.replica(index)));
    if (world.replica(index).isPending) throw new Error(`r${index} waits for something`);
    const { unsent } = world.replica(index).exchange;
    if (unsent.names.size > 0) throw new Error(`r${index} thinks ${[...unsent.names]} unsent`);
  }
}

/** Lives many seeds. @throws Error naming the seed */
export async function liveAll(first: number, count: number, by = 1): Promise<void> {
  for (let seed = first; seed < first + count * by; seed += by) {
    try {
      await live(seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
}
