/** The page: boots the model, puts the app on screen, and tells main when it can be used. */

// Before every other module: the browser opens its storage while they run.
import './notebook/wake-storage';
// First of the styles, so that those of features come after it and win.
import './styles/index.css';

import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import type { Boot } from '../shared/ipc/contract';
import { App } from './app/app';
import { createAppModel } from './app/app-model';
import { journalPort } from './app/journal-port';
import { meetingPort } from './app/meeting-port';
import { type AppPorts, hubPort } from './app/ports';
import { forgetVersions } from './app/version-port';
import { createBridge } from './bridge';
import { createRecapUndo } from './editor';
import { isToldByStore, openNotebook } from './notebook';
import { NotebookSync, shareHub } from './sync';
import { notify } from './ui/toast';

// The page's content security policy allows no code made of text.
z.config({ jitless: true });

const bridge = createBridge();
const hub = shareHub(hubPort(bridge));

const ports: AppPorts = {
  bridge,
  hub,
  notify,
  async openNotebook(entry, profile) {
    const journal = journalPort(bridge, entry.id);
    const notebook = await openNotebook(entry, profile, createRecapUndo, journal, (ids) =>
      forgetVersions(bridge, entry.id, ids),
    );
    return {
      notebook,
      setProfile: (next) => notebook.setProfile(next),
      meet: (remember) =>
        new NotebookSync(notebook, entry, profile, { hub: hub(), folder: meetingPort(bridge, entry.id), ...remember }),
      dispose: () => notebook.dispose(),
    };
  },
};

const boot = await bridge.request('app.boot');
if (boot.command === undefined) await show(boot);
else await (await import('./app/command-line/run')).runCommand(ports, boot, boot.command);

async function show(now: Boot): Promise<void> {
  const model = createAppModel(ports, now);

  bridge.on('launch.open', model.launch);
  bridge.on('app.flush', model.leaving.leave);
  window.addEventListener('unhandledrejection', ({ reason }) => {
    if (!isToldByStore(reason)) model.report(reason);
  });

  await model.start();
  const root = document.getElementById('root');
  if (root !== null) createRoot(root).render(<App model={model} />);
  // Two frames: the first one lays the view out, the second one has shown it.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      void bridge.request('app.ready');
      model.notebooks.meetBehind().catch(model.report);
    }),
  );
}
