import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { DialogLayer } from './layer';
import { modalViewport } from './modal';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly lede?: ReactNode;
  readonly wide?: boolean;
  /** With `wide`: no taller than what it holds. */
  readonly fit?: boolean;
  /** As large as the window has room: for a list with what is chosen in it beside. */
  readonly large?: boolean;
  readonly onClose: () => void;
  /** The element to focus first; the first control without it. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

/** A modal dialog that is open as long as it is rendered; focus returns to where it was. */
export function Dialog({
  title,
  lede,
  wide = false,
  fit = false,
  large = false,
  onClose,
  initialFocus,
  footer,
  children,
}: DialogProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="ui-dialog-backdrop" />
        <Base.Viewport ref={modalViewport} className="ui-dialog-viewport">
          <Base.Popup
            className={classNames(
              'ui-dialog',
              wide && 'ui-dialog-wide',
              fit && 'ui-dialog-fit',
              large && 'ui-dialog-large',
            )}
            initialFocus={initialFocus && (() => firstFocus(initialFocus.current))}
          >
            <div className="ui-dialog-head">
              <Base.Title className="ui-dialog-title">{title}</Base.Title>
              <Base.Close render={<Button look="quiet" className="ui-icon-button" aria-label="Close" />}>
                <X size={16} aria-hidden="true" />
              </Base.Close>
            </div>
            {lede !== undefined && <Base.Description className="ui-dialog-lede">{lede}</Base.Description>}
            <div className="ui-dialog-body">
              <DialogLayer>{children}</DialogLayer>
            </div>
            {footer !== undefined && <div className="ui-dialog-foot">{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** A control that waits for something cannot take the focus: then it is the first that can. */
const firstFocus = (wanted: HTMLElement | null): HTMLElement | true =>
  wanted === null || wanted.matches(':disabled') ? true : wanted;

export interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, text, confirm, onConfirm, onClose }: ConfirmProps) {
  return (
    <BaseAlert.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className="ui-dialog-backdrop ui-alert-backdrop" forceRender />
        <BaseAlert.Viewport ref={modalViewport} className="ui-dialog-viewport ui-alert-viewport">
          <BaseAlert.Popup className="ui-dialog ui-dialog-small">
            <BaseAlert.Title className="ui-dialog-title">{title}</BaseAlert.Title>
            <BaseAlert.Description className="ui-dialog-lede">{text}</BaseAlert.Description>
            <div className="ui-dialog-foot">
              <BaseAlert.Close render={<Button>Cancel</Button>} />
              <Button
                look="danger"
                onClick={() => {
                  onConfirm();
                  onClose();
                }}
              >
                {confirm}
              </Button>
            </div>
          </BaseAlert.Popup>
        </BaseAlert.Viewport>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
