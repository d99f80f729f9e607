/** The door of shared/import: a text becomes a draft of posts, the person edits it, the draft becomes posts. */
export { decodeText } from './decode-text';
export type { ImportDraft, ImportPost } from './draft';
export {
  dropPost,
  mergeWithPrevious,
  restorePost,
  setAuthor,
  setFirstDay,
  setText,
  setTime,
  setTitle,
  splitPost,
} from './edit-draft';
export { exportedFrom } from './exported-from';
export type { ToTime } from './header-time';
export { fencedLines, isBlankLine, lineFeeds } from './lines';
export { pictureAddresses } from './picture-addresses';
export { type DraftShape, type SplitOptions, splitText } from './split-text';
export { type ImportedPost, isReadWhole, type ReadOptions, toNewPosts, toParts, toRecap } from './to-new-posts';
export { unwrapped } from './unwrapped';
