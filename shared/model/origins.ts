/** Who made a Yjs transaction. Named origins are what stops echoes between store, exchange and views. */
export const ORIGIN = {
  /** The person, through a command that is not the editor (post, title, status). */
  person: 'person',
  /** Bookkeeping by the app itself: authors, people, summaries. */
  bookkeeping: 'bookkeeping',
  /** An update that came from another copy. */
  exchange: 'exchange',
  /** An update that this device had, in the journal, and its storage had not. */
  journal: 'journal',
} as const;
