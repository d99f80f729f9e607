import { useMemo } from 'react';
import type { BackChange, BackChoice } from '../../../shared/back-in';
import { factWords } from '../../../shared/recap/block-words';
import { wordChanges } from '../../../shared/recap/versions';
import { Select } from '../../ui/select';
import { type ChangeSource, choiceWords, kindWords, refusedWords, thingWords } from './change-words';

export interface ChangeRowProps {
  readonly change: BackChange;
  readonly choice: BackChoice;
  readonly number: number;
  readonly onChoice: (choice: BackChoice) => void;
  /** What it comes back from; a file when it is not said. */
  readonly from?: ChangeSource;
}

/** One change: what it is, its words before and after, and what is to become of it. */
export function ChangeRow({ change, choice, number, onChoice, from = 'file' }: ChangeRowProps) {
  const kind = kindWords(change, from);
  const name = `${thingWords(change)}, ${kind.toLowerCase()}`;
  return (
    <li className="back-change" data-kind={change.kind} data-choice={choice}>
      <div className="back-head">
        <span className="back-kind">{kind}</span>
        <span className="back-thing">{thingWords(change)}</span>
        {change.refused === null && (
          <Select
            className="back-choice"
            label={`Change ${String(number)}: ${name}`}
            value={choice}
            options={choiceWords(change, from)}
            onChange={onChoice}
          />
        )}
      </div>
      <ChangeText change={change} />
      {change.facts.length > 0 && (
        <ul className="back-facts">
          {change.facts.map(({ fact, before, after }) => (
            <li key={fact}>
              {factWords(fact)}: {before !== '' && <del>{before}</del>} {after === '' ? 'nothing' : <ins>{after}</ins>}
            </li>
          ))}
        </ul>
      )}
      {change.refused !== null && <p className="back-refused">{refusedWords(change)}</p>}
    </li>
  );
}

function ChangeText({ change }: { readonly change: BackChange }) {
  const { kind, before, after, facts } = change;
  const words = useMemo(() => wordChanges(before, after), [before, after]);
  if (kind === 'moved') return <p className="back-text">{after || 'A block without words'}</p>;
  if (after === '' && before !== '') return <del className="back-text">{before}</del>;
  if (before === '') return <ins className="back-text">{after || 'A block without words'}</ins>;
  if (kind === 'both' && before !== after)
    return (
      <dl className="back-two">
        <dt>Here</dt>
        <dd className="back-text">{before}</dd>
        <dt>In the file</dt>
        <dd className="back-text">{after}</dd>
      </dl>
    );
  if (before === after)
    return (
      <p className="back-text">
        {after}
        {facts.length === 0 && <span className="back-form"> (its form or its sources changed)</span>}
      </p>
    );
  return (
    <p className="back-text">
      {words.map(({ kind: how, text }, place) => {
        const key = `${how} ${String(place)}`;
        if (how === 'added') return <ins key={key}>{text}</ins>;
        if (how === 'removed') return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}
