// The floor's own app: bare windows that show one static page each. `--page=<file>`, `--windows=<number>`.
import { app, BrowserWindow } from 'electron';

const page = app.commandLine.getSwitchValue('page');
const count = Number(app.commandLine.getSwitchValue('windows') || 1);

app.on('window-all-closed', () => app.quit());
// Not awaited: Electron is ready only after this module has run.
void app.whenReady().then(() => {
  for (let index = 0; index < count; index++) open(index);
});

function open(index) {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    show: false,
    webPreferences: {
      sandbox: true,
      backgroundThrottling: false,
      spellcheck: false,
      // Windows of one partition would talk by BroadcastChannel instead of by the network.
      ...(count > 1 ? { partition: `window-${index}` } : {}),
    },
  });
  window.once('ready-to-show', () => window.show());
  // The page changes its title after its second frame: the first one laid it out, the second one has shown it.
  window.on('page-title-updated', (_event, title) => {
    if (title === 'painted') process.stdout.write(`${JSON.stringify({ painted: Date.now() })}\n`);
  });
  void window.loadFile(page);
}
