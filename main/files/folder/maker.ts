/** Makes the files of discussions, out of what it is given or out of the journal. */
import { filesMaker, type MakeFiles, type MakeJob } from '../../../shared/export/make-files';
import { type MadeGroup, makeGroup } from '../../../shared/export/make-group';
import { JournalIndex } from '../journal/journal-index';
import type { MakersAsked, Wanted } from './makers';

export class Maker {
  private readonly makeFiles: MakeFiles;
  /** Of the journal as it was when something was first wanted of it; null when it cannot be read. */
  private index: JournalIndex | null | undefined;

  constructor(private readonly asked: MakersAsked) {
    this.makeFiles = filesMaker(asked.context);
  }

  make(wanted: readonly Wanted[]): MadeGroup {
    return makeGroup(this.makeFiles, this.jobsOf(wanted));
  }

  end(): void {
    this.index?.close();
    this.index = undefined;
  }

  private *jobsOf(wanted: readonly Wanted[]): Generator<MakeJob> {
    for (const { update, digest, ...rest } of wanted) {
      if (update === null) yield { ...rest, updates: this.updatesOf(rest.id), digest };
      else yield { ...rest, updates: [update], digest: null };
    }
  }

  /** None where the journal cannot be read, and they come to something else than is wanted. */
  private updatesOf(id: string): readonly Uint8Array[] {
    try {
      this.index ??= this.index === null ? null : JournalIndex.open(this.asked.journal);
      return this.index?.updates(id) ?? [];
    } catch {
      this.index ??= null;
      return [];
    }
  }
}
