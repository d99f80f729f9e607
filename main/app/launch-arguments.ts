/** What a command line asks for: invite links, hand-carried codes, hand-off files and text files. Everything else on it is ignored. */
import { extname, resolve } from 'node:path';

export type LaunchRequest =
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'file'; readonly path: string };

/** The same bound as in the contract's launch schema. */
const MAX_LINK_LENGTH = 20_000;
const HAND_OFF_EXTENSION = '.recap';
const INVITE_EXTENSION = '.recap-invite';
const CODE_EXTENSION = '.recap-code';
const EXTENSIONS = new Set(['.md', '.markdown', '.txt', '.text', HAND_OFF_EXTENSION, INVITE_EXTENSION, CODE_EXTENSION]);

/** A link of ours: an invite, or a code that somebody carries by hand. */
export function isRecapLink(text: string): boolean {
  return text.length <= MAX_LINK_LENGTH && /^recap:\/\/[^\s"'<>`]+$/i.test(text);
}

/** One half of a hand-carried connection, `recap://connect#…`. */
export function isConnectLink(text: string): boolean {
  return isRecapLink(text) && /^recap:\/\/connect\/?#/i.test(text);
}

/** What the name of a file says is in it. */
export function kindOfFile(path: string): 'handoff' | 'invite' | 'code' | 'text' {
  const extension = extname(path).toLowerCase();
  if (extension === CODE_EXTENSION) return 'code';
  if (extension === HAND_OFF_EXTENSION) return 'handoff';
  return extension === INVITE_EXTENSION ? 'invite' : 'text';
}

/**
 * `argv` without regard to order: Chromium moves switches to the front and adds its own when it hands a command line
 * to the first instance. Relative paths are relative to `folder`, the caller's working directory. At most 20 requests.
 */
export function launchRequests(argv: readonly string[], folder: string): LaunchRequest[] {
  const requests: LaunchRequest[] = [];
  for (const argument of argv.slice(1)) {
    if (isRecapLink(argument)) requests.push({ kind: 'link', link: argument });
    else if (
      !argument.startsWith('-') &&
      !/^[a-z][a-z0-9+.-]+:/i.test(argument) &&
      EXTENSIONS.has(extname(argument).toLowerCase())
    )
      requests.push({ kind: 'file', path: resolve(folder, argument) });
    else if (/^[a-z]:[\\/]/i.test(argument) && EXTENSIONS.has(extname(argument).toLowerCase()))
      requests.push({ kind: 'file', path: argument });
  }
  return requests.slice(0, 20);
}
