/** What an imported discussion brings beside posts and our recap, and how it is written into a new one. */
import * as Y from 'yjs';
import { signedBlocks, versionOf } from '../recap/versions';
import type { ParticipantId } from '../util/brand';
import { metaOf, recapOf } from './discussion-doc';
import {
  asideOf,
  reactionKey,
  reactionsOf,
  recapsOf,
  type Stance,
  signoffsOf,
  stanceKey,
  stancesOf,
} from './discussion-parts';
import type { DiscussionStatus } from './export-document';
import { keepSigned } from './finishing';
import type { RichText } from './rich-text';
import { readRichText, writeRichText } from './rich-text-yjs';

/** People by name, posts by the ids that they have in the new discussion; times are milliseconds since 1970. */
export interface ImportedParts {
  readonly stances: readonly {
    readonly point: string;
    readonly name: string;
    readonly stance: Stance;
    readonly reason: string;
    readonly at: number;
  }[];
  readonly aside: readonly {
    readonly post: string;
    readonly name: string;
    readonly reason: string;
    readonly at: number;
  }[];
  readonly reactions: readonly {
    readonly post: string;
    readonly name: string;
    readonly emoji: string;
    readonly at: number;
  }[];
  readonly signoffs: readonly { readonly name: string; readonly version: string; readonly at: number }[];
  readonly recaps: readonly { readonly name: string; readonly recap: RichText }[];
  readonly status: DiscussionStatus;
  readonly createdAt: number | null;
  readonly finished: { readonly name: string; readonly at: number } | null;
}

const NOTHING_LEFT_OUT = { posts: 0, people: 0, actions: 0, questions: 0, decisions: 0 };

/** To be called inside a transaction, after posts and recap were written. `personOf` gives the participant for a name. */
export function writeImportedParts(doc: Y.Doc, parts: ImportedParts, personOf: (name: string) => ParticipantId): void {
  for (const { point, name, stance, reason, at } of parts.stances)
    stancesOf(doc).set(stanceKey(point, personOf(name)), { stance, reason, at });
  for (const { post, name, reason, at } of parts.aside) asideOf(doc).set(post, { reason, by: personOf(name), at });
  for (const { post, name, emoji, at } of parts.reactions)
    reactionsOf(doc).set(reactionKey(post, personOf(name), emoji), at);
  for (const { name, version, at } of parts.signoffs) signoffsOf(doc).set(personOf(name), { at, version });
  for (const { name, recap } of parts.recaps) {
    const person = personOf(name);
    const known: unknown = recapsOf(doc).get(person);
    const fragment = known instanceof Y.XmlFragment ? known : new Y.XmlFragment();
    if (fragment !== known) recapsOf(doc).set(person, fragment);
    // Two people of one name are one here: neither's words may go.
    writeRichText(fragment, recap);
  }
  const blocks = signedBlocks(readRichText(recapOf(doc)));
  const version = versionOf(blocks);
  // Of an earlier version only its name came along, not what it said.
  if (parts.signoffs.some((one) => one.version === version)) keepSigned(doc, version, blocks);
  const meta = metaOf(doc);
  if (parts.createdAt !== null) meta.set('createdAt', parts.createdAt);
  if (parts.status !== 'open') meta.set('status', parts.status);
  if (parts.finished !== null) {
    const { name, at } = parts.finished;
    meta.set('finished', { at, by: personOf(name), version, leftOut: NOTHING_LEFT_OUT });
  }
}
