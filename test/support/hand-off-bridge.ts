/** The hand-off handlers of main over real files, asked as the page asks them, with native dialogs that answer with one path. */
import { createExportedPlaces } from '../../main/files/exported-places';
import { type KeptVersions, OpenHandOffs } from '../../main/files/hand-off/open-hand-offs';
import { createDispatch, type Handlers } from '../../main/ipc/dispatch';
import { handOffHandlers } from '../../main/ipc/handlers/handoff';
import type { Bridge } from '../../renderer/bridge';
import { AppError, isErrorCode } from '../../shared/errors/app-error';

export interface HandOffBridge {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly handOffs: OpenHandOffs;
  /** Told of each request before it is answered. */
  asked: (channel: string) => void;
  versions: KeptVersions | null;
}

export function handOffBridge(path: () => string, asksToReplace = true): HandOffBridge {
  const handOffs = new OpenHandOffs(() => made.versions);
  const handlers = handOffHandlers({
    dialog: {
      showSaveDialog: (async () => ({ canceled: false, filePath: path() })) as never,
      showOpenDialog: (async () => ({ canceled: false, filePaths: [path()] })) as never,
    },
    window: () => null,
    lastFolder: { get: () => '', set: () => undefined },
    exported: createExportedPlaces(),
    handOffs,
    asksToReplace,
    readInvite: async () => null,
  });
  const dispatch = createDispatch<null>({
    handlers: handlers as Handlers,
    isTrusted: () => true,
    failed: () => undefined,
  });
  const made: HandOffBridge = {
    handOffs,
    asked: () => undefined,
    versions: null,
    bridge: {
      async request(channel: string, input?: unknown) {
        made.asked(channel);
        const reply = await dispatch(channel, null, input);
        if (reply.ok) return reply.value as never;
        throw new AppError(isErrorCode(reply.code) ? reply.code : 'unexpected', reply.detail);
      },
    },
  };
  return made;
}
