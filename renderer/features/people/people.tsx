/** Who is here, and how the meeting with the other copies goes. */
import type { Participant, Readable } from '../../notebook/types';
import type { SyncState } from '../../sync/types';
import { AvatarStack } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { useReadable } from '../../ui/store';
import { Switch } from '../../ui/switch';
import { hereWords, statusTone, statusWords } from './status-words';
import './people.css';

export interface PeopleProps {
  readonly me: Participant;
  readonly sync: Readable<SyncState>;
  readonly shared: boolean;
  readonly offline: boolean;
  readonly onShare: () => void;
  readonly onJoin: () => void;
  readonly onOffline: (offline: boolean) => void;
}

export function People(props: PeopleProps) {
  const state = useReadable(props.sync);
  const { status, people } = state;
  return (
    <section className="ppl" aria-label="People" data-region="people" tabIndex={-1}>
      <div className="ppl-here">
        <AvatarStack people={[props.me, ...people]} most={4} />
        <b>{hereWords(people)}</b>
      </div>
      <p className={classNames('ppl-status', `ppl-status-${statusTone(status)}`)} role="status">
        {statusWords(state)}
      </p>
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
