/** Lines of a forum's page that are not part of the discussion. */

/** Whole lines, as one sees them, of Ning and its like; lower or upper case. */
const FURNITURE: readonly RegExp[] = [
  /^views: ?[\d,.]+$/i,
  /^(?:[▶►»] ?)?(?:permalink )?reply(?: to (?:this|discussion))?$/i,
  /^replies(?: to this discussion)?(?: ?[:(] ?\d+\)?)?$/i,
  /^\d+ (?:replies|comments|views|likes?)$/i,
  /^(?:permalink|share|tweet|share tweet|like|unlike|quote|report|flag|edit|delete|send message|view discussions)$/i,
  /^(?:tags?|posted in|filed under): .{0,150}$/i,
  /^(?:[‹«<] ?)?previous(?: page)?$/i,
  /^next(?: page)?(?: ?[›»>])?$/i,
  /^page \d+ of \d+$/i,
  /^(?:back to|started by|you need to be a member of) .{1,100}$/i,
  /^(?:comment|reply|attachments?|rss|\+ ?follow|follow|sign (?:up|in)|log ?in|join)$/i,
  /^(?:©|\(c\)|copyright) ?\d{4}.{0,150}$/i,
  /^powered by\b.{0,80}$/i,
  /^(?:badges|report an issue|terms of service|privacy(?: policy)?)(?: *\| *(?:badges|report an issue|terms of service|privacy(?: policy)?))*$/i,
];

/** Only a page of a forum says this: with one of them the text is one. */
const SURE: readonly RegExp[] = [
  /^replies to this discussion$/i,
  /^reply to (?:this|discussion)$/i,
  /^(?:[▶►»] ?)?permalink reply$/i,
  /report an issue *\| *terms of service/i,
];

const MAX_LENGTH = 160;

/** `head` is a line as `headOf` gives it. */
export function isFurniture(head: string): boolean {
  return head.length <= MAX_LENGTH && FURNITURE.some((pattern) => pattern.test(head));
}

export function isSureFurniture(head: string): boolean {
  return head.length <= MAX_LENGTH && SURE.some((pattern) => pattern.test(head));
}
