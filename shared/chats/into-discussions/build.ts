/** A planned chat as discussions, one after the other, each ready to be stored. Pure. */
import { plainText } from '../../markdown/plain-text';
import type { Person } from '../../model/discussion-doc';
import {
  type BuiltDiscussion,
  buildDiscussion,
  type ImportedDiscussion,
  type ImportedPost,
  toBytes,
} from '../../model/imported-discussion';
import type { RichText, RichTextNode } from '../../model/rich-text';
import { UNKNOWN_AUTHOR } from '../../model/unknown-author';
import { BUILT_IN_TEMPLATES } from '../../recap/built-in-templates';
import type { DiscussionId, ParticipantId, PostId } from '../../util/brand';
import { newDiscussionId, newParticipantId, newPointId, newPostId } from '../../util/ids';
import { type ChatPost, makePoster } from '../choosing/chat-to-posts';
import type { TimedMessage } from '../choosing/times';
import { arrangeByQuestion } from './by-question';
import type { ImportChoices } from './choices';
import type { Part, Plan } from './plan';
import type { ImportReport } from './report';

export interface BuildOptions {
  readonly by: ImportedDiscussion['by'];
  readonly at: number;
  /** Author and time of a post, as citations keep them. */
  readonly label: (name: string, at: number | null) => string;
}

/** Who is named in one discussion. */
type People = Map<ParticipantId, Person>;

export class ChatBuilder {
  readonly ids: readonly DiscussionId[];
  private readonly known = new Map<string, ParticipantId>();
  private readonly colours = new Map<ParticipantId, number>();
  private readonly poster: ReturnType<typeof makePoster>;
  private readonly tally = { posts: 0, replies: 0, reactions: 0 };
  private readonly lost = { reactions: 0, attachments: 0, quoted: 0 };

  constructor(
    private readonly choices: ImportChoices,
    private readonly plan: Plan,
    private readonly options: BuildOptions,
  ) {
    this.ids = plan.parts.map(() => newDiscussionId());
    for (const [key, id] of plan.arranged.participants) this.known.set(key, id);
    this.poster = makePoster(plan.arranged.chat);
  }

  /** One at a time, so that no two are in memory together. */
  *discussions(): Generator<BuiltDiscussion> {
    for (const [index, part] of this.plan.parts.entries()) {
      const id = this.ids[index];
      if (id === undefined) continue;
      // Lists show what was done last first: in this way they show the parts in their order.
      yield toBytes(id, buildDiscussion(this.discussion(id, part, this.options.at - index)));
    }
  }

  /** To be asked for when all are built. */
  report(): ImportReport {
    const { plan, tally, lost, choices } = this;
    const { title, format, problems, problemCount, messages } = plan.arranged.chat;
    return {
      ...tally,
      lost,
      title: choices.title.trim() || title,
      format,
      problems,
      problemCount,
      discussions: plan.parts.length,
      people: this.colours.size,
      left: plan.arranged.left,
      zone: messages.some(({ time }) => time?.kind === 'wall') ? choices.zone : '',
    };
  }

  private discussion(id: DiscussionId, { title, messages }: Part, at: number): ImportedDiscussion {
    const people: People = new Map();
    const ids = new Map<string, PostId>();
    const posts: (ImportedPost & { readonly text: string })[] = [];
    let index = 0;
    for (const post of this.poster(messages)) {
      const timed = messages[index];
      index += 1;
      if (timed !== undefined) posts.push(this.post(post, timed, ids, people));
    }
    this.tally.posts += posts.length;
    const grouped = this.choices.byQuestion ? this.byQuestion(posts, people) : null;
    const { by } = this.options;
    return { id, title, people, posts: grouped?.posts ?? posts, recap: grouped?.recap ?? null, by, at };
  }

  private post(
    post: ChatPost,
    timed: TimedMessage,
    ids: Map<string, PostId>,
    people: People,
  ): ImportedPost & { readonly text: string } {
    const [message] = timed;
    const id = newPostId();
    ids.set(post.key, id);
    const replyTo = post.replyToKey === null ? null : (ids.get(post.replyToKey) ?? null);
    if (replyTo !== null) this.tally.replies += 1;
    if (post.isQuoting) this.lost.quoted += 1;
    this.lost.attachments += post.attachmentsAsText.length;
    const reactions = post.reactions.flatMap(({ emoji, person, name }) =>
      person === null ? [] : [{ emoji, person: this.participant(person, name ?? person, people) }],
    );
    this.tally.reactions += reactions.length;
    for (const { count } of message.reactions) this.lost.reactions += count;
    this.lost.reactions -= reactions.length;
    return {
      id,
      author: this.participant(post.authorKey ?? '', post.authorName ?? UNKNOWN_AUTHOR, people),
      createdAt: this.plan.arranged.shownTime(timed),
      editedAt: message.editedAt,
      replyTo,
      body: post.body,
      reactions,
      text: this.choices.byQuestion ? plainText(post.body) : '',
    };
  }

  /** The same id in all discussions: one person has one colour. */
  private participant(key: string, name: string, people: People): ParticipantId {
    const id = this.known.get(key) ?? (`guest:${newParticipantId()}` as ParticipantId);
    this.known.set(key, id);
    const colour = this.colours.get(id) ?? this.colours.size % 8;
    this.colours.set(id, colour);
    if (!people.has(id)) people.set(id, { name: name.slice(0, 80), colour });
    return id;
  }

  /** Each answer as a reply below its question, and a recap with a section for each. */
  private byQuestion(
    posts: readonly (ImportedPost & { readonly text: string })[],
    people: People,
  ): { readonly posts: readonly ImportedPost[]; readonly recap: RichText | null } | null {
    const nameOf = (person: ParticipantId): string => people.get(person)?.name ?? '';
    const labelled = posts.map((post) => ({
      ...post,
      label: this.options.label(nameOf(post.author), post.createdAt),
    }));
    const found = arrangeByQuestion(labelled);
    if (found === null) return null;
    const template = BUILT_IN_TEMPLATES.find(({ id }) => id === 'chat');
    const recap = template?.make({ posts: labelled, people: [...people.values()].map(({ name }) => name), nameOf });
    this.tally.replies += found.answers.size;
    return {
      posts: found.order.map((post) => ({ ...post, replyTo: post.replyTo ?? found.answers.get(post.id) ?? null })),
      recap: recap === undefined ? null : withIds(recap),
    };
  }
}

function withIds(recap: RichText): RichText {
  const named = (node: RichTextNode): RichTextNode =>
    node.type === 'point' ? { ...node, attrs: { ...node.attrs, id: newPointId() } } : node;
  return { ...recap, content: (recap.content ?? []).map(named) };
}
