/** The system's own question before the first use of the camera: only macOS has one. */
import { systemPreferences } from 'electron';

export async function askForCamera(): Promise<boolean> {
  return process.platform !== 'darwin' || systemPreferences.askForMediaAccess('camera');
}
