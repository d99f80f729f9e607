import type { CSSProperties } from 'react';
import { classNames } from './class-names';
import './avatar.css';

export interface AvatarPerson {
  readonly id: string;
  readonly name: string;
  /** Palette index, 0-based. */
  readonly colour: number;
}

/** The first letter of a name, whole even when it is an emoji or a letter with accents. */
export function initialOf(name: string): string {
  const first = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name.trim())][0]?.segment;
  return (first ?? '?').toLocaleUpperCase();
}

export function personColour(colour: number): string {
  return `var(--p${(colour % 8) + 1})`;
}

export interface AvatarProps {
  readonly person: AvatarPerson;
  readonly large?: boolean;
}

/** Decoration: the name always stands beside it in words. */
export function Avatar({ person, large = false }: AvatarProps) {
  const style: CSSProperties = { background: personColour(person.colour) };
  return (
    <span className={classNames('ui-avatar', large && 'ui-avatar-large')} style={style} aria-hidden="true">
      {initialOf(person.name)}
    </span>
  );
}

export interface AvatarStackProps {
  readonly people: readonly AvatarPerson[];
  /** More than this are told as a number. */
  readonly most?: number;
}

export function AvatarStack({ people, most = 5 }: AvatarStackProps) {
  const shown = people.length > most ? people.slice(0, most - 1) : people;
  const rest = people.length - shown.length;
  return (
    <span className="ui-avatar-stack" title={people.map((person) => person.name).join(', ')}>
      {shown.map((person) => (
        <Avatar key={person.id} person={person} />
      ))}
      {rest > 0 && (
        <span className="ui-avatar ui-avatar-rest" aria-hidden="true">
          +{rest}
        </span>
      )}
    </span>
  );
}
