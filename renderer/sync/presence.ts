/** Who is here: what each copy says of itself in the catalog's awareness. Hostile until parsed. */
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import * as z from 'zod';
import { COLOUR_COUNT, type Profile } from '../../shared/model/settings';
import type { ParticipantId } from '../../shared/util/brand';
import type { Participant } from '../notebook/types';

const presenceSchema = z.object({
  person: z.object({
    id: z.string().min(1).max(100),
    name: z.string().trim().min(1).max(80),
    colour: z
      .int()
      .min(0)
      .max(COLOUR_COUNT - 1),
  }),
  /** Signaling id of the copy, to remove its state when its link ends. */
  peer: z.string().max(100),
  /** Where its hub can be reached, for those who know it only through others. */
  hub: z.array(z.string().min(1).max(300)).max(16),
});
type Presence = z.infer<typeof presenceSchema>;

export class PresenceBook {
  readonly awareness: Awareness;
  private current: readonly { readonly client: number; readonly presence: Presence }[] = [];
  private hubs: readonly string[] = [];
  private peer = '';

  constructor(
    catalog: Y.Doc,
    private profile: Profile,
    private readonly onChange: () => void,
  ) {
    this.awareness = new Awareness(catalog);
    this.awareness.setLocalState(null);
    this.awareness.on('change', () => {
      this.read();
      this.onChange();
    });
  }

  /** Everyone but oneself, one entry per person, by name. */
  get people(): readonly Participant[] {
    const people = new Map<string, Participant>();
    for (const { presence } of this.current) {
      const { id, name, colour } = presence.person;
      if (id !== this.profile.participantId) people.set(id, { id: id as ParticipantId, name, colour });
    }
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  }

  /** Addresses of the others' hubs. */
  get addresses(): readonly string[] {
    return [...new Set(this.current.flatMap(({ presence }) => presence.hub))];
  }

  say(change: { profile?: Profile; hubs?: readonly string[]; peer?: string }): void {
    this.profile = change.profile ?? this.profile;
    this.hubs = change.hubs ?? this.hubs;
    this.peer = change.peer ?? this.peer;
    const { participantId, name, colour } = this.profile;
    const presence: Presence = {
      person: { id: participantId, name, colour },
      peer: this.peer,
      hub: this.hubs.slice(0, 16),
    };
    this.awareness.setLocalState(presence);
  }

  /** The link to a copy ended: nobody is shown who is not there. */
  gone(peer: string): void {
    const clients = this.current.filter(({ presence }) => presence.peer === peer).map(({ client }) => client);
    removeAwarenessStates(this.awareness, clients, 'gone');
  }

  /** No link is left. */
  allGone(): void {
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, others, 'gone');
  }

  destroy(): void {
    this.awareness.destroy();
  }

  private read(): void {
    const current: { client: number; presence: Presence }[] = [];
    for (const [client, state] of this.awareness.getStates()) {
      if (client === this.awareness.clientID) continue;
      const parsed = presenceSchema.safeParse(state);
      if (parsed.success) current.push({ client, presence: parsed.data });
    }
    this.current = current;
  }
}
