/** The discussion that every new notebook starts with: it teaches by being used, and can be thrown away. */
import type { RichText } from '../../../shared/model/rich-text';
import type { NewPost } from '../../notebook/types';
import { bullets, doc, h, p, quote, tasks } from './rich';

const GUIDE = 'Recap Guide';
const MINUTE = 60_000;

export interface Sample {
  readonly title: string;
  readonly posts: readonly NewPost[];
  readonly recap: RichText;
}

/** @param now milliseconds since 1970; the posts are a few minutes older, in order */
export function sampleDiscussion(now: number, mac: boolean): Sample {
  const mod = mac ? '⌘' : 'Ctrl';
  const bodies = [
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
      quote('A good recap is short enough to be read, and complete enough that nobody has to read the rest.'),
      p('I have started one. Put the caret in it and go on. There is nothing to save, ever.'),
    ),
    doc(
      p(
        '**Not alone?** Press *Share* at the bottom left and send the link to the others. While your copies can reach each other, everybody’s words arrive by themselves; on a train without a network you simply go on writing, and the copies meet again later.',
      ),
      p('When the recap is done, *Finish* marks the discussion, and *Export* gives you all of it as Markdown.'),
    ),
  ];
  return {
    title: 'Start here: how a recap comes about',
    posts: bodies.map((body, place) => ({
      body,
      authorName: GUIDE,
      createdAt: now - (bodies.length - place) * 3 * MINUTE,
    })),
    recap: doc(
      h(1, 'How a recap comes about'),
      p('What we take away from the first look around.'),
      h(2, 'Key takeaways'),
      bullets('Talk in the middle, write together on the right.', 'Everything is stored as you type, on this device.'),
      h(2, 'To try'),
      tasks(
        { done: true, text: 'Open the app and read this' },
        { done: false, text: 'Answer one of the posts' },
        { done: false, text: 'Add a takeaway of your own above' },
        { done: false, text: 'Type / on an empty line and look at what there is' },
        { done: false, text: `Press ${mod} N and start a discussion of your own` },
      ),
    ),
  };
}
