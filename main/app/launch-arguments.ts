/** What a command line asks for: invite links and text files. Everything else on it is ignored. */
import { extname, resolve } from 'node:path';

export type LaunchRequest =
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'file'; readonly path: string };

/** The same bound as in the contract's launch schema. */
const MAX_LINK_LENGTH = 20_000;
const TEXT_EXTENSIONS = new Set(['.md', '.markdown', '.txt', '.text', '.recap']);

export function isInviteLink(text: string): boolean {
  return text.length <= MAX_LINK_LENGTH && /^recap:\/\/[^\s"'<>`]+$/i.test(text);
}

/**
 * `argv` without regard to order: Chromium moves switches to the front and adds its own when it hands a command line
 * to the first instance. Relative paths are relative to `folder`, the caller's working directory. At most 20 requests.
 */
export function launchRequests(argv: readonly string[], folder: string): LaunchRequest[] {
  const requests: LaunchRequest[] = [];
  for (const argument of argv.slice(1)) {
    if (isInviteLink(argument)) requests.push({ kind: 'link', link: argument });
    else if (
      !argument.startsWith('-') &&
      !/^[a-z][a-z0-9+.-]+:/i.test(argument) &&
      TEXT_EXTENSIONS.has(extname(argument).toLowerCase())
    )
      requests.push({ kind: 'file', path: resolve(folder, argument) });
    else if (/^[a-z]:[\\/]/i.test(argument) && TEXT_EXTENSIONS.has(extname(argument).toLowerCase()))
      requests.push({ kind: 'file', path: argument });
  }
  return requests.slice(0, 20);
}
