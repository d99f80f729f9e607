/** What the app was started with, kept until the page has asked for it; later ones are sent to the page at once. */
import type { Launch } from '../../shared/ipc/launch';
import { isConnectLink, type LaunchRequest } from './launch-arguments';

export interface Launches {
  /** Resolves when all of them are in the queue or sent; never rejects. */
  add(requests: readonly LaunchRequest[]): Promise<void>;
  /** For `app.boot`: everything that waits, oldest first. From then on launches are sent. */
  takeAll(): Promise<Launch[]>;
  /** Has a page booted that is still there? */
  hasPage(): boolean;
  /** The page is gone or loads again: launches wait for its next boot. */
  pageGone(): void;
}

export function launchOfLink(link: string): Launch {
  return isConnectLink(link) ? { kind: 'code', text: link } : { kind: 'invite', link };
}

/** `read` turns a file into a launch and never rejects; `send` tells the page; `told`: the page is told of it, this way or that. */
export function createLaunches(
  read: (path: string) => Promise<Launch>,
  send: (launch: Launch) => void,
  told: (launch: Launch) => void,
): Launches {
  let waiting: Launch[] = [];
  let hasPage = false;
  // One after the other, so that the order of the command line is kept though files are read asynchronously.
  let reading: Promise<void> = Promise.resolve();

  async function addOne(request: LaunchRequest): Promise<void> {
    const launch = request.kind === 'link' ? launchOfLink(request.link) : await read(request.path);
    if (!hasPage) return void waiting.push(launch);
    told(launch);
    send(launch);
  }

  return {
    add(requests) {
      for (const request of requests) reading = reading.then(() => addOne(request));
      return reading;
    },
    async takeAll() {
      await reading;
      hasPage = true;
      const taken = waiting;
      waiting = [];
      for (const launch of taken) told(launch);
      return taken;
    },
    hasPage: () => hasPage,
    pageGone() {
      hasPage = false;
    },
  };
}
