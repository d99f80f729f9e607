/**
 * Plays one author of a trace in the window of a person: every edit is a transaction of the real editor, made when what
 * it rests on has arrived by the real connection. What arrives early is held back as a slow network would, because the
 * author of the trace had not seen it yet.
 */
import type { Page } from '@playwright/test';
import type { Step } from './trace';

/** What the page keeps between two calls; `window.trace` in the window of the app. */
interface Gate {
  passed: number;
  /** One, unless the link broke. */
  channels: number;
  /** Updates of the other that are no edits of the trace (the app notes when the recap was edited): after how many edits each came. */
  readonly extra: number[];
  /** How many of the other's edits may be known here. */
  seen: number;
  readonly held: { readonly isUpdate: boolean; readonly deliver: () => void }[];
  pump(): void;
}

interface EditorOnPage {
  readonly view: {
    readonly state: { readonly doc: { readonly firstChild: { readonly textContent: string } | null }; readonly tr: Tr };
    dispatch(tr: Tr): void;
  };
  readonly state: Readonly<Record<string, { readonly doc: SharedDocument }>>;
  on(event: 'transaction', listener: () => void): void;
  off(event: 'transaction', listener: () => void): void;
}

interface SharedDocument {
  readonly clientID: number;
  on(
    event: 'update',
    listener: (
      ...args: [update: Uint8Array, origin: unknown, doc: unknown, transaction: { readonly local: boolean }]
    ) => void,
  ): void;
}

interface Tr {
  delete(from: number, to: number): Tr;
  insertText(text: string, at: number): Tr;
}

type PageWithTrace = typeof globalThis & { trace: Gate; traceNote(after: number): Promise<void> };

/** Puts the gate into the way of the exchange's channel. Before the person meets anybody. */
export async function installGate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const EXCHANGE_CHANNEL = 1;
    /** Flags of frames (shared/exchange/framing.ts): from this one on they speak of the link itself. */
    const FIRST_OF_LINK = 3;
    const LAST_FRAME = 1;
    /** Kinds of messages (shared/exchange/messages.ts). */
    const [PULL, UPDATE] = [2, 4];
    const HEARTBEAT = [8, 9];
    const gate: Gate = {
      passed: 0,
      channels: 0,
      extra: [],
      seen: Number.POSITIVE_INFINITY,
      held: [],
      pump() {
        const allowed = gate.seen + gate.extra.filter((after) => after < gate.seen).length;
        for (let next = gate.held[0]; next !== undefined; next = gate.held[0]) {
          if (next.isUpdate && gate.passed >= allowed) return;
          gate.held.shift();
          if (next.isUpdate) gate.passed += 1;
          next.deliver();
        }
      },
    };
    (globalThis as PageWithTrace).trace = gate;
    Object.defineProperty(RTCDataChannel.prototype, 'onmessage', {
      set(this: RTCDataChannel, listener: (event: MessageEvent<ArrayBuffer>) => void) {
        let begins = true;
        if (this.id === EXCHANGE_CHANNEL) gate.channels += 1;
        this.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
          if (this.id !== EXCHANGE_CHANNEL) return listener(event);
          const [flag, kind] = new Uint8Array(event.data, 0, Math.min(2, event.data.byteLength));
          // What the link says of itself is never held back: it is slow, not dead.
          if (flag === undefined || flag >= FIRST_OF_LINK) return listener(event);
          const isUpdate = begins && flag === LAST_FRAME && kind === UPDATE;
          // Whoever heals what is only held back would be sent all of it, past the gate. It is asked for again once that is open.
          const isPull = begins && flag === LAST_FRAME && kind === PULL;
          const isHeartbeat = begins && HEARTBEAT.includes(kind ?? 0);
          begins = flag === LAST_FRAME;
          if (isHeartbeat) return listener(event);
          if (isPull && Number.isFinite(gate.seen)) return;
          gate.held.push({ isUpdate, deliver: () => listener(event) });
          gate.pump();
        });
      },
    });
  });
}

/** Before the first edit: tells the other window of each update of this one that is no edit. */
export async function tellNotes(page: Page, other: Page): Promise<void> {
  await page.exposeFunction('traceNote', (after: number) =>
    other.evaluate((one) => {
      const gate = (globalThis as PageWithTrace).trace;
      gate.extra.push(one);
      gate.pump();
    }, after),
  );
}

