/** A nominal type: a `PeerId` is not a `DiscussionId`, though both are strings at run time. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type NotebookId = Brand<string, 'NotebookId'>;
export type DiscussionId = Brand<string, 'DiscussionId'>;
export type PostId = Brand<string, 'PostId'>;
export type ParticipantId = Brand<string, 'ParticipantId'>;
