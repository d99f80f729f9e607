import type { NoticeAction } from '../ui/toast';
import type { AppContext } from './app-state';

/** Offered where an export is told: leads to the file in the system's file manager. */
export function showExported(
  { bridge }: AppContext['ports'],
  place: number,
  report: AppContext['report'],
): NoticeAction {
  return { label: 'Show folder', run: () => void bridge.request('files.showExported', { place }).catch(report) };
}
