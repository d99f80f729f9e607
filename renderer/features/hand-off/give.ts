/** Writes chosen discussions, or a whole notebook, into a hand-off file. One discussion is in memory at a time. [HO10] [HO11] */
import type { HandOffAbout } from '../../../shared/hand-off/contents';
import { KIND } from '../../../shared/hand-off/format';
import { type HandOffPiece, MAX_HAND_OFF_PIECE } from '../../../shared/ipc/hand-off';
import type { Profile } from '../../../shared/model/settings';
import type { DiscussionId } from '../../../shared/util/brand';
import type { Bridge } from '../../bridge';
import type { Notebook } from '../../notebook/types';

export interface GiveOptions {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly notebook: Pick<Notebook, 'handing' | 'stored'>;
  readonly about: HandOffAbout;
  readonly ids: readonly DiscussionId[];
  /** Proposed for the file. */
  readonly name: string;
  readonly passphrase: string | null;
  /** Only where the person says so. */
  readonly invite: string | null;
  /** What the discussions said before goes along. */
  readonly versions: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

export interface Given {
  readonly path: string;
  readonly place: number;
  readonly size: number;
  /** Discussions that have not arrived on this device, and so are not in the file. */
  readonly missing: number;
}

/** What a file that is made now says of itself. */
export function aboutOf(
  { id, name }: Pick<Notebook, 'id' | 'name'>,
  by: Profile,
  scope: HandOffAbout['scope'],
  version: string,
): HandOffAbout {
  return {
    notebook: { id, name: name.get() },
    by: { id: by.participantId, name: by.name },
    madeAt: Date.now(),
    scope,
    version,
  };
}

/** An update that says nothing: a discussion that is listed, and not on this device. */
const EMPTY_BYTES = 2;

/** @returns null when it was cancelled: then there is no file. Errors: files/*, handoff/too-large, store/* */
export async function giveAll(options: GiveOptions): Promise<Given | null> {
  const { bridge, notebook, about, ids, name, passphrase, invite, versions, signal, onProgress } = options;
  const begun = await bridge.request('handoff.begin', { name, about, passphrase, versions });
  if (begun.status === 'cancelled') return null;
  const { run } = begun;
  try {
    const out = new Outgoing(bridge, run);
    if (invite !== null) await out.add(KIND.invite, '', new TextEncoder().encode(invite));
    if (about.scope !== 'discussions') await out.add(KIND.catalog, '', notebook.handing.catalog());
    let missing = 0;
    for (const [done, id] of ids.entries()) {
      if (signal.aborted) break;
      onProgress(done);
      const update = await notebook.stored.update(id);
      if (update.length > EMPTY_BYTES) await out.add(KIND.discussion, id, update);
      else missing += 1;
    }
    if (!signal.aborted) {
      await out.send();
      return { ...(await bridge.request('handoff.finish', { run })), missing };
    }
  } catch (error) {
    await bridge.request('handoff.leaveOff', { run });
    throw error;
  }
  await bridge.request('handoff.leaveOff', { run });
  return null;
}

/** As in the contract. */
const MOST_PIECES = 1000;

/** Small records go together, long ones in pieces. */
class Outgoing {
  private pieces: HandOffPiece[] = [];
  private parts: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly bridge: Pick<Bridge, 'request'>,
    private readonly run: string,
  ) {}

  async add(kind: number, name: string, bytes: Uint8Array): Promise<void> {
    for (let from = 0; from === 0 || from < bytes.length; ) {
      const part = bytes.subarray(from, from + MAX_HAND_OFF_PIECE - this.size);
      from += part.length;
      this.pieces.push({ kind, name, size: part.length, more: from < bytes.length });
      this.parts.push(part);
      this.size += part.length;
      if (this.size >= MAX_HAND_OFF_PIECE || this.pieces.length >= MOST_PIECES) await this.send();
      if (bytes.length === 0) return;
    }
  }

  async send(): Promise<void> {
    const { pieces, parts, size } = this;
    if (pieces.length === 0) return;
    [this.pieces, this.parts, this.size] = [[], [], 0];
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    await this.bridge.request('handoff.write', { run: this.run, records: { pieces, bytes } });
  }
}
