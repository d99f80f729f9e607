/** What may be a reaction to a post. */

/** Longest emoji, in UTF-16 units: families with skin tones are about 25. */
const MAX_EMOJI = 32;
/** An emoji, a flag or a key cap with what joins them: words of a peer are no reaction. */
const EMOJI =
  /^(?=.*(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3))(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u{E0020}-\u{E007F}]|\u200D|\uFE0F|[#*0-9]\uFE0F?\u20E3)+$/u;

export const isEmoji = (text: string): boolean => text.length <= MAX_EMOJI && EMOJI.test(text);
