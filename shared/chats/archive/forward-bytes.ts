/** The bytes of a file from front to back, by their positions. */
import type { ChatFile } from '../types';

export class ForwardBytes {
  private readonly source: AsyncIterator<Uint8Array>;
  private piece: Uint8Array = new Uint8Array(0);
  private at = 0;
  private start = 0;

  constructor(file: ChatFile) {
    this.source = file.bytes()[Symbol.asyncIterator]();
  }

  get position(): number {
    return this.start + this.at;
  }

  /** What comes next, at most `most` bytes; empty at the end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.at >= this.piece.length) {
      const next = await this.source.next();
      if (next.done === true) return new Uint8Array(0);
      this.start += this.piece.length;
      this.piece = next.value;
      this.at = 0;
    }
    const taken = this.piece.subarray(this.at, this.at + most);
    this.at += taken.length;
    return taken;
  }

  /** False when the file ends before. Never goes back. */
  async skipTo(position: number): Promise<boolean> {
    while (this.position < position) if ((await this.some(position - this.position)).length === 0) return false;
    return this.position === position;
  }

  /** Exactly so many bytes, or null when the file ends before. */
  async take(length: number): Promise<Uint8Array | null> {
    const result = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      const part = await this.some(length - filled);
      if (part.length === 0) return null;
      result.set(part, filled);
      filled += part.length;
    }
    return result;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}
