/** Posts that somebody put back while their time in the trash was over elsewhere. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bringPostsBack } from '../../../../renderer/notebook/posts-back';
import { postsOf, readPosts } from '../../../../shared/model/discussion-doc';
import { insertNodes, readRichText } from '../../../../shared/model/rich-text-yjs';
import { deleteForever } from '../../../../shared/recap/trash';
import type { ParticipantId } from '../../../../shared/util/brand';
import { doc, p } from '../../shared/markdown/build';

function copies(count: number): Y.Doc[] {
  const first = new Y.Doc();
  const post = new Y.Map<unknown>();
  postsOf(first).set('p0', post);
  for (const [key, value] of Object.entries({ author: 'renee', addedAt: 1, at: 1, deletedAt: 2, deletedBy: 'renee' }))
    post.set(key, value);
  const body = new Y.XmlFragment();
  post.set('body', body);
  insertNodes(body, 0, [p('One'), p('and two')]);
  return Array.from({ length: count }, () => {
    const copy = new Y.Doc();
    bringPostsBack(copy, 'renee' as ParticipantId, (error) => {
      throw error;
    });
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(first));
    return copy;
  });
}

const everything = (of: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(of);

test('[TR7] they are there with their words, also when what took these away comes before what tells why', async () => {
  const [phone, desk, chris] = copies(3) as [Y.Doc, Y.Doc, Y.Doc];
  postsOf(phone).get('p0')?.set('deletedAt', null);
  postsOf(phone).get('p0')?.set('deletedBy', 'renee');
  chris.getArray('other').push(['something']);
  Y.applyUpdate(desk, everything(chris));
  const known = Y.encodeStateVector(desk);
  desk.getArray('other').push(['that builds upon it']);
  deleteForever(desk, 'post', 'p0', '', 3);
  Y.applyUpdate(phone, Y.encodeStateAsUpdate(desk, known));
  expect(phone.store.pendingStructs).not.toBeNull();
  Y.applyUpdate(phone, everything(chris));
  await Promise.resolve();
  Y.applyUpdate(desk, everything(phone));
  for (const copy of [phone, desk]) {
    const [post] = readPosts(copy);
    expect(post).toMatchObject({ deletedAt: null, gone: null });
    expect(readRichText(post?.body as Y.XmlFragment)).toEqual(doc(p('One'), p('and two')));
  }
});

test('[TR7] they come with their words once, when two let them go and something else is still missing', async () => {
  const [phone, desk, tablet, chris] = copies(4) as [Y.Doc, Y.Doc, Y.Doc, Y.Doc];
  // Of two that name a reason the larger number stays.
  [desk.clientID, tablet.clientID] = [10, 20];
  postsOf(phone).get('p0')?.set('deletedAt', null);
  postsOf(phone).get('p0')?.set('deletedBy', 'renee');
  chris.getArray('other').push(['never comes']);
  const known = Y.encodeStateVector(chris);
  chris.getArray('other').push(['waits for it']);
  Y.applyUpdate(phone, Y.encodeStateAsUpdate(chris, known));
  expect(phone.store.pendingStructs).not.toBeNull();
  for (const copy of [desk, tablet]) deleteForever(copy, 'post', 'p0', '', 3);
  for (const copy of [desk, tablet]) {
    Y.applyUpdate(phone, everything(copy));
    await Promise.resolve();
  }
  expect(readRichText(readPosts(phone)[0]?.body as Y.XmlFragment)).toEqual(doc(p('One'), p('and two')));
});
