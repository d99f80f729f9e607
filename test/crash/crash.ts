/**
 * `npm run test:crash`: the real app, typed into at random and killed at random moments, its stores lost in between; what
 * was on the screen for 0.3 s must be there afterwards. `-- --rounds 1000 --seed 1`; a failure prints its seed.
 */
import { parseArgs } from 'node:util';
import { Seeded } from '../support/seeded';
import { Life, type Loss, MOMENTS, type Moment } from './life';

/** Crashes of one profile, before another one begins. */
const ROUNDS_OF_A_LIFE = 10;
const LOSSES: readonly Loss[] = [null, 'IndexedDB', 'journal'];

interface Outcome {
  readonly rounds: number;
  readonly failures: number;
  readonly compared: number;
}

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
  const rounds = Number(values.rounds ?? 1000);
  const first = Number(values.seed ?? 1);
  let [done, failures, compared] = [0, 0, 0];
  for (let seed = first; done < rounds; seed += 1) {
    const outcome = await live(seed, Math.min(ROUNDS_OF_A_LIFE, rounds - done));
    done += outcome.rounds;
    failures += outcome.failures;
    compared += outcome.compared;
    console.log(`${done} of ${rounds} crashes, ${compared} words compared, ${failures} failed`);
  }
  return failures === 0 ? 0 : 1;
}

/** A life ends with its first failure. */
async function live(seed: number, rounds: number): Promise<Outcome> {
  // Of its own: how often the other is asked depends on how fast the machine is.
  const plan = new Seeded(seed);
  const loss = LOSSES[seed % LOSSES.length] ?? null;
  const life = await Life.begin(new Seeded(~seed), loss);
  const moments: Moment[] = [];
  let missing: string[] = [];
  try {
    while (moments.length < rounds && missing.length === 0) {
      moments.push(plan.chance(0.4) ? 'typing' : plan.pick(MOMENTS));
      missing = await life.round(moments.at(-1) ?? 'typing');
    }
    if (missing.length === 0) missing = await life.last();
  } catch (error) {
    missing = [String(error)];
  }
  if (missing.length > 0) {
    console.log(
      `seed ${seed}, crash ${moments.length} (${moments.join(', ')}; lost: ${loss}): missing ${missing.join('; ')}`,
    );
    console.log(
      `the profile: test-results/crash-${seed}; again: npm run test:crash -- --seed ${seed} --rounds ${ROUNDS_OF_A_LIFE}`,
    );
  }
  await life.end(missing.length > 0 ? `crash-${seed}` : null);
  return { rounds: moments.length, failures: missing.length > 0 ? 1 : 0, compared: life.compared };
}
