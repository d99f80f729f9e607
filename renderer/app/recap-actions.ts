/** What a person does with the recap as a whole: begin it from a template, keep it as one, carry what is open on. */

import { AppError } from '../../shared/errors/app-error';
import type { RecapPoint } from '../../shared/model/point';
import { type Cite, readPoints } from '../../shared/model/point';
import type { RichText } from '../../shared/model/rich-text';
import { type CarryFrom, carriedRecap, carryable } from '../../shared/recap/carry-over';
import { freshBlocks, type OwnTemplate } from '../../shared/recap/templates';
import { newPointId } from '../../shared/util/ids';
import { editorSchema } from '../editor';
import { keptLabel } from '../features/recap/use-point-host';
import type { Discussion } from '../notebook/types';
import type { AppContext } from './app-state';
import type { DiscussionActions } from './discussion-actions';

export interface RecapActions {
  /** Puts a template into our recap of the discussion that is shown. */
  insert(body: RichText): void;
  /** A new discussion that begins with a template. */
  createFrom(body: RichText): void;
  /** False when the notebook has too many. */
  saveTemplate(name: string, body: RichText): boolean;
  renameTemplate(template: OwnTemplate, name: string): void;
  /** Offers to bring it back. */
  removeTemplate(template: OwnTemplate): void;
  /** What can go on in a new discussion. */
  carryable(): readonly RecapPoint[];
  carryOver(points: readonly RecapPoint[], title: string): Promise<void>;
}

/** A member’s template can name what this version knows in a way that no recap allows; the editor would delete that. */
function fits(body: RichText): boolean {
  try {
    editorSchema.nodeFromJSON(body).check();
    return true;
  } catch {
    return false;
  }
}

function carryFrom(discussion: Discussion): CarryFrom {
  const posts = new Map(discussion.posts.get().map((post) => [post.id, post]));
  const labelOf = ({ post, label }: Cite): string => {
    const known = posts.get(post);
    return known === undefined ? label : keptLabel(known);
  };
  return { discussion: discussion.id, title: discussion.title.toString(), labelOf };
}

export function createRecapActions(context: AppContext, discussions: DiscussionActions): RecapActions {
  const { session, shown, notices, report } = context;
  const notebook = () => session.state.get()?.notebook ?? null;
  const checked = (body: RichText): RichText | null => {
    if (fits(body)) return body;
    report(new AppError('template/unfit'));
    return null;
  };
  return {
    insert(body) {
      const ours = shown.get()?.parts.ours;
      const sound = checked(body);
      if (ours !== undefined && sound !== null) ours.insert(freshBlocks(sound, newPointId));
    },
    createFrom(body) {
      const sound = checked(body);
      if (sound === null) return;
      const recap: RichText = { type: 'doc', content: freshBlocks(sound, newPointId) };
      notebook()
        ?.createDiscussion({ recap })
        .then((id) => discussions.open(id, 'title'), report);
    },
    saveTemplate(name, body) {
      const made = notebook()?.templates.save(name, body) ?? null;
      if (made !== null) {
        const detail = 'It is offered wherever a recap begins, and under “Insert template…”.';
        notices.tell({ tone: 'info', title: `“${made.name}” is a template now`, detail });
      }
      return made !== null;
    },
    renameTemplate: (template, name) => notebook()?.templates.rename(template.id, name),
    removeTemplate(template) {
      const templates = notebook()?.templates;
      if (templates === undefined) return;
      templates.remove(template.id);
      notices.tell(
        {
          tone: 'info',
          title: `The template “${template.name}” was deleted`,
          action: { label: 'Undo', run: () => templates.put(template) },
        },
        {
          stillTrue: () => templates.list.get().every((one) => one.id !== template.id),
          watch: (listener) => templates.list.subscribe(listener),
        },
      );
    },
    carryable() {
      const discussion = shown.get();
      return discussion === null ? [] : carryable(readPoints(discussion.parts.ours.read()));
    },
    async carryOver(points, title) {
      const from = shown.get();
      const now = notebook();
      if (from === null || now === null) return;
      const source = carryFrom(from);
      const recap = carriedRecap(points, source, newPointId);
      const id = await now.createDiscussion({ title, recap });
      from.parts.ending.noteCarried(
        points.map((point) => point.id),
        { discussion: id, title },
      );
      const made = await now.open(id);
      made.parts.ending.noteCarriedFrom({ discussion: from.id, title: source.title });
      now.close(id);
      discussions.open(id, 'recap');
    },
  };
}
