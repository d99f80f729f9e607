/** What is taken of a chat at most: files are a stranger's. Each bound is far above what programs export. */

/** Bytes looked at per file to tell what it is. */
export const HEAD_BYTES = 64 * 1024;
/** Files whose beginning is looked at; an export has thousands that look alike. */
export const MAX_HEADS = 400;

/** Characters of one line; the rest of a longer one is left out. Programs cut messages at a few thousand. */
export const MAX_LINE = 1_000_000;
/** Characters of one record of JSON, with everything that hangs on it. */
export const MAX_RECORD = 4_000_000;
/** Times the characters of a JSON file that looking for the next sound record may cost in all. */
export const MAX_RESCAN = 8;
/** Bytes of one mail with its attachments; what is longer is cut, and only its beginning read. */
export const MAX_MAIL = 24 * 1024 * 1024;

/** Characters of a body, and of names. */
export const MAX_BODY = 100_000;
export const MAX_NAME = 200;
/** Of one message. */
export const MAX_ATTACHMENTS = 100;
export const MAX_REACTIONS = 100;
export const MAX_REACTING = 1000;
/** Lists, quotes and the like inside each other in a message. */
export const MAX_NESTING = 12;

/** Messages of one chat: ten times what is promised to be quick. */
export const MAX_MESSAGES = 1_000_000;
/** Problems that are kept; all are counted. */
export const MAX_PROBLEMS = 1000;
export const MAX_EXCERPT = 120;

/** Entries of an archive. A workspace of 500 channels over ten years has about 1,000,000 days; most are empty. */
export const MAX_ENTRIES = 200_000;
/** Bytes of an archive's list of its entries, which stands at its end. */
export const MAX_DIRECTORY = 64 * 1024 * 1024;
/** Bytes of one entry, unpacked. */
export const MAX_ENTRY = 1024 * 1024 * 1024;
/** Bytes of all entries that could be parts of a chat, unpacked: text shrinks to a tenth, a bomb to a thousandth. */
export const MAX_UNPACKED = 4 * 1024 * 1024 * 1024;
/** Packed bytes that are kept in memory, so that an archive is gone through twice, not once per entry. */
export const MAX_KEPT = 256 * 1024 * 1024;
