/** The changes of a file or of a version, by where they are, each to be taken or left. */
import { useMemo, useState } from 'react';
import type { BackChange, BackChoice } from '../../../shared/back-in';
import { ChangeRow } from './change-row';
import { type ChangeSource, placeWords } from './change-words';

export interface Choices {
  readonly of: (change: BackChange) => BackChoice;
  /** How many are taken. */
  readonly taken: number;
  /** What becomes of each, by its key. */
  readonly all: () => ReadonlyMap<string, BackChoice>;
  readonly choose: (chosen: readonly (readonly [string, BackChoice])[]) => void;
}

/** What a person chose; of what they did not touch what is best without a word from them. */
export function useChoices(changes: readonly BackChange[]): Choices {
  const [chosen, setChosen] = useState<ReadonlyMap<string, BackChoice>>(new Map());
  const choiceOf = (change: BackChange): BackChoice => chosen.get(change.key) ?? change.otherwise;
  return {
    of: choiceOf,
    taken: changes.filter((change) => choiceOf(change) !== 'leave').length,
    all: () => new Map(changes.map((change) => [change.key, choiceOf(change)])),
    choose: (more) => setChosen(new Map([...chosen, ...more])),
  };
}

export interface ChangeListProps {
  readonly changes: readonly BackChange[];
  readonly choices: Choices;
  readonly me: string;
  /** What it comes back from; a file when it is not said. */
  readonly from?: ChangeSource;
}

export function ChangeList({ changes, choices, me, from }: ChangeListProps) {
  const groups = useMemo(() => {
    const found = new Map<string, BackChange[]>();
    for (const change of changes) found.set(change.where, [...(found.get(change.where) ?? []), change]);
    return [...found];
  }, [changes]);
  let number = 0;
  return groups.map(([where, list]) => (
    <section key={where} className="back-place">
      <h3>{placeWords(list[0] as BackChange, me)}</h3>
      <ol>
        {list.map((change) => {
          number += 1;
          return (
            <ChangeRow
              key={change.key}
              change={change}
              number={number}
              choice={choices.of(change)}
              from={from}
              onChoice={(choice) => choices.choose([[change.key, choice]])}
            />
          );
        })}
      </ol>
    </section>
  ));
}
