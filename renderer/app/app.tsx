/** The whole window: the first screen, the workspace, or why neither can be shown. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect } from 'react';
import { describeError } from '../../shared/errors/app-error';
import { COLOUR_COUNT } from '../../shared/model/settings';
import { Welcome } from '../features/welcome/welcome';
import { Banner } from '../ui/banner';
import { LayerHost } from '../ui/layer';
import { useReadable } from '../ui/store';
import { ToastHost } from '../ui/toast';
import type { AppModel } from './app-model';
import { settleFocus } from './command-view';
import { Dialogs } from './dialogs';
import { ErrorBoundary, WindowStumbled } from './error-boundary';
import { LeavingDialog } from './leaving-dialog';
import { ModelContext, useModel } from './model-context';
import { ShowLibrary } from './show-library';
import { useShortcuts } from './use-shortcuts';
import { Workspace } from './workspace';
import './app.css';
import './narrow.css';

export function App({ model }: { readonly model: AppModel }) {
  return (
    <CSPProvider disableStyleElements>
      <ModelContext value={model}>
        <ErrorBoundary onError={model.report} fallback={() => <WindowStumbled />}>
          <LayerHost>
            <Screen />
            <Dialogs />
            <LeavingDialog leaving={model.leaving} />
          </LayerHost>
        </ErrorBoundary>
        <ToastHost />
      </ModelContext>
    </CSPProvider>
  );
}

function Screen() {
  const model = useModel();
  const settings = useReadable(model.settings.state);
  const session = useReadable(model.session.state);
  const { failure } = useReadable(model.state);
  useShortcuts(model);

  useEffect(() => {
    const root = document.documentElement;
    if (settings.appearance === 'system') delete root.dataset['appearance'];
    else root.dataset['appearance'] = settings.appearance;
    root.spellcheck = settings.spellcheck;
  }, [settings.appearance, settings.spellcheck]);

  if (settings.profile === null || settings.notebooks.length === 0) return <FirstScreen />;
  if (failure !== null) return <Failure reason={failure} />;
  // The notebook is read from this device in a few milliseconds: an empty page is calmer than a spinner.
  if (session === null) return <main className="app-empty" aria-busy="true" />;
  return (
    <>
      {settings.view.sidebarHidden && <ShowLibrary />}
      <Workspace key={session.id} session={session} profile={settings.profile} />
    </>
  );
}

function FirstScreen() {
  const { settings, notebooks, openDialog, report } = useModel();
  const { profile } = settings.state.get();
  return (
    <Welcome
      initial={{ name: profile?.name ?? '', colour: profile?.colour ?? FIRST_COLOUR }}
      onStart={(name, colour) => {
        notebooks.startFresh(name, colour).then(settleFocus, report);
      }}
      onJoin={(name, colour) => {
        notebooks.setProfile(name, colour);
        openDialog({ kind: 'join', link: '' });
      }}
    />
  );
}

/** Chosen anew for each first start, so that two people rarely begin with the same one. */
const FIRST_COLOUR = (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % COLOUR_COUNT;

function Failure({ reason }: { readonly reason: unknown }) {
  const { notebooks } = useModel();
  const told = describeError(reason);
  return (
    <main className="app-failure">
      <h1>This notebook could not be opened</h1>
      <Banner
        what={told.what}
        more={`${told.kept} ${told.next}`}
        action={{ label: 'Try again', run: () => void notebooks.openCurrent() }}
      />
    </main>
  );
}
