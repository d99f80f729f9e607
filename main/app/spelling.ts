/** Spell checking on or off. Dictionaries are never fetched: those that the system or the person put in place are used. */
import type { Session } from 'electron';

/** A scheme that nothing serves, so that a look-up ends before it reaches a network. */
const NOWHERE = 'recap-no-download://dictionaries/';

export function applySpelling(session: Session, enabled: boolean): void {
  session.setSpellCheckerDictionaryDownloadURL(NOWHERE);
  session.setSpellCheckerEnabled(enabled);
}
