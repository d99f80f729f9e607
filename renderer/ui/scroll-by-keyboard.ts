/** For a scrolling area without controls of its own: it must be reachable by keyboard to be read to its end. */
export const scrollByKeyboard = { tabIndex: 0 } as const;
