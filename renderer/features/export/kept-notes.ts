/** What Markdown could not express of the discussions in a folder that is written bit by bit. */
import type { RunReport } from './folder-run';

/** Listed at most: more is read by nobody. */
const MOST_TOLD = 1000;

type Notes = RunReport['notes'];

export class KeptNotes {
  private readonly byId = new Map<string, Notes>();
  /** Counted and not listed by the last look through all. */
  private untold = 0;

  clear(): void {
    this.byId.clear();
    this.untold = 0;
  }

  /** @param looked at in this run @param listed all that belong into the folder, by id */
  renew(
    looked: readonly { readonly id: string }[],
    { notes, noted }: Pick<RunReport, 'notes' | 'noted'>,
    listed: ReadonlyMap<string, unknown>,
  ): void {
    if (looked.length >= listed.size) this.untold = noted - notes.length;
    for (const { id } of looked) this.byId.delete(id);
    for (const id of this.byId.keys()) if (!listed.has(id)) this.byId.delete(id);
    for (const note of notes) this.byId.set(note.id, [...(this.byId.get(note.id) ?? []), note]);
  }

  told(): { readonly notes: Notes; readonly noted: number } {
    const all = [...this.byId.values()].flat();
    return { notes: all.slice(0, MOST_TOLD), noted: all.length + this.untold };
  }
}
