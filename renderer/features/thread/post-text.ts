/** A post as it is quoted elsewhere: who wrote it and when, then its words. */
import { timeText } from '../../../shared/markdown';
import type { RichTextNode } from '../../../shared/model/rich-text';
import type { CopiedText } from '../../editor';
import type { Post } from '../../notebook/types';

export function postText({ author, createdAt, body }: Post): CopiedText {
  const when = timeText(createdAt);
  const content: RichTextNode[] = [{ type: 'text', text: author.name, marks: [{ type: 'bold' }] }];
  if (when !== null) content.push({ type: 'text', text: ` · ${when}` });
  return {
    name: 'The post',
    body: { type: 'doc', content: [{ type: 'paragraph', content }, ...(body.content ?? [])] },
  };
}
