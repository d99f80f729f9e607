/** The versions of a discussion, the newest first, by day. Arrow keys choose. */
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { ListedVersion } from '../../../shared/versions/types';
import { clockWords, type NameOf, titleWords, underWords, versionDays } from './version-words';

export interface VersionListProps {
  /** The oldest first. */
  readonly versions: readonly ListedVersion[];
  readonly chosen: string;
  readonly nameOf: NameOf;
  readonly onChoose: (id: string) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

export function VersionList({ versions, chosen, nameOf, onChoose }: VersionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const days = useMemo(() => versionDays(versions, Date.now()), [versions]);
  const order = useMemo(() => versions.map(({ id }) => id).toReversed(), [versions]);
  useEffect(() => {
    list.current?.querySelector(`[data-version="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  useEffect(() => list.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = order.indexOf(chosen);
    const step = STEPS[event.key];
    const next =
      event.key === 'Home' ? 0 : event.key === 'End' ? order.length - 1 : step === undefined ? null : at + step;
    if (next === null) return;
    event.preventDefault();
    const id = order[Math.min(Math.max(next, 0), order.length - 1)];
    if (id !== undefined) onChoose(id);
  };
  return (
    <div
      ref={list}
      className="ver-list"
      role="listbox"
      aria-label="Versions"
      tabIndex={0}
      aria-activedescendant={chosen === '' ? undefined : `version-${chosen}`}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        const id = (event.target as HTMLElement).closest<HTMLElement>('[data-version]')?.dataset['version'];
        if (event.button === 0 && id !== undefined) onChoose(id);
      }}
    >
      {days.map(({ day, versions: those }) => (
        <div key={day} role="presentation" className="ver-day">
          <p aria-hidden="true">{day}</p>
          {those.map((version) => (
            <Option key={version.id} version={version} day={day} chosen={version.id === chosen} nameOf={nameOf} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly version: ListedVersion;
  readonly day: string;
  readonly chosen: boolean;
  readonly nameOf: NameOf;
}

function Option({ version, day, chosen, nameOf }: OptionProps) {
  const under = underWords(version, nameOf);
  return (
    <div
      id={`version-${version.id}`}
      data-version={version.id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className="ver-option"
    >
      <time>
        <span className="sr-only">{day} </span>
        {clockWords(version.at)}
      </time>
      <b>{titleWords(version, nameOf)}</b>
      {under !== '' && <span>{under}</span>}
    </div>
  );
}
