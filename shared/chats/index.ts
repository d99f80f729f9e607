/** The door of shared/chats: an export of another program becomes a chat, and what is wanted of it posts. */
export { openArchive } from './archive/open-archive';
export { type ChatFacts, chatFacts } from './choosing/chat-facts';
export { type ChatChoices, type ChatPost, chatToPosts } from './choosing/chat-to-posts';
export { type ChatSelection, DEFAULT_SELECTION, selectMessages, setAsideByDefault } from './choosing/select-messages';
export { type TimeChoices, type TimedMessage, timedMessages } from './choosing/times';
export { isZoneName, makeToInstant, type Zone } from './choosing/zone';
export { readChat } from './read-chat';
export { recogniseChat } from './recognise';
