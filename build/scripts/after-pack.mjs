// electron-builder calls this before it sets the fuses: the app that a bare Electron would run is not shipped.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources');
  await rm(join(resources, 'default_app.asar'), { force: true });
}
