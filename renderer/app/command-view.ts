/** The places in the window that commands put the focus on; the workspace fills them in while it is on screen. */
import type { CommandView } from './commands';
import { focusNextRegion, focusRecapEditor, rescueFocus } from './regions';

type Places = Pick<
  CommandView,
  | 'focusSearch'
  | 'focusTitle'
  | 'focusComposer'
  | 'addToRecap'
  | 'walkMissing'
  | 'inRecap'
  | 'withRecaps'
  | 'inSince'
  | 'copyInHand'
>;

const nowhere: Places = {
  focusSearch: () => {},
  focusTitle: () => {},
  focusComposer: () => {},
  addToRecap: () => {},
  walkMissing: () => {},
  inRecap: () => {},
  withRecaps: () => {},
  inSince: () => {},
  copyInHand: () => {},
};
let places = nowhere;

/** Returns the function that takes the places away again. */
export function setPlaces(next: Places): () => void {
  places = next;
  return () => {
    places = nowhere;
  };
}

/** A dialog that gives way returns the focus to where it was; the wish comes after that. */
export function soon(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** After the control that had the focus went away with its view: the library takes it, unless somebody else has. */
export function settleFocus(): void {
  soon(rescueFocus);
}

export const commandView: CommandView = {
  focusSearch: () => soon(() => places.focusSearch()),
  focusTitle: () => soon(() => places.focusTitle()),
  focusComposer: () => soon(() => places.focusComposer()),
  focusRecap: () => soon(focusRecapEditor),
  addToRecap: () => soon(() => places.addToRecap()),
  walkMissing: (step) => soon(() => places.walkMissing(step)),
  inRecap: (act) => soon(() => places.inRecap(act)),
  withRecaps: (act) => soon(() => places.withRecaps(act)),
  inSince: (act) => soon(() => places.inSince(act)),
  copyInHand: (format) => soon(() => places.copyInHand(format)),
  focusRegion: focusNextRegion,
};
