/**
 * This copy's part in renewing the notebook's secret: tells the others, takes over what the owner granted, passes it on,
 * and moves to the new room. The rules [MB…] are in shared/membership/README.md.
 *
 *   settled ──renewal stored──► telling ──everyone holds it, or 5 s──► moving ──new room──► settled
 *                                 └──────── a newer renewal ────────────┴──► telling
 */
import { AppError } from '../../shared/errors/app-error';
import type { Clock } from '../../shared/exchange/ports';
import { encodeSecret } from '../../shared/invite/invite';
import {
  decodeRenewal,
  encodeRenewal,
  judgeRenewal,
  makeRenewal,
  type Renewal,
  renewedBy,
  type SecretPatch,
  withNewestSecret,
} from '../../shared/membership/renewal';
import type { NotebookEntry } from '../../shared/model/settings';

/** Storing takes milliseconds and the way there and back well under a second; after this whoever is silent is left behind. [MB6] */
const TELLING_MS = 5000;

export interface MembershipPort {
  /** Sends to everyone connected, in the room of the present secret. */
  tell(bytes: Uint8Array): void;
  /** Everyone connected. */
  peers(): Iterable<string>;
  /** Resolves when the device has it for good; rejects when it could not be stored. */
  store(patch: SecretPatch): Promise<void>;
  /** Leaves the old room and meets in the new one. */
  move(patch: SecretPatch): Promise<void>;
  onError(error: unknown): void;
}

type Phase =
  | { readonly kind: 'settled' | 'moving' }
  | {
      readonly kind: 'telling';
      readonly patch: SecretPatch;
      readonly bytes: Uint8Array;
      /** Those who have shown that they hold the renewal. */
      readonly holders: Set<string>;
      readonly cancel: () => void;
    };

export class Membership {
  private phase: Phase = { kind: 'settled' };
  private order: Promise<unknown> = Promise.resolve();
  private renewing = false;
  private settled: (() => void)[] = [];
  private disposed = false;

  constructor(
    private entry: NotebookEntry,
    private readonly clock: Pick<Clock, 'after'>,
    private readonly port: MembershipPort,
  ) {}

  /** The entry was changed elsewhere. Answers it with the newest secret: what was changed may have been read before a renewal. */
  update(entry: NotebookEntry): NotebookEntry {
    this.entry = withNewestSecret(entry, this.entry);
    return this.entry;
  }

  /**
   * Makes a new secret; resolves in the new room. [MB8]
   * Errors: membership/not-owner, membership/unfinished, settings/unwritable; then nothing is changed.
   */
  async renew(): Promise<void> {
    const { ownerKey, owner } = this.entry;
    if (ownerKey === null || owner === null) throw new AppError('membership/not-owner');
    if (this.renewing || this.phase.kind !== 'settled') throw new AppError('membership/unfinished');
    this.renewing = true;
    try {
      const secret = encodeSecret(crypto.getRandomValues(new Uint8Array(32)));
      await this.inOrder(async () => this.adopt(await makeRenewal(ownerKey, this.entry, secret), null));
      await this.whenSettled();
    } finally {
      this.renewing = false;
    }
  }

  /** What a connected peer sent. What is no renewal, or not granted by the owner, changes nothing. [MB3] */
  receive(peer: string, bytes: Uint8Array): Promise<void> {
    return this.inOrder(async () => {
      const renewal = decodeRenewal(bytes);
      if (renewal === null || this.disposed) return;
      const verdict = await judgeRenewal(this.entry, renewal);
      if (verdict === 'adopt') await this.adopt(renewal, peer);
      if (verdict === 'held') this.holds(peer);
    }).catch((error: unknown) => this.port.onError(error));
  }

  /** Somebody is connected who may not know yet. [MB5] */
  opened(): void {
    if (this.phase.kind === 'telling') this.port.tell(this.phase.bytes);
  }

  /** Nobody waits for whoever left. */
  gone(): void {
    this.moveWhenAllHold();
  }

  dispose(): void {
    this.disposed = true;
    if (this.phase.kind === 'telling') this.phase.cancel();
    this.settle();
  }

  private async adopt(renewal: Renewal, from: string | null): Promise<void> {
    const patch = renewedBy(this.entry, renewal);
    await this.port.store(patch);
    if (this.disposed) return;
    if (this.phase.kind === 'telling') this.phase.cancel();
    this.entry = { ...this.entry, ...patch };
    const bytes = encodeRenewal(renewal);
    const cancel = this.clock.after(TELLING_MS, () => this.move());
    this.phase = { kind: 'telling', patch, bytes, holders: new Set(from === null ? [] : [from]), cancel };
    this.port.tell(bytes);
    this.moveWhenAllHold();
  }

  private holds(peer: string): void {
    if (this.phase.kind !== 'telling') return;
    this.phase.holders.add(peer);
    this.moveWhenAllHold();
  }

  private moveWhenAllHold(): void {
    if (this.phase.kind !== 'telling') return;
    const { holders } = this.phase;
    if ([...this.port.peers()].every((peer) => holders.has(peer))) this.move();
  }

  private move(): void {
    if (this.phase.kind !== 'telling' || this.disposed) return;
    const { patch, cancel } = this.phase;
    cancel();
    const moving: Phase = { kind: 'moving' };
    this.phase = moving;
    this.port
      .move(patch)
      .catch((error: unknown) => this.port.onError(error))
      .finally(() => {
        // A newer renewal may have been heard in the new room before this was over: it is still to be followed.
        if (this.phase === moving) this.settle();
      });
  }

  private settle(): void {
    this.phase = { kind: 'settled' };
    for (const done of this.settled.splice(0)) done();
  }

  private whenSettled(): Promise<void> {
    if (this.phase.kind === 'settled') return Promise.resolve();
    return new Promise((done) => this.settled.push(done));
  }

  /** One message after the other: judging one takes as long as the cryptography does. */
  private inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = this.order.then(work);
    this.order = result.catch(() => undefined);
    return result;
  }
}
