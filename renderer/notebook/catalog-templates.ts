/** The templates that the members of a notebook made for each other, in its catalog. */
import type * as Y from 'yjs';
import { templatesOf } from '../../shared/model/catalog-doc';
import { ORIGIN } from '../../shared/model/origins';
import type { RichText } from '../../shared/model/rich-text';
import { type OwnTemplate, readTemplate, TEMPLATE_LIMITS } from '../../shared/recap/templates';
import type { ParticipantId } from '../../shared/util/brand';
import { newTemplateId } from '../../shared/util/ids';
import { Derived } from './readable';
import type { NotebookTemplates } from './types';

/** Each is read whole to be checked: a peer may have put in more than anybody saves. */
const MOST_READ = 10 * TEMPLATE_LIMITS.templates;

export class CatalogTemplates implements NotebookTemplates {
  readonly list: Derived<readonly OwnTemplate[]>;

  constructor(
    private readonly catalog: Y.Doc,
    private readonly me: () => ParticipantId,
    onError: (error: unknown) => void,
  ) {
    this.list = new Derived(() => this.read());
    templatesOf(catalog).observe(() => {
      try {
        this.list.invalidate();
      } catch (error) {
        onError(error);
      }
    });
  }

  save(name: string, body: RichText): OwnTemplate | null {
    const id = newTemplateId();
    const made = readTemplate(id, { name, body, by: this.me(), at: Date.now() });
    if (made === null || this.list.get().length >= TEMPLATE_LIMITS.templates) return null;
    this.put(made);
    return made;
  }

  rename(id: string, name: string): void {
    const now = this.list.get().find((one) => one.id === id);
    const renamed = now && readTemplate(id, { ...now, name });
    if (renamed) this.put(renamed);
  }

  put({ id, name, body, by, at }: OwnTemplate): void {
    this.catalog.transact(() => templatesOf(this.catalog).set(id, { name, body, by, at }), ORIGIN.person);
  }

  remove(id: string): void {
    this.catalog.transact(() => templatesOf(this.catalog).delete(id), ORIGIN.person);
  }

  /** By name; what a peer wrote that is no template is not among them. */
  private read(): readonly OwnTemplate[] {
    const found: OwnTemplate[] = [];
    const templates = templatesOf(this.catalog);
    // The same ones on every device.
    for (const id of [...templates.keys()].sort().slice(0, MOST_READ)) {
      const one = readTemplate(id, templates.get(id));
      if (one !== null) found.push(one);
    }
    return found
      .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
      .slice(0, TEMPLATE_LIMITS.templates);
  }
}
