/** The second step: who signed which version, and who has not. */
import { useState } from 'react';
import type { ParticipantId } from '../../../shared/util/brand';
import type { Discussion } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { momentWords } from '../../ui/date-words';
import { STANDING_WORDS } from './finish-words';
import { SignoffCompare } from './signoff-compare';
import { SignoffButton } from './signoff-strip';
import { useSigning } from './use-signing';

export interface FinishReviewProps {
  readonly discussion: Discussion;
  readonly asked: boolean;
  readonly onShowPoint: (id: string) => void;
}

export function FinishReview({ discussion, asked, onShowPoint }: FinishReviewProps) {
  const signing = useSigning(discussion);
  const [compared, setCompared] = useState<ParticipantId | null>(null);
  const { parts } = discussion;
  const now = Date.now();
  return (
    <>
      <p className="fin-lede">
        {asked
          ? 'Everybody who opens the discussion is asked to read the recap and to sign off. You can finish at any time.'
          : 'Ask for review, and everybody who opens the discussion is asked to read the recap and to sign off. Writing goes on as before; later edits say what changed.'}
      </p>
      <ul className="fin-people">
        {signing.signers.map(({ person, standing, at }) => (
          <li key={person} className="fin-person">
            <Avatar person={parts.person(person)} />
            <span className="fin-person-name">{person === parts.me.id ? 'You' : parts.person(person).name}</span>
            <span className="fin-note">
              {STANDING_WORDS[standing]}
              {at === null ? '' : `, ${momentWords(at, now)}`}
            </span>
            {standing === 'earlier' && (
              <Button look="link" className="fin-link" onClick={() => setCompared(person)}>
                What changed<span className="sr-only"> since {parts.person(person).name} signed off</span>
              </Button>
            )}
            {person === parts.me.id && <SignoffButton discussion={discussion} standing={standing} />}
          </li>
        ))}
      </ul>
      {compared !== null && (
        <SignoffCompare
          discussion={discussion}
          since={compared}
          onShowPoint={onShowPoint}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  );
}
