/** What is in a stored document, looked at without binding anything to it. */
import * as Y from 'yjs';
import { digestOf } from '../../../shared/exchange/digest';
import {
  assetsOf,
  DISCUSSION_SCHEMA,
  metaOf,
  postsOf,
  readAsset,
  readPost,
  recapOf,
  titleOf,
} from '../../../shared/model/discussion-doc';
import { recapsOf } from '../../../shared/model/discussion-parts';
import { unknownContent } from '../../../shared/model/rich-text-yjs';
import { toHex } from '../../../shared/util/hex';

export interface Content {
  readonly digest: string;
  readonly title: string;
  readonly isNewer: boolean;
  /** Pictures that are not what their name says. */
  readonly pictures: number;
}

/** @throws Error when the updates cannot be loaded together */
export async function contentOf(updates: readonly Uint8Array[]): Promise<Content> {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    const schema: unknown = metaOf(doc).get('schema');
    return {
      digest: toHex(digestOf(doc)),
      title: titleOf(doc).toString(),
      isNewer: (typeof schema === 'number' && schema > DISCUSSION_SCHEMA) || holdsUnknown(doc),
      pictures: await damagedPictures(doc),
    };
  } finally {
    doc.destroy();
  }
}

function holdsUnknown(doc: Y.Doc): boolean {
  const bodies = [...postsOf(doc)].flatMap(([id, value]) => readPost(id, value)?.body ?? []);
  const recaps = [...recapsOf(doc).values()].filter((recap) => (recap as unknown) instanceof Y.XmlFragment);
  return [recapOf(doc), ...recaps, ...bodies].some((fragment) => unknownContent(fragment).length > 0);
}

async function damagedPictures(doc: Y.Doc): Promise<number> {
  let damaged = 0;
  for (const hash of assetsOf(doc).keys()) {
    const picture = readAsset(doc, hash);
    if (picture === null) continue;
    const sum = await crypto.subtle.digest('SHA-256', picture.bytes.slice());
    if (toHex(new Uint8Array(sum)) !== hash) damaged += 1;
  }
  return damaged;
}
