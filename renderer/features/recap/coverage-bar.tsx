/** The foot of the recap: how much of the discussion is in it, and the way to what is missing. */
import { type Coverage, coverageWords } from '../../../shared/recap/coverage';
import type { Discussion } from '../../notebook/types';
import { Button } from '../../ui/button';
import { type ReadableValue, useReadable } from '../../ui/store';
import { listNames } from '../../ui/words';
import './coverage-bar.css';

export interface CoverageBarProps {
  readonly discussion: Discussion;
  readonly coverage: ReadableValue<Coverage>;
  readonly onShowMissing: () => void;
}

export function CoverageBar({ discussion, coverage: source, onShowMissing }: CoverageBarProps) {
  const coverage = useReadable(source);
  const { total, covered, aside, missing, unheard } = coverage;
  if (total === 0) return null;
  const words = coverageWords(coverage);
  const names = unheard.map((person) => discussion.parts.person(person).name);
  return (
    <footer className="cover-foot">
      <div className="cover">
        <div
          className="cover-bar"
          role="progressbar"
          aria-label="Posts in the recap"
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={covered}
          aria-valuetext={words}
        >
          <i style={{ width: `${String((covered / total) * 100)}%` }} />
          <i className="cover-aside" style={{ width: `${String((aside / total) * 100)}%` }} />
        </div>
        <p className="cover-words" title={names.length === 0 ? undefined : `Not heard yet: ${names.join(', ')}`}>
          {words}
          {names.length > 0 && <span className="sr-only">: {listNames(names, 8)}</span>}
        </p>
        {missing.length > 0 && (
          <Button look="link" className="cover-show" onClick={onShowMissing}>
            Show what is missing
          </Button>
        )}
      </div>
    </footer>
  );
}
