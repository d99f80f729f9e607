import { useReadable } from '../ui/store';
import { WaitingDialog } from '../ui/waiting-dialog';
import type { Leaving } from './leaving';
import { riskWords, waitingLines } from './leaving-words';

/** Over everything else: the window closes by itself when all is stored. */
export function LeavingDialog({ leaving }: { readonly leaving: Leaving }) {
  const now = useReadable(leaving.state);
  if (now.kind === 'no') return null;
  const { unsaved, fails, asked } = now;
  if (asked) {
    return (
      <WaitingDialog
        key="asked"
        title="Quit without waiting?"
        lines={[riskWords(unsaved)]}
        stay={{ label: 'Keep waiting', run: leaving.keepWaiting }}
        leave={{ label: 'Quit anyway', run: leaving.quitAnyway, risky: true }}
      />
    );
  }
  const tried = fails ? ['The disk refused it. It is tried again every second.'] : [];
  return (
    <WaitingDialog
      key="saving"
      title="Saving your last words…"
      lines={[...waitingLines(unsaved), ...tried, 'The window closes by itself as soon as that is done.']}
      stay={{ label: 'Go on writing', run: leaving.stay }}
      leave={{ label: 'Quit anyway…', run: leaving.quitAnyway }}
    />
  );
}
