/** versions.*: what a discussion said before, kept beside it. */
import { AppError } from '../../../shared/errors/app-error';
import { VersionCheck } from '../../files/versions/version-check';
import type { VersionStore } from '../../files/versions/version-store';
import type { Handlers } from '../dispatch';

type VersionChannel = Extract<keyof Handlers, `versions.${string}`>;

/** In words of its own: nothing that a person wrote is at stake. */
function told(error: unknown): never {
  if (error instanceof AppError && error.code === 'files/no-space')
    throw new AppError('versions/no-space', error.detail);
  if (error instanceof AppError && error.code === 'files/unwritable')
    throw new AppError('versions/unwritable', error.detail);
  throw error;
}

export function versionHandlers(store: VersionStore): Pick<Handlers, VersionChannel> {
  const checks = new Map<string, VersionCheck>();
  return {
    'versions.list': async ({ notebook, discussion }) => {
      const { versions, damaged } = await store.list(notebook, discussion);
      return { versions: versions.map((one) => ({ ...one, writers: [...one.writers] })), damaged };
    },
    'versions.read': async ({ notebook, discussion, id }) => ({
      text: (await store.lines(notebook, discussion, id))?.join('\n') ?? null,
    }),
    'versions.add': async ({ notebook, discussion, note, text }) => ({
      kept: await store.add(notebook, discussion, { ...note, lines: text.split('\n') }).catch(told),
    }),
    'versions.name': async ({ notebook, discussion, id, name }) => ({
      named: await store.name(notebook, discussion, id, name).catch(told),
    }),
    'versions.check': async ({ notebook, begins }) => {
      const known = begins ? undefined : checks.get(notebook);
      const check = known ?? new VersionCheck(store, notebook);
      checks.set(notebook, check);
      const step = await check.step();
      if (step.found !== null) checks.delete(notebook);
      return step;
    },
    'versions.forget': ({ notebook, discussions }) => store.forget(notebook, new Set(discussions)).catch(told),
  };
}
