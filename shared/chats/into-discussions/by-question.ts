/** A moderated chat, in which questions and answers are numbered (Q1, A1), in the order of its questions. Pure. */
import { type ChatPost, groupByQuestion } from '../../recap/grouping';
import type { PostId } from '../../util/brand';

export interface ByQuestion<P extends ChatPost> {
  /** All posts: what was said before the first question, then each question with its answers and the talk around it. */
  readonly order: readonly P[];
  /** The question that a post answers, for those that answer nothing else. */
  readonly answers: ReadonlyMap<PostId, PostId>;
  readonly questions: number;
}

/** One that asks and answers itself is no moderated chat. */
const FEWEST_QUESTIONS = 2;

/** Null where nobody asked numbered questions that others answered. */
export function arrangeByQuestion<P extends ChatPost>(posts: readonly P[]): ByQuestion<P> | null {
  const groups = groupByQuestion(posts).groups.filter(({ question }) => question !== null);
  if (groups.length < FEWEST_QUESTIONS || groups.every(({ answers }) => answers.length === 0)) return null;
  const answers = new Map<PostId, PostId>();
  /** Post → place of its group. */
  const groupOf = new Map<PostId, number>();
  const asks = new Map<PostId, number>();
  for (const [index, { question, answers: given }] of groups.entries()) {
    if (question === null) continue;
    asks.set(question.id, index + 1);
    groupOf.set(question.id, index + 1);
    for (const answer of given) {
      if (!groupOf.has(answer.id)) groupOf.set(answer.id, index + 1);
      if (answer.replyTo === null) answers.set(answer.id, question.id);
    }
  }
  // Talk stands with the question that was on the table when it was said.
  let current = 0;
  const placed = posts.map((post, index) => {
    const own = groupOf.get(post.id) ?? null;
    current = asks.get(post.id) ?? current;
    return { post, index, group: own ?? current, question: asks.has(post.id) ? 0 : 1 };
  });
  placed.sort((a, b) => a.group - b.group || a.question - b.question || a.index - b.index);
  return { order: placed.map(({ post }) => post), answers, questions: groups.length };
}
