/** Which states in the folder the documents here hold all of. */

/** Of one document; older ones are asked for again, which changes nothing. */
const MAX_STATES = 200;

export class KnownStates {
  private readonly states = new Map<string, Set<string>>();

  has(document: string, digest: string): boolean {
    return this.states.get(document)?.has(digest) ?? false;
  }

  add(document: string, digest: string): void {
    const of = this.states.get(document) ?? new Set();
    this.states.set(document, of);
    // Newest last.
    of.delete(digest);
    of.add(digest);
    for (const oldest of of) {
      if (of.size <= MAX_STATES) break;
      of.delete(oldest);
    }
  }

  of(document: string): readonly string[] {
    return [...(this.states.get(document) ?? [])];
  }

  forget(document: string): void {
    this.states.delete(document);
  }

  clear(): void {
    this.states.clear();
  }
}
