/** The discussion that every new notebook starts with: it teaches by being used, and can be thrown away. */
import type { RichText } from '../../../shared/model/rich-text';
import type { NewPost } from '../../notebook/types';
import { bullets, cite, detail, doc, h, p, point, quote, tasks } from './rich';

const GUIDE = 'Recap Guide';
const GOOD_RECAP = 'A good recap is short enough to be read, and complete enough that nobody has to read the rest.';
const MINUTE = 60_000;

export interface Sample {
  readonly title: string;
  readonly posts: readonly NewPost[];
  readonly recap: RichText;
}

/**
 * @param now milliseconds since 1970; the posts are a few minutes older, in order
 * @param newId makes the ids of posts and points, by which they find each other
 */
export function sampleDiscussion(now: number, mac: boolean, newId: () => string = () => crypto.randomUUID()): Sample {
  const mod = mac ? '⌘' : 'Ctrl';
  const posts = [
    doc(
      p(
        'Welcome. This is a **discussion**: people talk here in the middle, and on the right they write down together what they take away from it.',
      ),
      p(
        'Everything you see is a real discussion, so change what you like. When you no longer need it, throw it away: select it in the list and press `Delete`.',
      ),
    ),
    doc(
      p(
        '**Talk here.** Write in the field at the bottom and press `' +
          mod +
          ' Enter`. Point at a post to reply to it; your own ones you can also edit and delete.',
      ),
      p('Posts hold more than plain text. Start a line with one of these and go on typing:'),
      bullets(
        '`#` for a heading, `-` for a list, `1.` for a numbered one',
        '`[ ]` for a task that can be ticked off',
        '`>` for a quote, and three backticks for code',
        '`/` for all of it, tables included',
      ),
      p('Pictures can be pasted or dropped in. They stay with the discussion.'),
    ),
    doc(
      p(
        '**Then write the recap,** in the column to the right. It is not the minutes. It answers one question: *what do we want to remember of this in a year?*',
      ),
      quote(GOOD_RECAP),
      p(
        'A recap is made of **points** beside ordinary text. Press *Add to recap* under a post, or select a few of its words first: that makes a point which remembers where it came from. Try it with this post. The line at the foot of the recap tells what is not in it yet.',
      ),
    ),
    doc(
      p(
        '**Not alone?** Press *Share* at the bottom left and send the link to the others. While your copies can reach each other, everybody’s words arrive by themselves; on a train without a network you simply go on writing, and the copies meet again later.',
      ),
      p(
        'Below each point everybody can agree, disagree or be unsure, and say why. Whoever wants to think alone first starts a recap of their own beside ours, and takes the best of it over.',
      ),
      p(
        'When the recap is done, *Finish* walks through what is missing and open, and *Export* gives you all of it as Markdown.',
      ),
    ),
    doc(
      p(
        'Thanks, that helps! (Not every post needs to be in a recap. Set this one aside: the line at its top right says “not in the recap yet” and asks for a reason.)',
      ),
    ),
  ].map((body, place, all) => ({
    id: newId(),
    body,
    authorName: GUIDE,
    createdAt: now - (all.length - place) * 3 * MINUTE,
  }));
  const [welcome, , writing, together] = posts.map((post) => post.id) as [string, string, string, string];
  return {
    title: 'Start here: how a recap comes about',
    posts,
    recap: doc(
      h(1, 'How a recap comes about'),
      p('What we take away from the first look around.'),
      h(2, 'Key takeaways'),
      point(
        'takeaway',
        newId(),
        'Talk in the middle, write together on the right. Click what is cited below to see where this was said.',
        cite(welcome, GUIDE, 'people talk here in the middle'),
        cite(writing, GUIDE),
      ),
      point(
        'decision',
        newId(),
        'Everything is stored as you type, on this device.',
        detail('why', 'nobody should have to think of saving'),
      ),
      point('quote', newId(), GOOD_RECAP, cite(writing, GUIDE, GOOD_RECAP)),
      h(2, 'Still open'),
      point(
        'question',
        newId(),
        'Do you agree? Press *Agree?* below this line, also to disagree and say why: dissent is kept.',
        cite(together, GUIDE, 'agree, disagree or be unsure'),
      ),
      h(2, 'To try'),
      tasks(
        { done: true, text: 'Open the app and read this' },
        { done: false, text: 'Add a post to the recap, or a few words of it' },
        { done: false, text: 'Take a point by the dots in its margin and drag it elsewhere' },
        { done: false, text: 'Type !! and a space on an empty line, or / to see all there is' },
        { done: false, text: 'Follow “Show what is missing” at the foot, and set the thanks aside' },
        { done: false, text: `Press ${mod} N and start a discussion of your own` },
      ),
    ),
  };
}
