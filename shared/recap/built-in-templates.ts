/** The templates that come with the app. Some begin from what is in the discussion already. Pure. [TM1] [TM10] */
import { POINT_ATTRS, type PointKind, textMark } from '../model/point';
import type { RichText, RichTextNode } from '../model/rich-text';
import { type ChatPost, groupByQuestion } from './grouping';
import { citeWhole } from './templates';

export interface TemplatePost extends ChatPost {
  /** Author and time as shown. */
  readonly label: string;
}

export interface TemplateFacts {
  readonly posts: readonly TemplatePost[];
  /** Those who posted, by name. */
  readonly people: readonly string[];
  readonly nameOf: (person: ChatPost['author']) => string;
}

export interface BuiltInTemplate {
  readonly id: string;
  readonly name: string;
  /** One sentence for whoever chooses. */
  readonly description: string;
  readonly make: (facts: TemplateFacts) => RichText;
}

const words = (text: string): readonly RichTextNode[] => (text === '' ? [] : [{ type: 'text', text }]);
const h = (text: string): RichTextNode => ({ type: 'heading', attrs: { level: 2 }, content: words(text) });
const p = (text = ''): RichTextNode => ({ type: 'paragraph', ...(text !== '' && { content: words(text) }) });
const doc = (...content: readonly RichTextNode[]): RichText => ({ type: 'doc', content });

function point(kind: PointKind, text = '', ...parts: readonly RichTextNode[]): RichTextNode {
  return { type: 'point', attrs: { ...POINT_ATTRS, kind }, content: [p(text), ...parts] };
}

const why: RichTextNode = { type: 'detail', attrs: { role: 'why' } };
const line = (label: string): RichTextNode => ({
  type: 'paragraph',
  content: [
    { type: 'text', text: `${label}:`, marks: [{ type: 'bold' }] },
    { type: 'text', text: ' ' },
  ],
});

function present({ people }: TemplateFacts): RichTextNode {
  const label = line('Present');
  return { ...label, content: [...(label.content ?? []), ...words(people.join(', '))] };
}

/** Headings grow long and are read in outlines: the whole question stands in its point anyway. */
const MAX_HEADING = 90;

function shortened(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length <= MAX_HEADING ? first : `${first.slice(0, MAX_HEADING).replace(/\s+\S*$/, '')}…`;
}

/** A section for each question, with the question’s post cited; without numbered questions three sections to fill in. [TM10] */
function chatByQuestions({ posts, nameOf }: TemplateFacts): RichText {
  const { moderator, groups } = groupByQuestion(posts);
  const opening = moderator === null ? p() : p(`Questions asked by ${nameOf(moderator)}.`);
  if (groups.length === 0) {
    return doc(
      h('Key takeaways'),
      point('takeaway'),
      h('Q1'),
      point('takeaway'),
      h('Q2'),
      point('takeaway'),
      h('Q3'),
      point('takeaway'),
      h('Still open'),
      point('question'),
    );
  }
  const sections = groups.flatMap(({ number, question, text }): RichTextNode[] => {
    const post = posts.find((one) => one.id === question?.id);
    const title = text === '' ? `Q${String(number)}` : `Q${String(number)}: ${shortened(text)}`;
    if (post === undefined) return [h(title), point('takeaway')];
    const cite = citeWhole({ id: post.id, seen: textMark(post.text), label: post.label });
    return [h(title), point('question', text, cite), point('takeaway')];
  });
  return doc(opening, h('Key takeaways'), point('takeaway'), ...sections, h('Still open'), point('question'));
}

export const BUILT_IN_TEMPLATES: readonly BuiltInTemplate[] = [
  {
    id: 'meeting',
    name: 'Meeting recap',
    description: 'Decisions, who does what until when, what is open.',
    make: (facts) =>
      doc(
        present(facts),
        h('Key takeaways'),
        point('takeaway'),
        h('Decisions'),
        point('decision', '', why),
        h('Actions'),
        point('action'),
        h('Open questions'),
        point('question'),
      ),
  },
  {
    id: 'chat',
    name: 'Chat by questions',
    description: 'A section for each Q1, Q2, Q3, the question cited.',
    make: chatByQuestions,
  },
  {
    id: 'call',
    name: 'Community call',
    description: 'By topic: key points, decisions, the next call.',
    make: (facts) =>
      doc(
        present(facts),
        line('Notes by'),
        h('First topic'),
        p(),
        point('takeaway'),
        point('decision', '', why),
        h('Second topic'),
        p(),
        point('takeaway'),
        h('Actions'),
        point('action'),
        h('Next call'),
        p(),
      ),
  },
  {
    id: 'forum',
    name: 'Forum thread',
    description: 'Consensus, what is unresolved, the arguments.',
    make: () =>
      doc(
        h('In short'),
        p(),
        h('Consensus'),
        point('takeaway'),
        h('Unresolved'),
        point('question'),
        h('Arguments'),
        point('quote'),
        h('Sources'),
        point('source'),
      ),
  },
  {
    id: 'decision',
    name: 'Decision record',
    description: 'The question, the options, why, and what follows.',
    make: () =>
      doc(
        h('The question'),
        p(),
        h('Options'),
        point('takeaway'),
        point('takeaway'),
        h('Decision'),
        point('decision', '', why),
        h('What follows'),
        point('action'),
        h('When we look at it again'),
        p(),
      ),
  },
  {
    id: 'retrospective',
    name: 'Retrospective',
    description: 'What went well, what did not, and what we try next.',
    make: () =>
      doc(
        h('What went well'),
        point('takeaway'),
        h('What did not'),
        point('takeaway'),
        h('What puzzles us'),
        point('question'),
        h('What we try next'),
        point('action'),
      ),
  },
  {
    id: 'study',
    name: 'Study group',
    description: 'What was read, passages that stayed, questions.',
    make: (facts) =>
      doc(
        present(facts),
        h('What we read'),
        point('source'),
        h('What we understood'),
        point('takeaway'),
        h('Passages'),
        point('quote'),
        h('For next time'),
        point('question'),
      ),
  },
];
