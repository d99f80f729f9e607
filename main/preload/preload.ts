/** The only way from the page to the main process: `window.recap`, restricted to the names in the channel lists. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  EVENT_CHANNELS,
  type EventChannel,
  PRELOAD_CHANNELS,
  REQUEST_CHANNELS,
  type RequestChannel,
} from '../../shared/ipc/channels';
import { eventWire, requestWire } from '../../shared/ipc/wire';

// The page calls these with the types of `RecapBridge` (shared/ipc/contract.ts); what crosses is checked in main.
function request(channel: RequestChannel, input: unknown): Promise<unknown> {
  if (!REQUEST_CHANNELS.includes(channel) || PRELOAD_CHANNELS.includes(channel))
    return Promise.resolve({ ok: false, code: 'ipc/unknown-channel', detail: String(channel) });
  return ipcRenderer.invoke(requestWire(channel), input);
}

/** A file that a page made up is nowhere, and gets the empty path. */
function openDropped(file: File): Promise<unknown> {
  return ipcRenderer.invoke(requestWire('handoff.dropped'), { path: webUtils.getPathForFile(file) });
}

function on(channel: EventChannel, listener: (payload: unknown) => void): () => void {
  if (!EVENT_CHANNELS.includes(channel)) throw new Error(`ipc/unknown-channel: ${String(channel)}`);
  // The event object stays here: it would hand the page a way to ipcRenderer.
  const receive = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(eventWire(channel), receive);
  return () => {
    ipcRenderer.removeListener(eventWire(channel), receive);
  };
}

contextBridge.exposeInMainWorld('recap', { request, openDropped, on });
