/** What templates may begin from: the posts of the discussion, and who wrote them. */
import type { TemplateFacts } from '../../../shared/recap/built-in-templates';
import type { Discussion, Post } from '../../notebook/types';
import { keptLabel, postText } from './use-point-host';

export function templateFacts(discussion: Discussion, posts: readonly Post[] = discussion.posts.get()): TemplateFacts {
  const here = posts.filter((post) => !post.deleted);
  return {
    posts: here.map((post) => ({
      id: post.id,
      author: post.author.id,
      text: postText(post),
      replyTo: post.replyTo,
      label: keptLabel(post),
    })),
    people: discussion.meta.get().people.map((person) => person.name),
    nameOf: (person) => discussion.parts.person(person).name,
  };
}

export const NO_FACTS: TemplateFacts = { posts: [], people: [], nameOf: () => '' };
