/** A chat of numbered questions: which post asks question 1, and which posts answer it, in whatever order they came. Pure. [TM6]–[TM9] */
import type { ParticipantId, PostId } from '../util/brand';

export interface ChatPost {
  readonly id: PostId;
  readonly author: ParticipantId;
  readonly text: string;
  readonly replyTo: PostId | null;
}

export interface QuestionGroup<P extends ChatPost> {
  readonly number: number;
  /** The post that asks it; null when only answers are there. */
  readonly question: P | null;
  /** The question without its `Q1`; '' when no post asks it. */
  readonly text: string;
  /** In the order of the chat. */
  readonly answers: readonly P[];
}

export interface ChatQuestions<P extends ChatPost> {
  /** Who asked most of the questions; null when nobody did. */
  readonly moderator: ParticipantId | null;
  /** By number. */
  readonly groups: readonly QuestionGroup<P>[];
}

/** A chat has at most a few dozen questions; `Q2009` is a quarter of a year. */
const MAX_NUMBER = 99;

/** What stands before an answer is short. */
const MAX_PREFIX = 400;

/**
 * `Q1`, `q1:`, `Q.1`, `Q 1)`, `Q#1 -`, `(Q1)`, `[A1]`, `Question 1:`, `Answer to Q1`, `RE: A1`, `@Renee A1.` and the like,
 * where a post begins. A name is taken as a whole (what a lookahead found is not tried again): its signs may stand between words
 * too, and a post of `@__@__…` would be tried in more ways than there is time for. A letter with a number stands alone as a word, so that `A4 paper` needs a sign after it to count.
 */
const PREFIX =
  /^(?:\s|re:|rt\b|(?=(?<to>@[\p{L}\p{N}_.-]+:?))\k<to>|[*_>"“'‘([-])*(?:(?<asks>q(?:uestion)?)|(?<answers>a(?:ns(?:wer)?)?(?:\s*(?:to|for)\s*q(?:uestion)?)?))[\s.#№]*(?<number>\d{1,2})(?<after>\s*[*_\]):.,;–—-]+|(?=\s|$))/iu;

interface Marked<P> {
  readonly post: P;
  readonly asks: boolean;
  readonly number: number;
  readonly rest: string;
}

function marked<P extends ChatPost>(post: P): Marked<P> | null {
  const found = PREFIX.exec(post.text.slice(0, MAX_PREFIX));
  const { asks, number, after } = found?.groups ?? {};
  if (found === null || number === undefined) return null;
  const value = Number(number);
  if (value < 1 || value > MAX_NUMBER) return null;
  const rest = post.text.slice(found[0].length).trim();
  // `A4 paper is fine`: a sheet, not an answer. With the question mark of a sentence or a sign it counts.
  if (asks === undefined && after === '' && /^(?:paper|size|sheet|format)/i.test(rest)) return null;
  return { post, asks: asks !== undefined, number: value, rest };
}

/** The questions of a chat with their answers; no groups when nothing is numbered. */
export function groupByQuestion<P extends ChatPost>(posts: readonly P[]): ChatQuestions<P> {
  const all = posts.map(marked).filter((one) => one !== null);
  const asked = new Map<ParticipantId, number>();
  for (const { post, asks } of all) if (asks) asked.set(post.author, (asked.get(post.author) ?? 0) + 1);
  const moderator = [...asked].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;

  const numbers = [...new Set(all.map((one) => one.number))].sort((a, b) => a - b);
  const taken = new Set(all.map((one) => one.post.id));
  const groups = numbers.map((number): QuestionGroup<P> => {
    const here = all.filter((one) => one.number === number);
    const asking = here.filter((one) => one.asks);
    // Somebody may repeat the question as a quotation; the moderator's own words are the question, else the first.
    const question = asking.find((one) => one.post.author === moderator) ?? asking[0] ?? null;
    const answers = new Set(here.filter((one) => one !== question && !repeats(one, question)).map((one) => one.post));
    for (const post of posts) {
      if (post.replyTo !== null && post.replyTo === question?.post.id && !taken.has(post.id)) answers.add(post);
    }
    const order = new Map(posts.map((post, at) => [post, at]));
    return {
      number,
      question: question?.post ?? null,
      text: question?.rest ?? '',
      answers: [...answers].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
    };
  });
  return { moderator, groups };
}

/** The moderator asked it again, or somebody passed it on word for word. */
function repeats<P>(one: Marked<P>, question: Marked<P> | null): boolean {
  if (!one.asks || question === null) return false;
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return plain(one.rest).startsWith(plain(question.rest)) || one.post === question.post;
}
