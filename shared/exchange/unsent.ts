/** The documents changed on this device that no other copy is known to have. Outlives every meeting, and a restart. */
import type { UnsentStore } from './ports';

export class Unsent {
  private readonly current = new Set<string>();
  private saving: Promise<void> | null = null;
  private dirty = false;

  private constructor(
    private readonly store: UnsentStore,
    private readonly onChange: () => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  static async load(store: UnsentStore, onChange: () => void, onError: (error: unknown) => void): Promise<Unsent> {
    const unsent = new Unsent(store, onChange, onError);
    const names = await store.load().catch((error: unknown) => {
      onError(error);
      return [];
    });
    for (const name of names) unsent.current.add(name);
    return unsent;
  }

  get names(): ReadonlySet<string> {
    return this.current;
  }

  /** A change was made here. */
  add(name: string): void {
    if (this.current.has(name)) return;
    this.current.add(name);
    this.changed();
  }

  /** Another copy has the document as it is here, or it is no longer wanted. */
  delete(name: string): void {
    if (this.current.delete(name)) this.changed();
  }

  /** Resolves when what is known now is stored. */
  async flush(): Promise<void> {
    while (this.saving !== null) await this.saving;
  }

  private changed(): void {
    this.onChange();
    this.dirty = true;
    this.saving ??= this.save();
  }

  private async save(): Promise<void> {
    while (this.dirty) {
      // A burst of changes is stored once.
      await Promise.resolve();
      this.dirty = false;
      await this.store.save([...this.current]).catch(this.onError);
    }
    this.saving = null;
  }
}
