/** The only place with `ipcMain` and `webContents.send`: connects the channels with the handlers, and sends checked events. */
import { type BrowserWindow, ipcMain } from 'electron';
import type { ErrorCode } from '../../shared/errors/codes';
import { type EventChannel, REQUEST_CHANNELS } from '../../shared/ipc/channels';
import { type EventPayload, events } from '../../shared/ipc/contract';
import { eventWire, requestWire } from '../../shared/ipc/wire';
import type { PageOrigin } from '../app/origin';
import { createDispatch, type Handlers } from './dispatch';
import { isTrustedSender, type Sender } from './sender';

export interface IpcOptions {
  readonly page: PageOrigin;
  readonly window: () => BrowserWindow | null;
  readonly handlers: Handlers;
  readonly failed: (channel: string, code: ErrorCode, detail: string) => void;
}

export function serveIpc({ page, window, handlers, failed }: IpcOptions): void {
  const dispatch = createDispatch<Sender>({
    handlers,
    isTrusted: (sender) => isTrustedSender(page, window()?.webContents.id ?? null, sender),
    failed,
  });
  for (const channel of REQUEST_CHANNELS) {
    ipcMain.handle(requestWire(channel), (event, input: unknown) =>
      dispatch(channel, { contentsId: event.sender.id, frame: event.senderFrame }, input),
    );
  }
}

/** Nothing is sent to a window that is gone. A payload against the schema is a bug here: it throws. */
export function sendEvent<C extends EventChannel>(
  window: BrowserWindow | null,
  channel: C,
  payload: EventPayload<C>,
): void {
  if (window === null || window.isDestroyed()) return;
  window.webContents.send(eventWire(channel), events[channel].parse(payload));
}
