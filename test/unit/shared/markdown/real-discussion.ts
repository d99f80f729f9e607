/** The real discussion of test/fixtures, recapped: what the example in README.md is exported from. */
import { readFileSync } from 'node:fs';
import { splitText, toNewPosts } from '../../../../shared/import';
import { plainText } from '../../../../shared/markdown';
import type { ExportDocument, ExportPost } from '../../../../shared/model/export-document';
import { textMark } from '../../../../shared/model/point';
import { agreed, answeredBy, cite, credited, detail, doc, h, p, point } from './build';

const TEXT = 'test/fixtures/smchat-discussion.txt';
/** The text has no times: the discussion was imported on the day after the chat. */
const MADE = Date.UTC(2009, 7, 13, 8, 30);
const minutes = (count: number): number => MADE + count * 60_000;

const RENEE = 'a1c4';
const CHRIS = 'b7e2';

function postsOf(): ExportPost[] {
  const draft = splitText(readFileSync(TEXT, 'utf8'));
  const posts = toNewPosts(draft, { withRecap: false });
  // The opening post says whose the next one is.
  const names = posts.map(({ authorName }, index) => authorName ?? (index === 1 ? 'Renee' : 'Unknown'));
  return posts.map(({ body, createdAt }, index) => ({
    id: `p${index + 1}`,
    author: names[index] ?? '',
    authorName: names[index] ?? '',
    createdAt,
    editedAt: null,
    replyTo: [6, 7].includes(index) ? `p${index}` : index === 10 ? 'p10' : null,
    deleted: false,
    body,
  }));
}

export function realDiscussion(): ExportDocument {
  const posts = postsOf();
  const from = (number: number, passage = '', more: Record<string, unknown> = {}) => {
    const text = plainText(posts[number - 1]?.body ?? doc());
    if (!text.includes(passage)) throw new Error(`post ${number} does not say ${passage}`);
    return cite(`p${number}`, posts[number - 1]?.authorName ?? '', { passage, seen: textMark(text), ...more });
  };
  const source = (id: string, author: string, title: string, note: string) =>
    point('source', { id, author }, p(title), detail('note', note));
  const recap = doc(
    p('The weekly #smchat of 12 August 2009: social media as an enabler of collaboration.'),
    h(1, 'What we learned'),
    point(
      'takeaway',
      { id: 't1' },
      p('Start with the one group that gives and takes the most, and make others want to be part of it.'),
      from(2, 'Make it cool to share.'),
    ),
    point(
      'takeaway',
      { id: 't2' },
      p('Find a small crew of “silo straddlers” and begin with them: they carry it into the other groups.'),
      from(2, 'silo straddlers'),
      from(4, 'the lookout for silo straddlers'),
      credited(CHRIS, 'Chris'),
    ),
    point(
      'quote',
      { id: 'q1' },
      p('Out beyond ideas of right and wrong, there is a field. Meet me there.'),
      from(10, 'Out beyond ideas of right and wrong, there is a field. Meet me there.'),
    ),
    h(1, 'What we agreed'),
    point(
      'decision',
      { id: 'd1' },
      p('We learn by doing, in pilots, rather than by official training.'),
      detail('why', 'Early wins gain the support of management.'),
      agreed(RENEE, 'Renee'),
      from(2, 'get in there and learn by doing'),
    ),
    point(
      'question',
      { id: 'k1' },
      p('Do people learn more by doing, or in training?'),
      detail('answer', 'A mix of the two works best.'),
      answeredBy('p8', 'Unknown'),
    ),
    h(1, 'What is next'),
    point(
      'action',
      { id: 'a1', owner: RENEE, ownerName: 'Renee', due: '2009-09-01' },
      p('Write down how to run a two-hour introduction to blogs, microblogs and wikis'),
      from(6, '2 hour introductory seminars'),
    ),
    point(
      'question',
      { id: 'k2' },
      p('Who knows other sources on changing the culture of an organisation?'),
      from(3, 'Anyone know other good sources'),
    ),
    h(1, 'Sources'),
    source('s1', 'R. M. Kanter', 'Change Masters', 'Silos and building consensus.'),
    source('s2', 'M. Gladwell', 'The Tipping Point', 'The role of the connector.'),
    source('s3', 'D. Goleman', 'Primal Leadership', 'Relationships, and what leading takes.'),
    source('s4', 'S. M. R. Covey', 'Speed of Trust', 'The psychology of trust.'),
  );
  const stance = { point: 'd1', at: minutes(40) };
  return {
    id: '5f1c8f7e',
    title: 'Cultures of collaboration',
    notebookName: 'SMCHAT',
    status: 'finished',
    createdAt: MADE,
    participants: ['Unknown', 'Renee', 'Chris'],
    contributors: ['Renee', 'Chris'],
    posts,
    recap,
    parts: {
      stances: [
        { ...stance, person: RENEE, name: 'Renee', stance: 'agree', reason: '' },
        {
          ...stance,
          person: CHRIS,
          name: 'Chris',
          stance: 'unsure',
          reason: 'The introductions seem to work:\none or two of each group take a tool on.',
        },
      ],
      aside: [{ post: 'p5', person: RENEE, name: 'Renee', reason: 'thanks only', at: minutes(20) }],
      reactions: [{ post: 'p10', person: CHRIS, name: 'Chris', emoji: '👍', at: minutes(25) }],
      signoffs: [{ person: RENEE, name: 'Renee', at: minutes(60), version: '1', changed: false }],
      recaps: [],
      finished: { person: RENEE, name: 'Renee', at: minutes(60) },
    },
  };
}
