/** The Connection page: how the meeting with other copies goes, what stands in the way, and other ways to meet. */
import { useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import type { NetworkReport } from '../../../shared/ipc/contract';
import type { ConnectionFacts, Member, SyncState } from '../../sync/types';
import { Avatar } from '../../ui/avatar';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { type ReadableValue, useReadable } from '../../ui/store';
import { Tabs } from '../../ui/tabs';
import { isCalm } from './causes';
import { diagnose } from './diagnosis';
import { OtherWays, type OtherWaysProps } from './other-ways';
import { reportText } from './report-text';
import { routeWords } from './route-words';
import { StepsList } from './steps-list';
import { useNetworkTest } from './use-network-test';
import './connection.css';

export interface ConnectionDialogProps extends OtherWaysProps {
  readonly state: ReadableValue<SyncState>;
  readonly facts: ReadableValue<ConnectionFacts>;
  readonly testNetwork: () => Promise<NetworkReport>;
  /** The same words as in the People panel. */
  readonly words: {
    readonly status: (state: SyncState) => string;
    readonly tone: (status: SyncState['status']) => string;
    readonly member: (member: Member, now: number) => string;
  };
  /** `Recap Notebook 1.0.0 on linux`. */
  readonly app: string;
  readonly copy: (text: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly onClose: () => void;
}

type Tab = 'now' | 'ways';

export function ConnectionDialog(props: ConnectionDialogProps) {
  const state = useReadable(props.state);
  const facts = useReadable(props.facts);
  const [tab, setTab] = useState<Tab>('now');
  const [copied, setCopied] = useState(false);
  const again = useRef<HTMLButtonElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  const possible = state.status.kind !== 'alone' && state.status.kind !== 'offline';
  const { stage, report, error, run } = useNetworkTest(props.testNetwork, possible);
  const diagnosis = diagnose(facts, report, state);
  const { steps, cause } = diagnosis;
  const testing = stage === 'testing';
  const now = Date.now();
  // The cause says the rest.
  const stuck = state.status.kind === 'failed' || state.status.kind === 'outdated';
  const headline = stuck && cause !== null ? 'Cannot connect' : props.words.status(state);
  const told = error === null ? null : describeError(error);

  const copyReport = (): void => {
    const text = reportText(diagnosis, {
      app: props.app,
      now,
      headline,
      people: state.members.map((member) => `${member.name}: ${props.words.member(member, now)}`),
    });
    props.copy(text).then(() => setCopied(true), props.onError);
  };

  return (
    <Dialog
      title="Connection"
      wide
      onClose={props.onClose}
      // What cannot be pressed at all is not where to begin.
      initialFocus={possible ? again : done}
      footer={
        <>
          <Button className="ui-dialog-foot-start" onClick={copyReport}>
            {copied ? 'Copied' : 'Copy report'}
          </Button>
          <Button ref={again} className="con-again" disabled={!possible} aria-disabled={testing} onClick={run}>
            {testing ? 'Testing…' : 'Test again'}
          </Button>
          <Button ref={done} look="primary" onClick={props.onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className="sr-only" role="status">
        {stage === 'testing' && 'Testing the connection.'}
        {stage === 'done' && `The test is done. ${cause === null ? props.words.status(state) : cause.what}`}
        {copied && ' The report was copied.'}
      </p>
      <Tabs
        label="Connection"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: 'now',
            label: 'How it is now',
            content: (
              <div className="con-now">
                <div className={classNames('con-head', cause !== null && !isCalm(cause) && 'con-head-problem')}>
                  <p className={`con-headline con-headline-${props.words.tone(state.status)}`}>{headline}</p>
                  {cause !== null && (
                    <p className="con-cause">
                      <b>{cause.what}</b> {cause.next}
                    </p>
                  )}
                </div>
                {told !== null && <Banner what={told.what} more={told.next} />}
                <People members={state.members} facts={facts} words={props.words} now={now} />
                <StepsList steps={steps} />
              </div>
            ),
          },
          { value: 'ways', label: 'Other ways to meet', content: <OtherWays {...props} /> },
        ]}
      />
    </Dialog>
  );
}

interface PeopleProps extends Pick<ConnectionDialogProps, 'words'> {
  readonly members: SyncState['members'];
  readonly facts: ConnectionFacts;
  readonly now: number;
}

function People({ members, facts, words, now }: PeopleProps) {
  if (members.length === 0) return null;
  return (
    <ul className="con-people" aria-label="People of this notebook">
      {members.map((member) => {
        const route = facts.links.find(({ person }) => person?.id === member.id)?.route ?? null;
        return (
          <li key={member.id} className="con-person">
            <Avatar person={member} />
            <b>{member.name}</b>
            <span className="con-person-when">{words.member(member, now)}</span>
            {route !== null && <span className="con-person-route">{routeWords(route)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
