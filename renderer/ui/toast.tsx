/** Quiet messages at the edge of the window, callable from anywhere in the page. */
import { Toast } from '@base-ui/react/toast';
import type { BaseUIEvent } from '@base-ui/react/types';
import { X } from 'lucide-react';
import type { FocusEvent, MouseEvent } from 'react';
import { Button } from './button';
import { leaveRoomBelow } from './modal';
import './toast.css';

export interface Notice {
  readonly tone: 'info' | 'error';
  readonly title: string;
  readonly detail?: string;
  readonly action?: NoticeAction;
  /** Beside it, when there is one more thing to do. */
  readonly second?: NoticeAction;
  /** Stays until whoever told it takes it away: something is going on. */
  readonly lasting?: true;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

interface Data {
  readonly actions: readonly NoticeAction[];
}

const manager = Toast.createToastManager<Data>();

/** Long enough to read a sentence and reach Undo; errors stay until they are put away. */
const SHORT_MS = 6_000;
const WITH_ACTION_MS = 12_000;
/** More would hide what the person works on in a small window. */
const MOST = 2;

/** Returns the function that takes the message away before its time. */
export function notify(notice: Notice): () => void {
  const act = (action: NoticeAction): void => {
    giveFocusBack();
    action.run();
    manager.close(id);
  };
  const id = manager.add({
    title: notice.title,
    description: notice.detail,
    type: notice.tone,
    priority: notice.tone === 'error' ? 'high' : 'low',
    timeout: notice.tone === 'error' || notice.lasting ? 0 : notice.action === undefined ? SHORT_MS : WITH_ACTION_MS,
    data: {
      actions: [notice.action, notice.second].flatMap((action) =>
        action === undefined ? [] : [{ label: action.label, run: () => act(action) }],
      ),
    },
  });
  return () => manager.close(id);
}

const place = (): HTMLElement | undefined => document.getElementById('notices') ?? undefined;

/**
 * Keeps notices above what stands at the lower edge of the window, so many pixels high; null for the usual height. The
 * height is told to their place alone: a property of the whole page would make the browser work out the style of all of it.
 */
export function keepNoticesAbove(height: number | null): void {
  if (height === null) place()?.style.removeProperty('--recap-foot');
  else place()?.style.setProperty('--recap-foot', `${String(height)}px`);
}

/** What had the focus before a notice did. */
let cameFrom: HTMLElement | null = null;

function onFocus({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void {
  if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) cameFrom = relatedTarget;
}

/** A notice goes with its buttons: whoever was in it by keyboard goes on where they were. */
function giveFocusBack(): void {
  if (document.activeElement?.closest('.ui-toast-viewport') != null) cameFrom?.focus({ preventScroll: true });
}

/** A click on a notice takes the focus from nobody. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** Base UI takes whatever has the focus on a click for one of the notices: from then on they would stay, and errors be told to nobody. */
function onClick(event: BaseUIEvent<MouseEvent<HTMLElement>>): void {
  if (!event.currentTarget.contains(document.activeElement)) event.preventBaseUIHandler();
}

/** Tells dialogs how much room the notices below them need. */
function tellHeight(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return;
  const observer = new ResizeObserver(() => leaveRoomBelow(element.offsetHeight));
  observer.observe(element);
  return () => observer.disconnect();
}

function Notices() {
  const { toasts } = Toast.useToastManager<Data>();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="ui-toast"
      swipeDirection={['right', 'down']}
      onMouseDown={keepFocus}
    >
      <Toast.Content className="ui-toast-content">
        <div className="ui-toast-text">
          <Toast.Title className="ui-toast-title" render={<p />} />
          <Toast.Description className="ui-toast-detail" />
        </div>
        {toast.data?.actions.map(({ label, run }) => (
          <Button key={label} look="quiet" className="ui-toast-action" onClick={run}>
            {label}
          </Button>
        ))}
        <Toast.Close
          render={<Button look="quiet" className="ui-icon-button" aria-label="Dismiss" />}
          onClick={giveFocusBack}
        >
          <X size={14} aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/**
 * Notices stand in a place of their own beside the app: React listens for every event at a portal's container, and in
 * the body it would handle each key press of the editor a second time.
 */
export function ToastHost() {
  return (
    <Toast.Provider toastManager={manager} limit={MOST}>
      <Toast.Portal container={place()}>
        <Toast.Viewport
          ref={tellHeight}
          className="ui-toast-viewport"
          aria-label="Notices"
          data-region="notices"
          onFocus={onFocus}
          onClick={onClick}
        >
          <Notices />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
