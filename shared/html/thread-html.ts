/** The thread on a page: an article for each post, with what was said about it below. */
import {
  citingPoints,
  oneLine,
  PLAIN_POINTS,
  plainText,
  pointAnchor,
  postAnchor,
  shortQuote,
  THREAD_ANCHOR,
} from '../markdown';
import type { ExportDocument, ExportKind, ExportPost } from '../model/export-document';
import { groupBy } from '../util/group-by';
import { element, type Html, join, LINE, NOTHING, text } from './markup';
import { pageText } from './page-text';
import type { Pictures } from './pictures';
import { nameOf } from './recap-parts';
import { directionOf, moment } from './words';

/** Posts have headings of level 3. */
const POST_TOP = 4;

interface Notes {
  readonly aside: ReadonlyMap<string, ExportDocument['parts']['aside'][number]>;
  readonly reactions: ReadonlyMap<string, ExportDocument['parts']['reactions']>;
  readonly cited: ReturnType<typeof citingPoints>;
}

const line = (kind: string, words: Html): Html => element('p', { class: `line ${kind}` }, words);

function reactionWords(given: ExportDocument['parts']['reactions']): Html {
  const groups = [...groupBy(given, ({ emoji }) => emoji)].map(([emoji, people]) => {
    const names = people.map(({ name }) => nameOf(name)).join(', ');
    return text(`${oneLine(emoji) ?? '?'} ${names}`);
  });
  return join(groups, text(' · '));
}

function below(id: string, { aside, reactions, cited }: Notes): Html[] {
  const given = reactions.get(id) ?? [];
  const points = cited.get(id) ?? [];
  const set = aside.get(id);
  const links = points.map((point) =>
    element('a', { href: `#${pointAnchor(point.id)}` }, text(shortQuote(point.text) || 'a point')),
  );
  const reason = set === undefined ? null : oneLine(set.reason);
  return [
    ...(given.length === 0 ? [] : [line('reactions', reactionWords(given))]),
    ...(links.length === 0 ? [] : [line('cited', join([text('In the recap: '), join(links, text(' · '))]))]),
    ...(set === undefined
      ? []
      : [line('aside', text(`Set aside by ${nameOf(set.name)}${reason === null ? '' : `: ${reason}`}`))]),
  ];
}

function replyLine(target: ExportPost): Html {
  const quote = target.deleted ? '' : shortQuote(plainText(target.body));
  const link = element('a', { href: `#${postAnchor(target.id)}` }, text(oneLine(target.authorName) ?? 'Unknown'));
  return line('reply', join([text('In reply to '), link, text(quote === '' ? '' : `: “${quote}”`)]));
}

function article(post: ExportPost, target: ExportPost | undefined, pictures: Pictures, notes: Notes): Html {
  const anchor = postAnchor(post.id);
  const author = oneLine(post.authorName) ?? 'Unknown';
  const when = moment(post.createdAt);
  const edited = post.deleted ? null : moment(post.editedAt);
  const heading = [
    element('span', { class: 'author' }, text(author)),
    ...(when === null ? [] : [element('a', { class: 'when', href: `#${anchor}` }, when)]),
    ...(edited === null ? [] : [element('span', { class: 'when' }, text('edited '), edited)]),
  ];
  const body = post.deleted
    ? line('deleted', text('This post was deleted.'))
    : pageText(post.body, { pictures, points: PLAIN_POINTS, top: POST_TOP });
  const notesBelow = post.deleted ? [] : below(post.id, notes);
  return element(
    'article',
    { id: anchor, 'aria-labelledby': `${anchor}-by` },
    element('h3', { id: `${anchor}-by`, dir: directionOf(author) }, join(heading, text(' · '))),
    target === undefined ? NOTHING : replyLine(target),
    element('div', { class: 'body' }, body),
    ...(notesBelow.length === 0 ? [] : [element('footer', null, ...notesBelow)]),
  );
}

export function threadSection(document: ExportDocument, kind: ExportKind, pictures: Pictures): Html {
  const byId = new Map(document.posts.map((post) => [post.id, post]));
  const notes: Notes = {
    aside: new Map(document.parts.aside.map((one) => [one.post, one])),
    reactions: groupBy(document.parts.reactions, ({ post }) => post),
    cited: kind === 'discussion' ? citingPoints(document) : new Map(),
  };
  const posts = document.posts.map((post) =>
    article(post, post.replyTo === null ? undefined : byId.get(post.replyTo), pictures, notes),
  );
  return element(
    'section',
    { id: THREAD_ANCHOR, class: 'thread', 'aria-labelledby': 'the-thread-heading' },
    element('h2', { id: 'the-thread-heading' }, text('Thread')),
    LINE,
    posts.length === 0 ? element('p', { class: 'nothing' }, text('There are no posts yet.')) : join(posts, LINE),
  );
}
