// A second try, only where CI asks (CI=true): what fails once and passes then is named at the end as unsteady. It is a
// bug to find, in the test or in the app, but does not stop what was submitted; what fails twice does.
import { note } from './say.mjs';

/** With more failures than these it is not chance. */
const MOST = 3;

/**
 * Counts of the first try, or of both. `first` and `second` give `{ counts, failed: [names] }`; the second runs only
 * what failed in the first.
 */
export async function withSecondTry(first, second) {
  const { counts, failed } = await first();
  if (process.env.CI !== 'true' || counts.failed === 0 || counts.failed > MOST || failed.length === 0) return counts;
  note(`Failed, and run once more by itself:\n    ${failed.join('\n    ')}`);
  const again = await second(failed);
  if (again.counts.failed > 0) return counts;
  return { ...counts, passed: counts.passed + counts.failed, failed: 0, unsteady: failed };
}
