import './progress-bar.css';

export interface ProgressBarProps {
  /** Accessible name. */
  readonly label: string;
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly all: number | null;
  /** How far it is, in words. */
  readonly words: string;
}

export function ProgressBar({ label, done, all, words }: ProgressBarProps) {
  const known = all !== null && all > 0;
  const share = known ? Math.min(1, done / all) : 0;
  return (
    <div
      className="ui-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={known ? all : undefined}
      aria-valuenow={known ? Math.min(done, all) : undefined}
      aria-valuetext={words}
    >
      <span style={{ inlineSize: `${String(100 * share)}%` }} />
    </div>
  );
}
