/** At the foot of the recap: whether it is in review or finished, who signed it off, and what changed since. */
import { type ReactNode, useState } from 'react';
import type { DiscussionStatus } from '../../../shared/model/export-document';
import type { Standing } from '../../../shared/recap/finishing';
import type { ParticipantId } from '../../../shared/util/brand';
import type { Discussion } from '../../notebook/types';
import { Button } from '../../ui/button';
import { momentWords } from '../../ui/date-words';
import { useReadable } from '../../ui/store';
import { leftOutWords, signerWords } from './finish-words';
import { SignoffCompare } from './signoff-compare';
import { useSigning } from './use-signing';

export interface SignoffStripProps {
  readonly discussion: Discussion;
  readonly onShowPoint: (id: string) => void;
  readonly onCarryOver: () => void;
}

/** Nothing as long as the end is far: no review, no sign-off. */
export function SignoffStrip(props: SignoffStripProps) {
  const { status } = useReadable(props.discussion.meta);
  const signoffs = useReadable(props.discussion.parts.signoffs);
  if (status !== 'review' && status !== 'finished' && signoffs.length === 0) return null;
  return <Strip {...props} status={status} />;
}

function Strip({
  discussion,
  status,
  onShowPoint,
  onCarryOver,
}: SignoffStripProps & { readonly status: DiscussionStatus }) {
  const { parts } = discussion;
  const signing = useSigning(discussion);
  const ending = useReadable(parts.ending.state);
  const [compared, setCompared] = useState<ParticipantId | null>(null);
  const earlier = signing.signers.filter((one) => one.standing === 'earlier');
  const first = earlier.find((one) => one.person === parts.me.id) ?? earlier[0];
  return (
    <section className="sig" aria-label="Review and sign-offs">
      <div className="sig-words" role="status">
        {status === 'review' && <InReview asker={ending.review?.by ?? null} nameOf={signing.nameOf} />}
        {status === 'finished' && ending.finished !== null && (
          <>
            <b>
              Finished by {signing.nameOf(ending.finished.by)}, {momentWords(ending.finished.at, Date.now())}.
            </b>{' '}
            {leftOutWords(ending.finished.leftOut)}
            {ending.finished.version !== signing.version && ' Changed since then.'}{' '}
          </>
        )}
        {(status === 'review' || signing.signers.some((one) => one.standing !== 'not')) &&
          signerWords(signing.signers, signing.nameOf)}
      </div>
      <div className="sig-actions">
        {first !== undefined && (
          <Button look="link" className="fin-link" onClick={() => setCompared(first.person)}>
            What changed
          </Button>
        )}
        <SignoffButton discussion={discussion} standing={signing.mine} />
        {status === 'finished' && <Button onClick={onCarryOver}>Carry over…</Button>}
      </div>
      {compared !== null && (
        <SignoffCompare
          discussion={discussion}
          since={compared}
          onShowPoint={onShowPoint}
          onClose={() => setCompared(null)}
        />
      )}
    </section>
  );
}

function InReview(props: {
  readonly asker: ParticipantId | null;
  readonly nameOf: (person: ParticipantId) => string;
}): ReactNode {
  const who = props.asker === null ? '' : props.nameOf(props.asker);
  return (
    <b>{who === '' ? 'In review.' : who === 'you' ? 'You asked for review.' : `${who} asks you to look it over.`} </b>
  );
}

/** Signs this person’s name to the recap as it is now, or takes it back. */
export function SignoffButton({
  discussion,
  standing,
}: {
  readonly discussion: Discussion;
  readonly standing: Standing;
}) {
  const { ending } = discussion.parts;
  if (standing === 'signed') return <Button onClick={() => ending.signOff(false)}>Withdraw</Button>;
  return <Button onClick={() => ending.signOff(true)}>{standing === 'earlier' ? 'Sign again' : 'Sign off'}</Button>;
}
