/** The versions of the discussions of one notebook, which main keeps. The port; its adapter is renderer/app/version-port.ts. */
import type { ListedVersion, VersionName, VersionNote } from '../../../shared/versions/types';

export interface VersionPort {
  /** The oldest first. `damaged`: a part of them could not be read. Errors: files/unreadable. */
  list(discussion: string): Promise<{ readonly versions: readonly ListedVersion[]; readonly damaged: boolean }>;
  /** What one says. Errors: versions/unreadable. */
  read(discussion: string, id: string): Promise<readonly string[]>;
  /** @returns false when it says the same as the last one and needs not be kept. Errors: versions/unwritable, versions/no-space */
  add(discussion: string, note: VersionNote, lines: readonly string[]): Promise<boolean>;
  /** Errors: as `add`. */
  name(discussion: string, id: string, name: VersionName): Promise<void>;
}
