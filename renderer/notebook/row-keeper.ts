/** Brings the catalog's rows up to date after discussions changed: own changes soon, others' later, since their author does it too. */

const OWN_MS = 300;
const OTHERS_MS = 3000;

export class RowKeeper {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** @param update writes the row of one document, if it has one */
  constructor(private readonly update: (name: string) => void) {}

  changed(name: string, own: boolean): void {
    clearTimeout(this.timers.get(name));
    this.timers.set(
      name,
      setTimeout(() => this.run(name), own ? OWN_MS : OTHERS_MS),
    );
  }

  /** Writes at once what waits. */
  flush(): void {
    for (const name of [...this.timers.keys()]) this.run(name);
  }

  private run(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    this.update(name);
  }
}
