/** Owns the settings in the page: changes show at once and are sent to main in order. */
import type { NotebookEntry, Settings, SettingsPatch, ViewState } from '../../shared/model/settings';
import type { Bridge } from '../bridge';
import { createStore, type ReadableValue } from '../ui/store';

/** Dragging a split changes the view many times a second; one write after a pause is enough. */
const VIEW_PAUSE_MS = 300;

export interface SettingsOwner {
  readonly state: ReadableValue<Settings>;
  update(patch: SettingsPatch): void;
  /** Written after a pause; `flush` writes it at once. */
  updateView(patch: Partial<ViewState>): void;
  updateEntry(id: string, patch: Partial<NotebookEntry>): void;
  /** Resolves when the device has it for good; rejects, and takes it back, when it could not be stored. */
  storeEntry(id: string, patch: Partial<NotebookEntry>): Promise<void>;
  flush(): Promise<void>;
}

export function createSettingsOwner(
  bridge: Bridge,
  initial: Settings,
  onError: (error: unknown) => void,
): SettingsOwner {
  const state = createStore(initial);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let sending: Promise<unknown> = Promise.resolve();

  const send = (patch: SettingsPatch): void => {
    sending = bridge.request('settings.update', patch).catch(onError);
  };
  const update = (patch: SettingsPatch): void => {
    state.update((now) => ({ ...now, ...patch }));
    send(patch);
  };
  const sendView = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    send({ view: state.get().view });
  };

  return {
    state,
    update,
    updateView(patch) {
      state.update((now) => ({ ...now, view: { ...now.view, ...patch } }));
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(sendView, VIEW_PAUSE_MS);
    },
    updateEntry(id, patch) {
      update({
        notebooks: state.get().notebooks.map((entry) => (entry.id === id ? { ...entry, ...patch } : entry)),
      });
    },
    async storeEntry(id, patch) {
      const before = state.get().notebooks.find((entry) => entry.id === id);
      const withEntry = (change: Partial<NotebookEntry>): SettingsPatch => ({
        notebooks: state.get().notebooks.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
      });
      const next = withEntry(patch);
      state.update((now) => ({ ...now, ...next }));
      const stored = bridge.request('settings.update', next);
      sending = stored.catch(() => undefined);
      try {
        await stored;
      } catch (error) {
        if (before !== undefined) {
          const back = Object.fromEntries(Object.keys(patch).map((key) => [key, before[key as keyof NotebookEntry]]));
          state.update((now) => ({ ...now, ...withEntry(back) }));
        }
        throw error;
      }
    },
    async flush() {
      sendView();
      await sending;
    },
  };
}
