import { uuidv4 } from 'lib0/random';
import type { DiscussionId, NotebookId, ParticipantId, PostId } from './brand';

/** Random (version 4) UUIDs: made at insert time on any device, never colliding in practice. */
export const newNotebookId = (): NotebookId => uuidv4() as NotebookId;
export const newDiscussionId = (): DiscussionId => uuidv4() as DiscussionId;
export const newPostId = (): PostId => uuidv4() as PostId;
export const newPointId = (): string => uuidv4();
export const newTemplateId = (): string => uuidv4();
export const newParticipantId = (): ParticipantId => uuidv4() as ParticipantId;
