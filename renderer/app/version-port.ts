/** The versions of a notebook's discussions, as main keeps them. */
import { AppError } from '../../shared/errors/app-error';
import type { Bridge } from '../bridge';
import type { CheckVersions } from '../notebook/check/version-check';
import type { VersionPort } from '../notebook/versions/version-port';

export function versionPort(bridge: Bridge, notebook: string): VersionPort {
  return {
    list: (discussion) => bridge.request('versions.list', { notebook, discussion }),
    async read(discussion, id) {
      const { text } = await bridge.request('versions.read', { notebook, discussion, id });
      if (text === null) throw new AppError('versions/unreadable', id);
      return text.split('\n');
    },
    async add(discussion, note, lines) {
      const text = lines.join('\n');
      return (
        await bridge.request('versions.add', {
          notebook,
          discussion,
          note: { ...note, writers: [...note.writers] },
          text,
        })
      ).kept;
    },
    name: async (discussion, id, name) =>
      void (await bridge.request('versions.name', { notebook, discussion, id, name })),
  };
}

export const versionCheck =
  (bridge: Bridge, notebook: string): CheckVersions =>
  (begins) =>
    bridge.request('versions.check', { notebook, begins });

/** Of discussions that were deleted for ever. What cannot be deleted now is at the next start. */
export function forgetVersions(bridge: Bridge, notebook: string, discussions: readonly string[]): void {
  bridge.request('versions.forget', { notebook, discussions: [...discussions] }).catch(() => undefined);
}
