/** The object stores of y-indexeddb: the rows of a document, and what is kept beside it. */
export const UPDATES = 'updates';
export const LOCALS = 'custom';
