/** Asks a silent peer whether it is there, and notices when it is not. [EX11] */
import type { Clock } from './ports';

const PING_MS = 2500;
const SILENCE_MS = 10_000;

export class Heartbeat {
  private lastHeard: number;
  private cancel: () => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly ping: () => void,
    private readonly silent: () => void,
  ) {
    this.lastHeard = clock.now();
    this.next();
  }

  heard(): void {
    this.lastHeard = this.clock.now();
  }

  stop(): void {
    this.cancel();
  }

  private next(): void {
    const due = this.clock.now() + PING_MS;
    this.cancel = this.clock.after(PING_MS, () => {
      const now = this.clock.now();
      // A window that stood still, or a device that slept, has heard nothing because it did not listen.
      if (now - due > PING_MS) this.lastHeard = now;
      if (now - this.lastHeard > SILENCE_MS) return this.silent();
      this.next();
      this.ping();
    });
  }
}
