/** Reads discussions ahead in groups: many that are short at once, few that are long. */
import type { StoredDiscussions } from '../../notebook/types';

/** A group is passed on when it has so much: enough to be quick, little enough to go unnoticed. */
const GROUP_BYTES = 1024 * 1024;
const GROUP_COUNT = 48;
/** Read at the same time, which costs little more than reading one; how long they are shows only then. */
const TOGETHER = 12;
/** At most so much is read at the same time, by what the largest of those before had. */
const TOGETHER_BYTES = 4 * 1024 * 1024;

export interface ReadDiscussion {
  readonly id: string;
  readonly update: Uint8Array<ArrayBuffer>;
}

export class GroupReader {
  private together = TOGETHER;
  private at = 0;

  /** @param onFailed told of what cannot be read; the others are */
  constructor(
    private readonly stored: Pick<StoredDiscussions, 'update'>,
    private readonly wanted: readonly string[],
    private readonly onFailed: (id: string, error: unknown) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** The next group; none when all were read, or nobody wants them any more. */
  async next(): Promise<readonly ReadDiscussion[]> {
    const group: ReadDiscussion[] = [];
    let bytes = 0;
    while (bytes < GROUP_BYTES && group.length < GROUP_COUNT && !this.signal.aborted) {
      const count = Math.min(this.together, GROUP_COUNT - group.length);
      const step = this.wanted.slice(this.at, this.at + count);
      this.at += step.length;
      if (step.length === 0) break;
      const read = (await Promise.all(step.map((id) => this.read(id)))).filter((one) => one !== null);
      const largest = Math.max(1, ...read.map(({ update }) => update.length));
      this.together = Math.min(TOGETHER, Math.ceil(TOGETHER_BYTES / largest));
      bytes += read.reduce((sum, { update }) => sum + update.length, 0);
      group.push(...read);
    }
    return group;
  }

  /** null after it failed. */
  private async read(id: string): Promise<ReadDiscussion | null> {
    try {
      return { id, update: own(await this.stored.update(id)) };
    } catch (error) {
      this.onFailed(id, error);
      return null;
    }
  }
}

/** What crosses is copied: a view would take its whole buffer along. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isOwn = bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length;
  return isOwn ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
}
