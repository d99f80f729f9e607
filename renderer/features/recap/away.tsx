/** After a time apart: who did what, and the sentences that both sides rewrote. */
import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { groupChanges, groupWords } from '../../../shared/recap/change-groups';
import type { AwayReport, Rewritten } from '../../notebook/since-types';
import type { Discussion } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Button, IconButton } from '../../ui/button';
import { momentWords } from '../../ui/date-words';
import { useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { namesIn, type SinceView } from './since';
import { useFocusAfter } from './use-focus-after';
import './since.css';

interface AwayProps {
  readonly discussion: Discussion;
  readonly view: SinceView;
}

/** @param onClosed the focus is nowhere any more */
export function Away({ discussion, view, onClosed }: AwayProps & { readonly onClosed: () => void }) {
  const report = useReadable(discussion.since.away);
  useFocusAfter(report !== null, onClosed);
  // Another report begins with nothing chosen.
  return report === null ? null : (
    <AwaySummary key={report.since} discussion={discussion} view={view} report={report} />
  );
}

interface SummaryProps extends AwayProps {
  readonly report: AwayReport;
}

/** The text that somebody reads or writes in stays where it is on the screen while the summary comes and goes. */
function useStill() {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const pages = [...(ref.current?.parentElement?.querySelectorAll<HTMLElement>('.rec-doc') ?? [])];
    const height = ref.current?.offsetHeight ?? 0;
    const inUse = pages.filter((page) => page.scrollTop > 0 || page.contains(document.activeElement));
    for (const page of inUse) page.scrollTop += height;
    return () => {
      for (const page of inUse) page.scrollTop -= height;
    };
  }, []);
  return ref;
}

/** A summary of what has been seen since, with nothing left to choose, is over. */
function useEndWhenSeen(view: SinceView, report: AwayReport, end: () => void): void {
  const left = useReadable(view.items).length;
  const had = useRef(false);
  const latest = useRef(end);
  useEffect(() => {
    latest.current = end;
  });
  useEffect(() => {
    if (left > 0) had.current = true;
    else if (had.current && report.rewritten.length === 0) latest.current();
  }, [left, report]);
}

function AwaySummary({ discussion, view, report }: SummaryProps) {
  const { parts, since } = discussion;
  const ref = useStill();
  useEndWhenSeen(view, report, () => since.dismissAway());
  const posts = useReadable(discussion.posts);
  const authors = posts.flatMap(({ id, author }) => (report.posts.includes(id) ? [{ id, author: author.id }] : []));
  const groups = new Map(groupChanges(authors, report.changes).map((group) => [group.person, groupWords(group)]));
  const also = (person: string, words: string): void => {
    groups.set(person, [groups.get(person) ?? '', words].filter((one) => one !== '').join(', '));
  };
  for (const person of new Set(report.stances.map((one) => one.person))) {
    const own = report.stances.filter((one) => one.person === person).length;
    also(person, count(own, 'stance'));
  }
  for (const { person } of report.signoffs) also(person, 'signed off');
  if (report.finishedBy !== null) also(report.finishedBy, 'finished the discussion');
  const moment = momentWords(report.since, Date.now());
  return (
    <section ref={ref} className="away" aria-label="While you were away">
      <div className="away-head">
        <div role="status" className="away-title">
          <h3>While you were away{moment === 'just now' ? '' : `, since ${moment}`}</h3>
        </div>
        <IconButton label="Close the summary" onClick={() => since.dismissAway()}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <ul className="away-people">
        {[...groups].map(([person, words]) => (
          <li key={person}>
            {person !== '' && <Avatar person={parts.person(person)} />}
            <span>
              <b>{person === '' ? 'Somebody' : parts.person(person).name}</b>: {words}
            </span>
          </li>
        ))}
      </ul>
      {report.posts.length + report.changes.length > 0 && (
        <div className="away-acts">
          <Button
            look="primary"
            onClick={() => {
              // The bar of the walk tells the rest; two sentences to choose from stay in sight.
              if (report.rewritten.length === 0) since.dismissAway();
              view.step(1);
            }}
          >
            Walk through
          </Button>
          <Button
            onClick={() => {
              view.acceptAll();
              since.dismissAway();
            }}
          >
            Mark all as seen
          </Button>
        </div>
      )}
      {report.rewritten.map((one) => (
        <Both key={`${one.block} ${String(one.from)}`} discussion={discussion} view={view} one={one} />
      ))}
    </section>
  );
}

type Choice = 'open' | 'mine' | 'theirs' | 'now' | 'gone';

const CHOSEN: Readonly<Record<Exclude<Choice, 'open'>, string>> = {
  mine: 'Yours stands there now. Undo brings back what stood there before.',
  theirs: 'Theirs stands there now. Undo brings back what stood there before.',
  now: 'Kept as it stands.',
  gone: 'It was changed again meanwhile, so nothing was put there. Look at it in the recap.',
};

function Both({ discussion, view, one }: AwayProps & { readonly one: Rewritten }) {
  const [choice, setChoice] = useState<Choice>('open');
  const told = useRef<HTMLParagraphElement>(null);
  const who = one.by.length === 0 ? 'the others' : namesIn(discussion, one.by);
  const choose = (next: 'mine' | 'theirs' | 'now'): void => {
    const put = next === 'now' || view.replaceWords(one.block, one.from, one.now, one[next]);
    setChoice(put ? next : 'gone');
    // The buttons go; the answer takes the focus, so that it is not lost.
    requestAnimationFrame(() => told.current?.focus());
  };
  return (
    <section className="away-both" aria-label="A sentence that both sides rewrote">
      <h4>You and {who} rewrote the same sentence</h4>
      <dl className="away-versions">
        <dt>Before</dt>
        <dd>{one.base === '' ? '(nothing)' : one.base}</dd>
        <dt>Yours</dt>
        <dd>{one.mine === '' ? '(removed)' : one.mine}</dd>
        <dt>Theirs</dt>
        <dd>{one.theirs === '' ? '(removed)' : one.theirs}</dd>
        <dt>Now</dt>
        <dd>{one.now === '' ? '(removed)' : one.now}</dd>
      </dl>
      {choice === 'open' ? (
        <div className="away-acts">
          <Button onClick={() => choose('mine')}>Put yours</Button>
          <Button onClick={() => choose('theirs')}>Put theirs</Button>
          <Button onClick={() => choose('now')}>Keep it as it is now</Button>
        </div>
      ) : (
        <p ref={told} tabIndex={-1} role="status">
          {CHOSEN[choice]}
        </p>
      )}
    </section>
  );
}
