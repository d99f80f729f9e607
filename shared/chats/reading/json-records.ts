/**
 * Goes through a file of JSON piece by piece and hands out the records of its large lists one by one, so that nothing
 * larger than a record is ever in memory, and a broken record costs only itself.
 */
import { MAX_RECORD, MAX_RESCAN } from '../limits';
import { JsonExtent } from './json-extent';
import { type JsonObject, parseRecord } from './json-repair';

/** What is to be made of a value, by where it stands. Values without a plan are skipped. */
export type Plan =
  /** Told as a whole; must be small. */
  | { readonly kind: 'value'; readonly name: string }
  /** A list, each of whose items is a record. */
  | { readonly kind: 'records' }
  | { readonly kind: 'list'; readonly of: Plan }
  | { readonly kind: 'object'; readonly name: string; readonly keys: Readonly<Record<string, Plan>> };

export interface JsonEvents {
  /** An object with a plan begins. */
  opened(name: string): void;
  closed(name: string): void;
  value(name: string, value: unknown): void;
  /** `place` counts the items of its list from 1. */
  record(record: JsonObject, place: number): void;
  /** What should be a record and is none. */
  bad(text: string, place: number): void;
  /** Whether an object could be a record: tells where the next one begins after a broken one. */
  isRecord(value: JsonObject): boolean;
}

interface Frame {
  readonly plan: Plan;
  /** Key of the value that comes next, in an object. */
  key: string | null;
  place: number;
  /** Place of the last one that was told to be broken. */
  told: number;
  /** A value ended, and no comma came yet. */
  afterValue: boolean;
  /** The list of records that was closed last: where it goes on after all, the end of it was a mistake. */
  closed: Frame | null;
}

const makeFrame = (plan: Plan): Frame => ({
  plan,
  key: null,
  place: 0,
  told: 0,
  afterValue: false,
  closed: null,
});

const planOf = (keys: Readonly<Record<string, Plan>>, key: string): Plan | null =>
  Object.hasOwn(keys, key) ? (keys[key] ?? null) : null;

