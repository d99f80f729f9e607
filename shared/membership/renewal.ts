/** A notebook's new secret, told by its owner in the old room and passed on; README.md beside this file has the rules. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { topicOf } from '../invite/invite';
import { MAX_LEFT_TOPICS, type NotebookEntry } from '../model/settings';
import { type Claim, GRANT_PATTERN, isGranted, SECRET_PATTERN, signGrant } from './keys';

const VERSION = 1;
/** A renewal has about 200 bytes. Agrees with the exchange's bound. */
const MAX_BYTES = 4096;
const MAX_ID = 100;

export interface Renewal extends Claim {
  readonly grant: string;
}

/** What of an entry says where its copy stands. */
export type Standing = Pick<NotebookEntry, 'id' | 'secret' | 'owner' | 'epoch' | 'grant'>;

/** The part of an entry that a renewal replaces. */
export type SecretPatch = Pick<NotebookEntry, 'secret' | 'epoch' | 'grant' | 'leftTopics'>;

/** What replaces an entry's secret: the room of the old one is remembered, to tell whoever still comes there. [MB9] */
export function renewedBy(
  entry: Pick<NotebookEntry, 'secret' | 'leftTopics'>,
  { secret, epoch, grant }: Pick<NotebookEntry, 'secret' | 'epoch' | 'grant'>,
): SecretPatch {
  return { secret, epoch, grant, leftTopics: [topicOf(entry.secret), ...entry.leftTopics].slice(0, MAX_LEFT_TOPICS) };
}

/** The entry with the newest secret: it may have been read before a renewal that `known` has. */
export function withNewestSecret(entry: NotebookEntry, known: SecretPatch): NotebookEntry {
  const { secret, epoch, grant, leftTopics } = known;
  return entry.epoch < epoch ? { ...entry, secret, epoch, grant, leftTopics } : entry;
}

export async function makeRenewal(ownerKey: string, standing: Standing, secret: string): Promise<Renewal> {
  const claim = { id: standing.id, epoch: standing.epoch + 1, secret };
  return { ...claim, grant: await signGrant(ownerKey, claim) };
}

export function encodeRenewal(renewal: Renewal): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarString(encoder, renewal.id);
  encoding.writeVarUint(encoder, renewal.epoch);
  encoding.writeVarString(encoder, renewal.secret);
  encoding.writeVarString(encoder, renewal.grant);
  return encoding.toUint8Array(encoder);
}

/** Null for everything that is no renewal, and for those of a later version. */
export function decodeRenewal(bytes: Uint8Array): Renewal | null {
  if (bytes.length > MAX_BYTES) return null;
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== VERSION) return null;
    const id = decoding.readVarString(decoder);
    const epoch = decoding.readVarUint(decoder);
    const secret = decoding.readVarString(decoder);
    const grant = decoding.readVarString(decoder);
    const sound =
      id !== '' && id.length <= MAX_ID && epoch > 0 && SECRET_PATTERN.test(secret) && GRANT_PATTERN.test(grant);
    return sound ? { id, epoch, secret, grant } : null;
  } catch {
    return null;
  }
}

/** `held`: this copy has it already. `refused`: older, or not the owner's; it changes nothing. [MB3] */
export async function judgeRenewal(standing: Standing, renewal: Renewal): Promise<'adopt' | 'held' | 'refused'> {
  if (renewal.id !== standing.id || standing.owner === null) return 'refused';
  if (renewal.epoch === standing.epoch && renewal.secret === standing.secret) return 'held';
  if (renewal.epoch <= standing.epoch) return 'refused';
  return (await isGranted(standing.owner, renewal, renewal.grant)) ? 'adopt' : 'refused';
}
