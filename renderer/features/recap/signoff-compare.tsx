/** What changed in the recap since somebody signed it off. */
import { useMemo } from 'react';
import type { Change } from '../../../shared/recap/versions';
import { changesSince, signedBlocks, wordChanges } from '../../../shared/recap/versions';
import type { ParticipantId } from '../../../shared/util/brand';
import type { Discussion } from '../../notebook/types';
import { Button } from '../../ui/button';
import { momentWords } from '../../ui/date-words';
import { Dialog } from '../../ui/dialog';
import { useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { CHANGE_WORDS } from './finish-words';

export interface SignoffCompareProps {
  readonly discussion: Discussion;
  readonly since: ParticipantId;
  readonly onShowPoint: (id: string) => void;
  readonly onClose: () => void;
}

export function SignoffCompare({ discussion, since, onShowPoint, onClose }: SignoffCompareProps) {
  const { parts } = discussion;
  const content = useReadable(parts.ours.content);
  const signoff = useReadable(parts.signoffs).find((one) => one.person === since);
  const me = since === parts.me.id;
  const changes = useMemo(() => {
    const before = signoff === undefined ? null : parts.ending.signedBlocks(signoff.version);
    return before === null ? null : changesSince(before, signedBlocks(content));
  }, [signoff, parts, content]);
  const who = me ? 'you' : parts.person(since).name;
  return (
    <Dialog
      wide
      fit
      title={`Changed since ${who} signed off`}
      lede={
        signoff === undefined
          ? 'The sign-off was taken back.'
          : `${me ? 'You' : who} signed off ${momentWords(signoff.at, Date.now())}. ${changes === null ? '' : told(changes.length)}`
      }
      onClose={onClose}
      footer={
        me && signoff !== undefined ? (
          <>
            <Button onClick={onClose}>Not now</Button>
            <Button
              look="primary"
              onClick={() => {
                parts.ending.signOff(true);
                onClose();
              }}
            >
              Sign off as it is now
            </Button>
          </>
        ) : undefined
      }
    >
      {changes === null ? (
        <p className="sig-none">What it said then was not kept, so only the fact that it changed can be told.</p>
      ) : (
        <ol className="sig-changes">
          {changes.map((change, place) => (
            <li key={`${change.kind} ${change.id} ${String(place)}`} className="sig-change" data-kind={change.kind}>
              <span className="sig-kind">{CHANGE_WORDS[change.kind]}</span>
              <ChangedText change={change} />
              {change.id !== '' && (
                <Button
                  look="link"
                  className="fin-link"
                  onClick={() => {
                    onClose();
                    onShowPoint(change.id);
                  }}
                >
                  Show in the recap
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function told(amount: number): string {
  return amount === 0 ? 'Its words are the same; only their form differs.' : `${count(amount, 'place')} changed since.`;
}

function ChangedText({ change }: { readonly change: Change }) {
  const { kind, before, after } = change;
  if (kind === 'removed') return <del className="sig-text">{before || 'An empty block'}</del>;
  if (kind === 'added') return <ins className="sig-text">{after || 'An empty block'}</ins>;
  if (kind === 'moved') return <p className="sig-text">{after}</p>;
  if (before === after) return <p className="sig-text">{after} (its form or its sources changed)</p>;
  return (
    <p className="sig-text">
      {wordChanges(before, after).map(({ kind: how, text }, place) => {
        const key = `${how} ${String(place)}`;
        if (how === 'added') return <ins key={key}>{text}</ins>;
        if (how === 'removed') return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}
