/** Who contributed what to this discussion, in a small window. */
import { useMemo } from 'react';
import * as Y from 'yjs';
import { authoredBlock } from '../../../shared/recap/attribution';
import { type Contribution, contributions } from '../../../shared/recap/contributions';
import { sessionAuthors } from '../../notebook/session-authors';
import type { Discussion } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Popover } from '../../ui/popover';
import { useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import type { AuthorshipView } from './authorship';
import { AuthorName } from './authorship-bar';
import './contributors.css';

interface ContributorsProps {
  readonly discussion: Discussion;
  readonly authorship: AuthorshipView;
  readonly anchor: Element;
  readonly onClose: () => void;
}

export function Contributors({ discussion, authorship, anchor, onClose }: ContributorsProps) {
  const { parts } = discussion;
  const content = useReadable(parts.ours.content);
  const posts = useReadable(discussion.posts);
  const stances = useReadable(parts.stances);
  const people = useReadable(authorship.people);
  const rows = useMemo(() => {
    const authorOf = sessionAuthors(discussion);
    const blocks = parts.ours.fragment.toArray().filter((block) => block instanceof Y.XmlElement);
    // `content` tells when to look again.
    return content === null
      ? []
      : contributions({ blocks: blocks.map((one) => authoredBlock(one, authorOf)), posts, stances });
  }, [discussion, parts, content, posts, stances]);
  return (
    <Popover title="Who contributed what" anchor={anchor} onClose={onClose}>
      {rows.length === 0 && <p className="contributors-none">Nobody has written anything yet.</p>}
      <ul className="contributors">
        {rows.map((row) => {
          const person = parts.person(row.person);
          const author = people.find(({ id }) => id === row.person);
          return (
            <li key={row.person}>
              <Avatar person={person} />
              <span>
                <b>{author === undefined ? person.name : <AuthorName person={author} />}</b>
                <span className="contributors-what">{wordsFor(row)}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Popover>
  );
}

/** `124 words in our recap · 3 points · 5 posts, cited 4 times · 2 stances` */
function wordsFor({ words, points, posts, cited, stances }: Contribution): string {
  const times = cited === 1 ? 'cited once' : `cited ${String(cited)} times`;
  const said = [posts > 0 ? count(posts, 'post') : '', cited > 0 ? times : ''].filter(Boolean).join(', ');
  return [
    words > 0 ? `${count(words, 'word')} in our recap` : '',
    points > 0 ? count(points, 'point') : '',
    said,
    stances > 0 ? count(stances, 'stance') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
