/** Who may make new invites, as the person at this device sees it. */
export type Owner =
  | { readonly kind: 'me' }
  | { readonly kind: 'other'; readonly name: string | null }
  /** Nobody: the notebook was made by an older version, elsewhere. */
  | { readonly kind: 'unknown' };

export function ownerWords(owner: Owner): string {
  switch (owner.kind) {
    case 'me':
      return 'You made this notebook: only you, on this device, can make new invites.';
    case 'other':
      return owner.name === null
        ? 'Only the owner of this notebook can make new invites.'
        : `Only the owner of this notebook, ${owner.name}, can make new invites.`;
    case 'unknown':
      return 'The owner of this notebook is not known here, so its invites cannot be renewed.';
  }
}

/** What renewing means for those who are connected now, and for those who are not. */
export function renewWords(connected: readonly string[]): string {
  const old = 'Invites that were sent before stop working, for everybody.';
  const away = 'Whoever else has this notebook keeps what they have, and needs a new invite to meet you again.';
  if (connected.length === 0) return `${old} Nobody is connected now. ${away}`;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(connected);
  return `${old} ${names} ${connected.length === 1 ? 'is' : 'are'} connected now and ${
    connected.length === 1 ? 'goes' : 'go'
  } on without doing anything. ${away}`;
}
