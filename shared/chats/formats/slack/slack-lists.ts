/** The lists at the top of a Slack export: who and which conversations there are. */
import type { JsonObject } from '../../reading/json-repair';
import type { ChatFile } from '../../types';
import type { ReadContext } from '../format-reader';
import { readJson } from '../read-json';
import { id, list, object, text } from '../values';

export const LISTS = /^(?:users|org_users|channels|groups|dms|mpims)\.json$/;

export interface SlackConversation {
  readonly id: string;
  readonly name: string;
}

/** A list is small enough to be read whole; a broken one costs its names only. */
export class SlackLists {
  readonly people = new Map<string, string>();
  /** By the name of their folder. */
  readonly conversations = new Map<string, SlackConversation>();
  readonly channelNames = new Map<string, string>();

  async read(file: ChatFile, context: ReadContext): Promise<void> {
    const kind = file.path.split('/').at(-1) ?? '';
    await readJson(file, context, {
      plan: { kind: 'records' },
      isRecord: (value) => id(value.id) !== null,
      record: (record) => {
        const key = id(record.id);
        if (key === null) return false;
        if (/users\.json$/.test(kind)) this.people.set(key, nameOf(record) ?? key);
        else this.addConversation(key, kind, record);
        return true;
      },
    });
  }

  private addConversation(key: string, kind: string, record: JsonObject): void {
    const name = text(record.name);
    if (name !== null) this.channelNames.set(key, name);
    const members = list(record.members).flatMap((member) => this.people.get(String(member)) ?? []);
    const shown = kind === 'dms.json' || kind === 'mpims.json' ? members.join(', ') : `#${name ?? key}`;
    // Folders of direct messages are named with their id, all others with their name.
    this.conversations.set(kind === 'dms.json' ? key : (name ?? key), { id: key, name: shown || key });
  }
}

/** As Slack shows it: what the person chose, else their full name, else that of the account. */
export function nameOf(user: JsonObject): string | null {
  const profile = object(user.profile);
  return (
    text(profile.display_name) ??
    text(user.display_name) ??
    text(profile.real_name) ??
    text(user.real_name) ??
    text(user.name)
  );
}
