import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';
import type { Waiting } from './use-waiting';

export function WaitingLine({ words, share, stop }: Waiting) {
  const percent = Math.round(share * 100);
  return (
    <div className="imp-waiting">
      <p role="status">{words}</p>
      <ProgressBar label={words} done={percent} all={100} words={`${String(percent)} %`} />
      <Button look="link" onClick={stop}>
        Stop
      </Button>
    </div>
  );
}
