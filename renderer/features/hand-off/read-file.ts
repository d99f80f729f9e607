/** A hand-off file that main has open, as its records. */
import type { FileRecord } from '../../../shared/hand-off/read';
import type { HandOffOpened, HandOffState } from '../../../shared/ipc/hand-off';
import type { Bridge } from '../../bridge';

export class ReadFile {
  /** How the file stands; null until all of it was read. */
  state: HandOffState | null = null;
  /** Bytes that were read. */
  at = 0;

  constructor(
    private readonly bridge: Pick<Bridge, 'request'>,
    readonly opened: HandOffOpened,
  ) {}

  /** Errors: handoff/wrong-passphrase, handoff/gone, files/unreadable. */
  unlock(passphrase: string): Promise<void> {
    return this.bridge.request('handoff.unlock', { file: this.opened.file, passphrase });
  }

  /** All of them, from the beginning; one discussion is in memory at a time. Ends early when the signal says so. */
  async *records(signal: AbortSignal): AsyncGenerator<FileRecord> {
    let again = true;
    let parts: Uint8Array[] = [];
    while (!signal.aborted) {
      const { records, at, state } = await this.bridge.request('handoff.read', { file: this.opened.file, again });
      again = false;
      let from = 0;
      for (const { kind, name, size, more } of records.pieces) {
        // Bytes of its own, so that they can be handed on and let go of.
        parts.push(records.bytes.slice(from, from + size));
        from += size;
        if (more) continue;
        const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : joined(parts);
        parts = [];
        if (signal.aborted) return;
        yield { kind, name, bytes };
      }
      this.at = at;
      if (state !== null) {
        this.state = state;
        return;
      }
    }
  }

  /** What the file holds of versions of these discussions is kept beside those here. @returns how many are new. Errors: handoff/gone, files/*. */
  async takeVersions(notebook: string, discussions: readonly string[]): Promise<number> {
    const { file } = this.opened;
    return (await this.bridge.request('handoff.takeVersions', { file, notebook, discussions: [...discussions] })).count;
  }

  /** How many that would be; null for a notebook that is still to be made. Errors: as takeVersions. */
  async lookAtVersions(notebook: string | null, discussions: readonly string[]): Promise<number> {
    const { file } = this.opened;
    const asked = { file, notebook, discussions: [...discussions] };
    return (await this.bridge.request('handoff.lookAtVersions', asked)).count;
  }

  close(): void {
    this.bridge.request('handoff.close', { file: this.opened.file }).catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