/** Where a record can begin: an object with a key, not as the value of a key and not as the first item of a list. */
const OPENING = /[^:\s[]\s{0,200}(?=\{\s{0,200}")/g;
const LONGEST_OPENING = 404;

type Capture = 'record' | 'value' | 'key' | 'nothing';

export class JsonRecords {
  private text = '';
  private at = 0;
  private readonly frames: Frame[] = [];
  private begun = false;
  private capture: Capture | null = null;
  private captureName = '';
  private parts: string[] = [];
  private captured = 0;
  private readonly extent = new JsonExtent();
  private seen = 0;
  private rescanned = 0;
  /** Between two records something went wrong. */
  private seeking = false;
  private waits = false;
  private hopeless = false;

  constructor(
    private readonly root: Plan,
    private readonly events: JsonEvents,
  ) {}

  push(piece: string): void {
    if (this.hopeless) return;
    this.seen += piece.length;
    this.text = this.at < this.text.length ? this.text.slice(this.at) + piece : piece;
    this.at = 0;
    this.run();
  }

  /** Whether the file went on to its proper end. */
  end(): boolean {
    while (!this.hopeless && this.capture === 'record') {
      const text = this.parts.join('');
      this.capture = null;
      this.text = '';
      this.at = 0;
      this.recover(text);
      this.run();
    }
    return !this.hopeless && this.begun && this.frames.length === 0;
  }

  private run(): void {
    this.waits = false;
    while (!this.hopeless && !this.waits) {
      if (this.capture !== null) {
        if (!this.goOn()) return;
        continue;
      }
      if (this.seeking) {
        this.seek();
        continue;
      }
      this.skipSpace();
      if (this.at >= this.text.length) return;
      if (this.begun) this.step();
      else this.enterRoot();
    }
  }

  private skipSpace(): void {
    while (this.at < this.text.length && this.text.charCodeAt(this.at) <= 0x20) this.at += 1;
  }

  /** Whatever stands before the first bracket is passed over: `window.YTD.tweets.part0 = [`. */
  private enterRoot(): void {
    const open = this.root.kind === 'object' ? '{' : '[';
    const start = this.text.indexOf(open, this.at);
    this.at = start < 0 ? this.text.length : start;
    if (start < 0) return;
    this.begun = true;
    this.at += 1;
    this.enter(this.root);
  }

  private enter(plan: Plan): void {
    this.frames.push(makeFrame(plan));
    if (plan.kind === 'object') this.events.opened(plan.name);
  }

  private leave(): void {
    const frame = this.frames.pop();
    const parent = this.frames.at(-1);
    if (frame?.plan.kind === 'object') this.events.closed(frame.plan.name);
    if (frame !== undefined && parent !== undefined && frame.plan.kind === 'records') parent.closed = frame;
  }

  /** One character outside of values. */
  private step(): void {
    const frame = this.frames.at(-1);
    const char = this.text[this.at] ?? '';
    if (frame === undefined) {
      this.at = this.text.length;
    } else if (frame.plan.kind === 'object') {
      this.stepInObject(frame, char);
    } else if (char === ']') {
      this.at += 1;
      this.leave();
    } else if (char === ',') {
      this.at += 1;
      frame.afterValue = false;
    } else if (frame.plan.kind === 'records' && (char === '}' || char === ':' || (frame.afterValue && char !== '{'))) {
      this.lose(frame);
    } else if (char === '}' || char === ':') {
      this.at += 1;
    } else {
      frame.place += 1;
      frame.afterValue = true;
      this.beginValue(frame.plan.kind === 'list' ? frame.plan.of : frame.plan, frame.plan.kind === 'records');
    }
  }

  /** What should be between two records is not: looks for the next sound record, wherever it is. */
  private lose(frame: Frame): void {
    if (frame.told !== frame.place) this.tellBad(this.text.slice(this.at, this.at + 200));
    this.seeking = true;
  }

  private tellBad(text: string): void {
    const frame = this.frames.at(-1);
    if (frame !== undefined) frame.told = frame.place;
    this.events.bad(text, frame?.place ?? 0);
  }

  /** Begins to capture the next thing that looks like the beginning of a record; waits for more text when there is none. */
  private seek(): void {
    OPENING.lastIndex = this.at;
    const match = OPENING.exec(this.text);
    if (match === null) {
      this.at = Math.max(this.at, this.text.length - LONGEST_OPENING);
      this.waits = true;
      return;
    }
    this.at = match.index + match[0].length;
    this.beginCapture('record', '');
  }

  private stepInObject(frame: Frame, char: string): void {
    if (frame.key !== null) {
      const plan = frame.plan.kind === 'object' ? planOf(frame.plan.keys, frame.key) : null;
      if (char === ':') {
        this.at += 1;
        return;
      }
      frame.key = null;
      if (char !== ',' && char !== '}') this.beginValue(plan, false);
    } else if (char === '}') {
      this.at += 1;
      this.leave();
    } else if (char === '"') {
      this.beginCapture('key', '');
    } else if (char === '{' && frame.closed !== null) {
      this.frames.push(frame.closed);
      frame.closed = null;
    } else {
      this.at += 1;
    }
  }

  private beginValue(plan: Plan | null, asRecord: boolean): void {
    const char = this.text[this.at];
    if (asRecord) this.beginCapture('record', '');
    else if (plan?.kind === 'value') this.beginCapture('value', plan.name);
    else if (plan !== null && char === (plan.kind === 'object' ? '{' : '[')) {
      this.at += 1;
      this.enter(plan);
    } else this.beginCapture('nothing', '');
  }

  private beginCapture(capture: Capture, name: string): void {
    this.capture = capture;
    this.captureName = name;
    this.parts = [];
    this.captured = 0;
    this.extent.begin();
  }

  /** Goes on with the value that is being captured; false when the text ends before it. */
  private goOn(): boolean {
    const end = this.extent.end(this.text, this.at);
    const to = end < 0 ? this.text.length : end;
    if (this.capture !== 'nothing') this.parts.push(this.text.slice(this.at, to));
    this.captured += to - this.at;
    this.at = to;
    if (end >= 0) this.captureEnded();
    else if (this.captured > MAX_RECORD && this.capture === 'record') {
      const text = this.parts.join('');
      this.capture = null;
      this.recover(text);
    } else if (this.captured > MAX_RECORD && this.capture !== 'nothing') this.hopeless = true;
    return end >= 0 || this.capture === null;
  }

  private captureEnded(): void {
    const capture = this.capture;
    const text = this.parts.length === 1 ? (this.parts[0] ?? '') : this.parts.join('');
    this.capture = null;
    this.parts = [];
    if (capture === 'record') {
      this.recordEnded(text);
    } else if (capture !== null && capture !== 'nothing') {
      let value: unknown = null;
      try {
        value = JSON.parse(text);
      } catch {
        // As if it were not there.
      }
      const frame = this.frames.at(-1);
      if (capture === 'value') this.events.value(this.captureName, value);
      else if (frame !== undefined) frame.key = typeof value === 'string' ? value : '';
    }
  }

  private recordEnded(text: string): void {
    const frame = this.frames.at(-1);
    const record = parseRecord(text);
    if (this.seeking && (record === null || !this.events.isRecord(record))) {
      this.spend(text.length);
      this.rewind(text.slice(1));
      return;
    }
    if (record === null) {
      this.recover(text);
      return;
    }
    if (this.seeking && frame !== undefined) frame.place += 1;
    this.seeking = false;
    this.events.record(record, frame?.place ?? 0);
  }

  private rewind(text: string): void {
    this.text = text + this.text.slice(this.at);
    this.at = 0;
  }

  /** Going over the same text again and again must end. */
  private spend(length: number): void {
    this.rescanned += length;
    if (this.rescanned > this.seen * MAX_RESCAN) this.hopeless = true;
  }

  /**
   * A record that is none: tells it, and goes on with the next sound one that it swallowed, if it did. One that ends
   * with the wrong bracket ended somewhere inside.
   */
  private recover(text: string): void {
    if (this.seeking) {
      this.spend(text.length);
      this.rewind(text.slice(1));
      return;
    }
    this.tellBad(text.slice(0, 200));
    const next = this.nextRecord(text);
    if (next >= 0) this.rewind(text.slice(next));
    else if (text.startsWith('{') && !text.endsWith('}')) this.seeking = true;
  }

  /** Where in `text`, after its beginning, a sound record begins, or one that goes on after its end; -1 for nowhere. */
  private nextRecord(text: string): number {
    const extent = new JsonExtent();
    OPENING.lastIndex = 1;
    for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
      const start = match.index + match[0].length;
      extent.begin();
      const end = extent.end(text, start);
      this.spend((end < 0 ? text.length : end) - start);
      if (this.hopeless) return -1;
      if (end < 0) return start;
      const record = parseRecord(text.slice(start, end));
      if (record !== null && this.events.isRecord(record)) return start;
      OPENING.lastIndex = start;
    }
    return -1;
  }
}
