/** Reactions on a post: each emoji with who gave it, and a small board to choose from. */
import { memo, useState } from 'react';
import { type ReactionGroup, type ReactionIndex, reactionsByPost, reactionsOn } from '../../../shared/recap/reactions';
import type { PostId } from '../../../shared/util/brand';
import type { Discussion, DiscussionParts } from '../../notebook/types';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { derivedFrom, useSelected } from '../../ui/derived-store';
import type { ReadableValue } from '../../ui/store';
import { Tooltip } from '../../ui/tooltip';
import { listNames } from '../../ui/words';
import { ReactionBoard } from './reactions-board';
import './reactions.css';

const INDEXES = new WeakMap<DiscussionParts['reactions'], ReadableValue<ReactionIndex>>();

/** One index for all posts of a discussion. */
function indexOf({ parts }: Discussion): ReadableValue<ReactionIndex> {
  const known = INDEXES.get(parts.reactions);
  if (known !== undefined) return known;
  const made = derivedFrom(parts.reactions, reactionsByPost);
  INDEXES.set(parts.reactions, made);
  return made;
}

/** Long lists of people are cut, in the name as on screen. */
const MOST_NAMES = 12;

export const Reactions = memo(function Reactions({
  post,
  discussion,
}: {
  readonly post: PostId;
  readonly discussion: Discussion;
}) {
  const { parts } = discussion;
  const groups = useSelected(indexOf(discussion), (index) => reactionsOn(index, post));
  const [anchor, setAnchor] = useState<Element | null>(null);
  const me = parts.me.id;
  const isMine = (emoji: string): boolean =>
    groups.some((group) => group.emoji === emoji && group.people.some((person) => person === me));
  const toggle = (emoji: string): void => parts.react(post, emoji, !isMine(emoji));
  return (
    <>
      {groups.map((group) => (
        <Reaction key={group.emoji} group={group} parts={parts} mine={isMine(group.emoji)} onToggle={toggle} />
      ))}
      <Button
        look="link"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        React
      </Button>
      {anchor !== null && (
        <ReactionBoard anchor={anchor} isMine={isMine} onToggle={toggle} onClose={() => setAnchor(null)} />
      )}
    </>
  );
});

interface ReactionProps {
  readonly group: ReactionGroup;
  readonly parts: DiscussionParts;
  readonly mine: boolean;
  readonly onToggle: (emoji: string) => void;
}

function Reaction({ group, parts, mine, onToggle }: ReactionProps) {
  const names = group.people.map((person) => (person === parts.me.id ? 'you' : parts.person(person).name));
  const who = listNames(names, MOST_NAMES);
  return (
    <Tooltip text={who}>
      <button
        type="button"
        className={classNames('reaction', mine && 'reaction-mine')}
        aria-pressed={mine}
        aria-label={`${group.emoji} ${String(group.people.length)} by ${who}; press to ${mine ? 'take yours back' : 'add yours'}`}
        onClick={() => onToggle(group.emoji)}
      >
        <span className="reaction-emoji">{group.emoji}</span> {group.people.length}
      </button>
    </Tooltip>
  );
}
