import type { DiscussionId, NotebookId, ParticipantId, PostId } from './brand';
import { uuid } from './uuid';

/** Random (version 4) UUIDs: made at insert time on any device, never colliding in practice. */
export const newNotebookId = (): NotebookId => uuid() as NotebookId;
export const newDiscussionId = (): DiscussionId => uuid() as DiscussionId;
export const newPostId = (): PostId => uuid() as PostId;
export const newPointId = (): string => uuid();
export const newTemplateId = (): string => uuid();
export const newParticipantId = (): ParticipantId => uuid() as ParticipantId;
