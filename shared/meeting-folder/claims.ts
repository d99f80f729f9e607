/** Which states of which documents the files of a folder hold, who holds what, and what is new in it. */
import { type Claim, DocumentView } from './document-view';
import type { Held, StateRecord } from './format';

export interface ClaimedFile<Where> {
  readonly writer: string;
  readonly participant: string;
  readonly states: readonly (Pick<StateRecord, 'document' | 'digest' | 'before' | 'over'> & {
    readonly where: Where;
  })[];
  readonly holds: readonly Held[];
}

/** A state that no other one in the folder holds all of. */
export interface Head {
  readonly digest: string;
  readonly writer: string;
  readonly participant: string;
  /** Whoever has written something of the document: a head can stand for what others have written too. */
  readonly people: readonly string[];
}

interface Entry<Where> {
  readonly claims: Claim<Where>[];
  readonly holds: { readonly writer: string; readonly digest: string }[];
}

export class FolderClaims<Where> {
  private readonly files = new Map<string, ClaimedFile<Where>>();
  /** By document, then by file. */
  private readonly entries = new Map<string, Map<string, Entry<Where>>>();
  private readonly views = new Map<string, DocumentView<Where>>();
  private readonly touched = new Set<string>();
  private people: ReadonlyMap<string, string> | null = null;
  private waitingNow: ReadonlySet<string> | null = null;

  /** What the file holds now. A file only grows, or is there less of it: what it goes on with is added, nothing is compared. */
  set(file: string, content: ClaimedFile<Where>): void {
    const before = this.files.get(file) ?? { states: [], holds: [] };
    const isShorter = content.states.length < before.states.length || content.holds.length < before.holds.length;
    if (isShorter) this.remove(file);
    this.files.set(file, content);
    this.people = null;
    const known = isShorter ? { states: [], holds: [] } : before;
    for (const { document, ...state } of content.states.slice(known.states.length))
      this.entryOf(document, file).claims.push({ ...state, writer: content.writer });
    for (const { document, digest } of content.holds.slice(known.holds.length))
      this.entryOf(document, file).holds.push({ writer: content.writer, digest });
  }

  remove(file: string): void {
    const before = this.files.get(file);
    if (before === undefined) return;
    this.files.delete(file);
    this.people = null;
    for (const { document } of [...before.states, ...before.holds]) {
      this.touch(document);
      const byFile = this.entries.get(document);
      byFile?.delete(file);
      if (byFile?.size === 0) this.entries.delete(document);
    }
  }

  /** People who have a file in the folder, by writer. */
  writers(): ReadonlyMap<string, string> {
    // Asked for with each document.
    this.people ??= new Map([...this.files.values()].map(({ writer, participant }) => [writer, participant]));
    return this.people;
  }

  get isTouched(): boolean {
    return this.touched.size > 0;
  }

  /** Documents of which something came or went since this was asked last. */
  takeTouched(): string[] {
    const touched = [...this.touched];
    this.touched.clear();
    return touched;
  }

  documents(): string[] {
    return [...this.entries.keys()];
  }

  heads(document: string): Head[] {
    const people = this.writers();
    const claims = [...(this.entries.get(document)?.values() ?? [])].flatMap(({ claims: of }) => of);
    const wrote = [...new Set(claims.map(({ writer }) => people.get(writer) ?? ''))];
    return [...this.view(document).heads].map(([digest, writer]) => ({
      digest,
      writer,
      participant: people.get(writer) ?? '',
      people: wrote,
    }));
  }

  /** Writers of states that cannot be had, of whatever document. */
  waiting(): ReadonlySet<string> {
    // Asked for with each look.
    this.waitingNow ??= new Set(this.documents().flatMap((document) => [...this.view(document).waiting]));
    return this.waitingNow;
  }

  /** Whoever has written this state, or says they have it. */
  holders(document: string, digest: string): ReadonlySet<string> {
    const holders = new Set(this.view(document).writersOf(digest));
    for (const { holds } of this.entries.get(document)?.values() ?? [])
      for (const held of holds) if (held.digest === digest) holders.add(held.writer);
    return holders;
  }

  view(document: string): DocumentView<Where> {
    const known = this.views.get(document);
    if (known !== undefined) return known;
    const claims = [...(this.entries.get(document)?.values() ?? [])].flatMap(({ claims: of }) => of);
    const view = new DocumentView(claims);
    this.views.set(document, view);
    return view;
  }

  private touch(document: string): void {
    this.touched.add(document);
    this.waitingNow = null;
    this.views.delete(document);
  }

  private entryOf(document: string, file: string): Entry<Where> {
    this.touch(document);
    const byFile = this.entries.get(document) ?? new Map<string, Entry<Where>>();
    this.entries.set(document, byFile);
    const entry = byFile.get(file) ?? { claims: [], holds: [] };
    byFile.set(file, entry);
    return entry;
  }
}
