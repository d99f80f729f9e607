/** Where the facilitator is on the way to the end: the panel that is open, and in which discussion. */
import type { DiscussionStatus } from '../../../shared/model/export-document';
import type { DiscussionId } from '../../../shared/util/brand';
import { createStore } from '../../ui/store';

export interface FinishFlow {
  readonly discussion: DiscussionId;
  readonly step: 'missing' | 'review';
}

/** One at a time: it belongs to the discussion on screen, and waits for it to come back. */
export const finishFlow = createStore<FinishFlow | null>(null);

/** Opens the panel at the step that the discussion is at. */
export function openFinish(discussion: DiscussionId, status: DiscussionStatus): void {
  finishFlow.set({ discussion, step: status === 'review' ? 'review' : 'missing' });
}
