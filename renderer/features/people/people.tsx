/** Who is here, and how the meeting with the other copies goes. */
import { useEffect, useState } from 'react';
import type { Participant, Readable } from '../../notebook/types';
import type { Member, SyncState } from '../../sync/types';
import { AvatarStack } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { useReadable } from '../../ui/store';
import { Switch } from '../../ui/switch';
import { hereWords, memberWords, progressOf, statusTone, statusWords } from './status-words';
import './people.css';

/** The Connection page has them all; the library needs the room. */
const MOST_AWAY = 3;
const TELL_MS = 30_000;

export interface PeopleProps {
  readonly me: Participant;
  readonly sync: Readable<SyncState>;
  readonly shared: boolean;
  readonly offline: boolean;
  readonly onShare: () => void;
  readonly onJoin: () => void;
  readonly onConnection: () => void;
  readonly onOffline: (offline: boolean) => void;
}

export function People(props: PeopleProps) {
  const state = useReadable(props.sync);
  const { status, people, members } = state;
  const progress = progressOf(status);
  const isInFolder = status.kind === 'alone' && status.inFolder === true;
  const away = members.filter(({ presence }) => presence === 'away').slice(0, MOST_AWAY);
  return (
    <section className="ppl" aria-label="People" data-region="people" tabIndex={-1}>
      {progress !== null && (
        <div
          className="ppl-progress"
          role="progressbar"
          aria-label="Discussions received"
          aria-valuemin={0}
          aria-valuemax={progress.all}
          aria-valuenow={progress.done}
          aria-valuetext={progress.words}
        >
          <span style={{ inlineSize: `${String((100 * progress.done) / Math.max(1, progress.all))}%` }} />
        </div>
      )}
      <div className="ppl-here">
        <AvatarStack people={[props.me, ...people]} most={4} />
        <b>{hereWords(people)}</b>
        <Button look="link" className="ppl-connection" onClick={props.onConnection}>
          Connection…
        </Button>
      </div>
      <div className={classNames('ppl-status', `ppl-status-${statusTone(status)}`)}>
        <p role="status">{statusWords(state)}</p>
        {progress !== null && <span aria-hidden="true">{progress.words}</span>}
      </div>
      {(props.shared || isInFolder) && away.length > 0 && <Away members={away} />}
      {props.shared && <Switch label="Work offline" checked={props.offline} onChange={props.onOffline} />}
      <div className="ppl-actions">
        <Button onClick={props.onShare}>Share</Button>
        <Button look="quiet" onClick={props.onJoin}>
          Join notebook
        </Button>
      </div>
    </section>
  );
}

function Away({ members }: { readonly members: readonly Member[] }) {
  const now = useNow();
  return (
    <ul className="ppl-away" aria-label="Not here now">
      {members.map((member) => (
        <li key={member.id}>
          <b>{member.name}</b> · {memberWords(member, now)}
        </li>
      ))}
    </ul>
  );
}

/** Goes on while nothing else happens: minutes are told. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TELL_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, Date.now());
}
