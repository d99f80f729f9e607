/** Goes through the version files of a notebook, a moment at a time, and tells what it found. [CK8] */
import type { VersionCheckStep, VersionsFound } from '../../../shared/ipc/versions';

/** How the file of one discussion is. `aside`: where what was damaged is kept, when a sound file could be written in its place. */
export type CheckedFile =
  | { readonly kind: 'none' | 'newer' | 'unreadable' }
  | { readonly kind: 'whole'; readonly versions: number }
  | { readonly kind: 'damaged'; readonly versions: number; readonly aside: string | null };

export interface CheckedFiles {
  /** Discussions that have versions. @throws the disk's error */
  discussions(notebook: string): Promise<readonly string[]>;
  checkFile(notebook: string, discussion: string): Promise<CheckedFile>;
}

/** One step: main has other things to answer. */
const STEP_MS = 40;

export class VersionCheck {
  private waiting: readonly string[] | null = null;
  private at = 0;
  private readonly found = {
    isListed: true,
    discussions: 0,
    versions: 0,
    damaged: [] as VersionsFound['damaged'],
    newer: [] as string[],
    unreadable: [] as string[],
  };

  constructor(
    private readonly files: CheckedFiles,
    private readonly notebook: string,
  ) {}

  /** Goes on for a moment. Never rejects. */
  async step(): Promise<VersionCheckStep> {
    const until = performance.now() + STEP_MS;
    this.waiting ??= await this.files.discussions(this.notebook).catch(() => {
      this.found.isListed = false;
      return [];
    });
    while (this.at < this.waiting.length && performance.now() < until) {
      const discussion = this.waiting[this.at] ?? '';
      this.at += 1;
      this.note(discussion, await this.files.checkFile(this.notebook, discussion));
    }
    const isEnd = this.at >= this.waiting.length;
    return { done: this.at, all: this.waiting.length, found: isEnd ? this.found : null };
  }

  private note(discussion: string, file: CheckedFile): void {
    const { found } = this;
    switch (file.kind) {
      case 'none':
        return;
      case 'newer':
        found.newer.push(discussion);
        return;
      case 'unreadable':
        found.unreadable.push(discussion);
        return;
      case 'damaged':
        found.damaged.push({ discussion, versions: file.versions, aside: file.aside });
        return;
      case 'whole':
        found.discussions += 1;
        found.versions += file.versions;
    }
  }
}
