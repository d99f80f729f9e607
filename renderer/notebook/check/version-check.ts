/** Has every version of a notebook read, with how far that is. [CK8] */
import type { VersionCheckStep, VersionsFound } from '../../../shared/ipc/versions';
import type { CheckWatch } from './findings';

/** Begins, and with each further call goes on for a moment, until `found` is there. */
export type CheckVersions = (begins: boolean) => Promise<VersionCheckStep>;

export type VersionsChecked = VersionsFound | 'cancelled' | 'unread';

/** Never rejects. */
export async function checkVersions(check: CheckVersions, watch: CheckWatch): Promise<VersionsChecked> {
  try {
    for (let begins = true; !watch.signal.aborted; begins = false) {
      const { done, all, found } = await check(begins);
      watch.onProgress({ step: 'versions', done, all });
      if (found !== null) return found;
    }
    return 'cancelled';
  } catch {
    return 'unread';
  }
}
