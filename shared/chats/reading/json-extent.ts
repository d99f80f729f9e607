/** Where a value of JSON ends, found piece by piece, without making anything of it. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

const isOpening = (code: number) => code === 0x7b || code === 0x5b;
const isClosing = (code: number) => code === 0x7d || code === 0x5d;

/** Follows one value; `begin` starts the next. */
export class JsonExtent {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private begun = false;

  begin(): void {
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    this.begun = false;
  }

  /**
   * Index after the value's end, which begins at or goes on from `start`; -1 when the text ends before it. A number
   * or a word ends before what follows it. Brackets of both kinds are counted as one: what fits is for JSON.parse to say.
   */
  end(text: string, start: number): number {
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) {
          this.inString = false;
          if (this.depth === 0) return at + 1;
        }
      } else if (code === QUOTE) {
        this.inString = true;
      } else if (isOpening(code)) {
        this.depth += 1;
      } else if (isClosing(code)) {
        if (this.depth === 0) return at;
        this.depth -= 1;
        if (this.depth === 0) return at + 1;
      } else if (this.depth === 0 && this.begun && (code === COMMA || code <= 0x20)) {
        return at;
      }
      this.begun = true;
    }
    return -1;
  }
}
