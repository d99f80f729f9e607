/** The first step of the way to the end: what the recap lacks, each a way to the place. */
import { useMemo } from 'react';
import { plainText } from '../../../shared/markdown';
import type { RecapPoint } from '../../../shared/model/point';
import type { Coverage } from '../../../shared/recap/coverage';
import { amountMissing, type Missing, missingIn } from '../../../shared/recap/finishing';
import { isBlankRecap } from '../../../shared/recap/templates';
import type { PostId } from '../../../shared/util/brand';
import type { Discussion, Post } from '../../notebook/types';
import { type ReadableValue, useReadable } from '../../ui/store';
import { count, listNames } from '../../ui/words';
import { blankWords, lacksWords, lineOf } from './finish-words';

export interface MissingFacts {
  readonly missing: Missing;
  readonly amount: number;
  readonly posts: readonly Post[];
  /** Nothing is written in our recap. */
  readonly isEmpty: boolean;
}

export function useMissing(discussion: Discussion, coverage: ReadableValue<Coverage>): MissingFacts {
  const posts = useReadable(discussion.posts);
  const ours = useReadable(discussion.parts.ours.points);
  const covered = useReadable(coverage);
  const isEmpty = isBlankRecap(useReadable(discussion.parts.ours.content));
  return useMemo(() => {
    const missing = missingIn(covered, ours);
    const without = new Set(covered.missing);
    return { missing, amount: amountMissing(missing), posts: posts.filter((post) => without.has(post.id)), isEmpty };
  }, [posts, ours, covered, isEmpty]);
}

interface Row {
  readonly key: string;
  readonly lead: string;
  readonly text: string;
  readonly note?: string;
  readonly go: () => void;
}

export interface FinishMissingProps {
  readonly discussion: Discussion;
  readonly facts: MissingFacts;
  readonly onShowPost: (post: PostId) => void;
  readonly onShowPoint: (id: string) => void;
}

export function FinishMissing({ discussion, facts, onShowPost, onShowPoint }: FinishMissingProps) {
  const { missing, amount, posts } = facts;
  const { parts } = discussion;
  const unheard = missing.people.map((person) => parts.person(person).name);
  const pointRow = (point: RecapPoint, note?: string): Row => ({
    key: `${point.id} ${String(point.index)}`,
    lead: '',
    text: lineOf(point.text) || blankWords(point),
    note,
    go: () => onShowPoint(point.id),
  });
  if (amount === 0) {
    return <p className="fin-good">{goodWords(discussion)}</p>;
  }
  return (
    <>
      <p className="fin-lede">It is yours to decide what matters. Go to a place by its line; the list stays open.</p>
      <Group
        title={`${count(posts.length, 'post')} not in the recap`}
        note={unheard.length === 0 ? undefined : `Not heard at all: ${listNames(unheard)}`}
        rows={posts.map((post) => ({
          key: post.id,
          lead: post.author.name,
          text: lineOf(plainText(post.body)) || 'A picture',
          go: () => onShowPost(post.id),
        }))}
      />
      <Group
        title={`${count(missing.actions.length, 'action')} without who or when`}
        rows={missing.actions.map(({ point, lacks }) => pointRow(point, lacksWords(lacks)))}
      />
      <Group
        title={`${count(missing.questions.length, 'question')} without an answer`}
        rows={missing.questions.map((point) => pointRow(point))}
      />
      <Group
        title={`${count(missing.decisions.length, 'decision')} without who agreed`}
        rows={missing.decisions.map((point) => pointRow(point))}
      />
      <Group
        title={`${count(missing.blank.length, 'point')} still empty`}
        rows={missing.blank.map((point) => pointRow(point))}
      />
    </>
  );
}

function goodWords({ posts, parts }: Discussion): string {
  const points = parts.ours.points.get().length;
  if (posts.get().length === 0 && points === 0) return 'Nobody has written anything yet: no posts, and no points.';
  const said = 'Every post is in the recap or set aside';
  return points === 0 ? `${said}. It has no points.` : `${said}, and every action, question and decision is complete.`;
}

/** More rows than this are folded away behind their heading at first. */
const FEW = 5;

function Group({
  title,
  note,
  rows,
}: {
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly Row[];
}) {
  if (rows.length === 0) return null;
  return (
    <details className="fin-group" open={rows.length <= FEW ? true : undefined}>
      <summary>
        <span className="fin-group-title">{title}</span>
        {note !== undefined && <span className="fin-note">{note}</span>}
      </summary>
      <ul className="fin-rows">
        {rows.map((row) => (
          <li key={row.key}>
            <button type="button" className="fin-row" onClick={row.go}>
              {row.lead !== '' && <span className="fin-lead">{row.lead}</span>}
              <span className="fin-text">{row.text}</span>
              {row.note !== undefined && <span className="fin-note">{row.note}</span>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
