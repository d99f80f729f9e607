import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Button } from './button';
import { modalViewport } from './modal';
import './dialog.css';
import './waiting-dialog.css';

interface Choice {
  readonly label: string;
  readonly run: () => void;
  /** Something may be lost by it. */
  readonly risky?: boolean;
}

export interface WaitingDialogProps {
  readonly title: string;
  /** What is told changes; it is read out politely. */
  readonly lines: readonly string[];
  /** Has the focus at first, and is what Escape does. */
  readonly stay: Choice;
  readonly leave: Choice;
}

/** Says what is waited for, over everything else. A click beside it does nothing: it goes when it is over, or with one of the two. */
export function WaitingDialog({ title, lines, stay, leave }: WaitingDialogProps) {
  return (
    <BaseAlert.Root open onOpenChange={(open) => !open && stay.run()}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className="ui-dialog-backdrop ui-alert-backdrop" forceRender />
        <BaseAlert.Viewport ref={modalViewport} className="ui-dialog-viewport ui-alert-viewport">
          <BaseAlert.Popup className="ui-dialog ui-dialog-small">
            <BaseAlert.Title className="ui-dialog-title">{title}</BaseAlert.Title>
            <BaseAlert.Description className="ui-dialog-lede ui-waiting-lines" render={<div role="status" />}>
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </BaseAlert.Description>
            <div className="ui-dialog-foot">
              <Button look="primary" onClick={stay.run}>
                {stay.label}
              </Button>
              <Button look={leave.risky === true ? 'danger' : 'plain'} onClick={leave.run}>
                {leave.label}
              </Button>
            </div>
          </BaseAlert.Popup>
        </BaseAlert.Viewport>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
