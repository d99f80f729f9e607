/** Whose an imported post is that names nobody; all of these in a discussion are one. */
export const UNKNOWN_AUTHOR = 'Unknown author';