/** From now on nothing more of the other's edits comes in than `playAuthor` asks for. */
export async function closeGate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gate = (globalThis as PageWithTrace).trace;
    gate.passed = 0;
    gate.seen = 0;
  });
}

export async function openGate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gate = (globalThis as PageWithTrace).trace;
    gate.seen = Number.POSITIVE_INFINITY;
    gate.pump();
  });
}

const EDITOR = '[data-region="recap"] .ProseMirror';

/** By which Yjs orders what two authors wrote in the same place. */
export function clientIdOf(page: Page): Promise<number> {
  return page.evaluate((selector) => {
    const { editor } = document.querySelector(selector) as unknown as { editor: EditorOnPage };
    return editor.state['y-sync$']?.doc.clientID ?? 0;
  }, EDITOR);
}

/** The text of the code block that the trace is played in. */
export function playedText(page: Page): Promise<string> {
  return page.evaluate((selector) => {
    const { editor } = document.querySelector(selector) as unknown as { editor: EditorOnPage };
    return editor.view.state.doc.firstChild?.textContent ?? '';
  }, EDITOR);
}

/** Plays all steps; fails when the text that an edit rests on never appears. */
export async function playAuthor(page: Page, steps: readonly Step[]): Promise<void> {
  await page.evaluate(
    async ([selector, all]) => {
      const gate = (globalThis as PageWithTrace).trace;
      const { editor } = document.querySelector(selector) as unknown as { editor: EditorOnPage };
      const text = () => editor.view.state.doc.firstChild?.textContent ?? '';
      const { port1, port2 } = new MessageChannel();
      const breathe = () =>
        new Promise((resolve) => {
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      const missing = (wanted: string, step: number) => {
        const is = text();
        let at = 0;
        while (at < wanted.length && is[at] === wanted[at]) at += 1;
        const [here, there] = [is, wanted].map((one) => JSON.stringify(one.slice(Math.max(0, at - 20), at + 20)));
        const passed = `${gate.passed} passed, ${gate.seen} edits and ${gate.extra.length} notes wanted, ${gate.held.length} held, ${gate.channels} channels`;
        return `edit ${step}: the text is another one; at ${at} ${here}, expected ${there}; ${passed}`;
      };
      /** Until the editor shows it. What arrives is put into the document once per frame. */
      const shows = (wanted: string, step: number) =>
        new Promise<void>((resolve, reject) => {
          const patience = setTimeout(() => finish(new Error(missing(wanted, step))), 20_000);
          const finish = (error?: Error) => {
            clearTimeout(patience);
            editor.off('transaction', check);
            if (error) reject(error);
            else resolve();
          };
          const check = () => {
            if (text() === wanted) finish();
          };
          editor.on('transaction', check);
          check();
        });
      /** Until the other's edits are in the document. What ends as it began (taken back, typed again) shows in no text. */
      const arrived = async (step: number) => {
        const late = performance.now() + 20_000;
        const wanted = () => gate.seen + gate.extra.filter((after) => after < gate.seen).length;
        while (gate.passed < wanted()) {
          if (performance.now() > late) throw new Error(missing(text(), step));
          await breathe();
        }
        await new Promise((put) => requestAnimationFrame(() => requestAnimationFrame(put)));
      };
      let made = 0;
      let editing = false;
      editor.state['y-sync$']?.doc.on('update', (_update, _origin, _doc, { local }) => {
        if (!local) return;
        if (editing) made += 1;
        else void (globalThis as PageWithTrace).traceNote(made);
      });
      let expected = text();
      const change = ([at, remove, insert]: Step['change']) => {
        expected = expected.slice(0, at) + insert + expected.slice(at + remove);
      };
      for (const [index, step] of all.entries()) {
        if (gate.seen !== step.seen) {
          gate.seen = step.seen;
          gate.pump();
          const before = expected;
          step.arrived.forEach(change);
          if (expected === before) await arrived(index);
        }
        if (text() !== expected) await shows(expected, index);
        const [at, remove, insert] = step.change;
        const { tr } = editor.view.state;
        // The block's text begins at place 1.
        if (remove > 0) tr.delete(1 + at, 1 + at + remove);
        if (insert !== '') tr.insertText(insert, 1 + at);
        editing = true;
        editor.view.dispatch(tr);
        editing = false;
        change(step.change);
        if (text() !== expected) throw new Error(missing(expected, index));
        // Now and then, so that the window goes on living: every 8 edits.
        if (index % 8 === 0) await breathe();
      }
    },
    [EDITOR, steps] as const,
  );
}
