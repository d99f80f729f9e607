import { encodeSecret } from '../../shared/invite/invite';
import type { NotebookEntry } from '../../shared/model/settings';
import { newNotebookId } from '../../shared/util/ids';

/** A notebook of one's own that no other copy knows of yet, with a new random secret. Its owner's keys are made when it is first opened. */
export function newEntry(name: string, now: number): NotebookEntry {
  return {
    id: newNotebookId(),
    name,
    secret: encodeSecret(crypto.getRandomValues(new Uint8Array(32))),
    shared: false,
    offline: false,
    addresses: [],
    origins: {},
    createdAt: now,
    owner: null,
    ownerKey: null,
    epoch: 0,
    grant: null,
    leftTopics: [],
  };
}
