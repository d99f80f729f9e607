/** The worker of export-work.ts: first what all have in common, then one group of discussions after the other. */
import type { WorkAnswer, WorkRequest } from './export-work';
import { filesMaker, type MakeFiles } from './make-files';
import { makeGroup } from './make-group';

let make: MakeFiles = () => null;

self.onmessage = ({ data }: MessageEvent<WorkRequest>) => {
  if (data.kind === 'context') {
    make = filesMaker(data.context);
    return;
  }
  const group = makeGroup(make, data.jobs);
  const answer: WorkAnswer = { key: data.key, group };
  self.postMessage(answer, { transfer: [group.bytes.buffer] });
};
