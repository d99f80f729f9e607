/** What is shown when the discussion on screen was thrown away by somebody else, or has not arrived yet. */
import type { Discussion, DiscussionMeta } from '../notebook/types';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { momentWords } from '../ui/date-words';

function who(presence: DiscussionMeta['presence']): string {
  return 'by' in presence && presence.by !== null ? presence.by.name : 'Somebody';
}

const when = (presence: DiscussionMeta['presence']): string =>
  'at' in presence ? `, ${momentWords(presence.at, Date.now())}` : '';

/** Above a discussion that is in the trash: it can still be read and written in. */
export function InTrash({
  presence,
  onRestore,
}: Readonly<{ presence: DiscussionMeta['presence']; onRestore: () => void }>) {
  return (
    <div className="app-fate">
      <Banner
        what={`${who(presence)} moved this discussion to the trash${when(presence)}.`}
        more="It is still here, with what you write in it."
        action={{ label: 'Put back', run: onRestore }}
      />
    </div>
  );
}

export interface GoneProps {
  readonly discussion: Discussion;
  readonly presence: DiscussionMeta['presence'];
  readonly onKeepCopy: () => void;
}

/** In place of a discussion that was deleted for ever while it was being read. */
export function Gone({ discussion, presence, onKeepCopy }: GoneProps) {
  const title = discussion.title.toString().trim();
  return (
    <div className="app-nothing" role="alert">
      <h2>
        {who(presence)} deleted {title === '' ? 'this discussion' : `“${title}”`} for ever{when(presence)}
      </h2>
      <p>It is gone from everybody’s library. What was on your screen is still here until you leave it.</p>
      <Button look="primary" onClick={onKeepCopy}>
        Keep a copy
      </Button>
    </div>
  );
}

/** In place of a discussion that the library knows of, and this device does not have. */
export function NotHereYet() {
  return (
    <div className="app-nothing">
      <h2>Not here yet</h2>
      <p>This discussion arrives when a copy of the notebook that has it can be reached.</p>
    </div>
  );
}
