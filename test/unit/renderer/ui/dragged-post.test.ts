import { expect, it } from 'vitest';
import { DRAGGED_POST, readDraggedPost, writeDraggedPost } from '../../../../renderer/ui/dragged-post';
import type { PostId } from '../../../../shared/util/brand';

function transfer(data: Record<string, string> = {}): DataTransfer {
  const kept = new Map(Object.entries(data));
  return {
    setData: (type: string, value: string) => kept.set(type, value),
    getData: (type: string) => kept.get(type) ?? '',
  } as unknown as DataTransfer;
}

it('comes back as it was dragged', () => {
  const way = transfer();
  writeDraggedPost(way, { post: 'a1' as PostId, passage: 'silo straddlers' });
  expect(readDraggedPost(way)).toEqual({ post: 'a1', passage: 'silo straddlers' });
});

it.each([
  ['nothing of ours', {}],
  ['no JSON', { [DRAGGED_POST]: '{' }],
  ['another shape', { [DRAGGED_POST]: '{"post":1,"passage":""}' }],
  ['no post', { [DRAGGED_POST]: '{"post":"","passage":""}' }],
  ['too long a passage', { [DRAGGED_POST]: JSON.stringify({ post: 'a', passage: 'x'.repeat(20_001) }) }],
  ['too long altogether', { [DRAGGED_POST]: JSON.stringify({ post: 'a', passage: '', more: 'x'.repeat(200_000) }) }],
])('is nothing when there is %s in it', (_, data) => {
  expect(readDraggedPost(transfer(data))).toBeNull();
});
