/** What the recap knows of people: stances, who wrote what, contributors; their buttons and their commands. */
import { Highlighter, Users } from 'lucide-react';
import { type Ref, useImperativeHandle, useMemo } from 'react';
import type { Stance } from '../../../shared/model/discussion-parts';
import { stanceOf, stancesOn } from '../../../shared/recap/stances';
import type { Discussion } from '../../notebook/types';
import { IconButton } from '../../ui/button';
import { createStore, type ReadableValue, type Store, useReadable } from '../../ui/store';
import { notify } from '../../ui/toast';
import { type AuthorshipView, useAuthorship } from './authorship';
import { Contributors } from './contributors';
import { openStancesOf, Stances, type StanceView, useStances } from './stances';
import { STANCE_WORDS } from './stances-popover';
import type { PointSlots } from './use-point-host';

/** What commands do with people, from outside. */
export interface PeopleCommands {
  /** Sets this person's stance on the point with the caret. */
  stance(stance: Stance): void;
  /** Opens the stances of the point with the caret. */
  stances(): void;
  whoWroteWhat(): void;
  contributors(): void;
}

export interface RecapPeople {
  readonly stances: StanceView;
  readonly authorship: AuthorshipView;
  readonly contributors: Store<Element | null>;
  /** For screen readers: what a command just did. */
  readonly said: Store<string>;
  readonly slots: ReadableValue<PointSlots>;
}

export function usePeople(
  discussion: Discussion,
  slots: ReadableValue<PointSlots>,
  ref: Ref<PeopleCommands> | undefined,
): RecapPeople {
  const stances = useStances(discussion);
  const authorship = useAuthorship(discussion);
  const contributors = useMemo(() => createStore<Element | null>(null), []);
  const said = useMemo(() => createStore(''), []);
  const people = useMemo(
    () => ({ stances, authorship, contributors, said, slots }),
    [stances, authorship, contributors, said, slots],
  );
  useImperativeHandle(ref, () => commands(discussion, people), [discussion, people]);
  return people;
}

function commands(discussion: Discussion, people: RecapPeople): PeopleCommands {
  const { parts } = discussion;
  /** The point with the caret, or the one whose controls have the focus. */
  const point = (): string | null => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-region="recap"] [data-point]')?.dataset.point;
    const found = focused ?? people.authorship.editor()?.point() ?? null;
    if (found === null || found === '') {
      notify({ tone: 'info', title: 'Put the caret in a point first', detail: 'A stance is about one point.' });
      return null;
    }
    return found;
  };
  return {
    stance(stance) {
      const id = point();
      if (id === null) return;
      const mine = stanceOf(stancesOn(people.stances.index.get(), id), parts.me.id);
      parts.setStance(id, stance, mine?.reason ?? '');
      // The line below the point shows it; a notice would cover what was read.
      people.said.set(`Your stance on this point: ${STANCE_WORDS[stance].toLowerCase()}`);
    },
    stances() {
      const id = point();
      if (id !== null) openStancesOf(id, people.slots, people.stances);
    },
    whoWroteWhat: () => people.authorship.shown.update((now) => !now),
    contributors: () => people.contributors.set(document.querySelector('.rec-contributors')),
  };
}

interface PeopleToolsProps {
  readonly people: RecapPeople;
  readonly keys: string;
}

/** The buttons in the head of the recap. */
export function PeopleTools({ people, keys }: PeopleToolsProps) {
  const { authorship, contributors } = people;
  const shown = useReadable(authorship.shown);
  const open = useReadable(contributors) !== null;
  return (
    <>
      <IconButton
        label="Who wrote what"
        className="rec-who"
        aria-pressed={shown}
        aria-keyshortcuts={keys.replaceAll(' ', '+').replace('Ctrl', 'Control')}
        onClick={() => authorship.shown.set(!shown)}
      >
        <Highlighter size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Contributors"
        className="rec-contributors"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={(event) => contributors.set(event.currentTarget)}
      >
        <Users size={16} aria-hidden="true" />
      </IconButton>
    </>
  );
}

/** What lies in and over the page. */
export function PeopleLayers({
  discussion,
  people,
}: {
  readonly discussion: Discussion;
  readonly people: RecapPeople;
}) {
  const anchor = useReadable(people.contributors);
  const said = useReadable(people.said);
  return (
    <>
      <p className="sr-only" role="status">
        {said}
      </p>
      <Stances discussion={discussion} slots={people.slots} view={people.stances} />
      {anchor !== null && (
        <Contributors
          discussion={discussion}
          authorship={people.authorship}
          anchor={anchor}
          onClose={() => people.contributors.set(null)}
        />
      )}
    </>
  );
}
