/** What one device remembers: who is writing, which notebooks it holds, how the window looked. Never shared. */
import * as z from 'zod';

/** Number of colours a participant can choose from; the tokens `--p1` … `--p8` in renderer/styles/tokens.css. */
export const COLOUR_COUNT = 8;

export const profileSchema = z.object({
  participantId: z.string().min(1),
  name: z.string().trim().min(1).max(80),
  /** Index into the palette, 0-based. */
  colour: z
    .int()
    .min(0)
    .max(COLOUR_COUNT - 1),
});
export type Profile = z.infer<typeof profileSchema>;

export const notebookEntrySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1).max(200),
  /** 32 random bytes, base64url. Whoever knows it is a member. */
  secret: z.string().min(43).max(43),
  /** True once the person pressed Share or joined: only then does the app open a socket for it. */
  shared: z.boolean(),
  /** True while the person chose to work apart. */
  offline: z.boolean(),
  /** Addresses of other people's hubs, `host:port`, newest first, at most 32. */
  addresses: z.array(z.string().max(300)).max(32),
  createdAt: z.number(),
});
export type NotebookEntry = z.infer<typeof notebookEntrySchema>;

export const appearanceSchema = z.enum(['system', 'light', 'dark']);

export const viewStateSchema = z.object({
  /** Pixels. */
  sidebarWidth: z.number().min(180).max(520),
  /** The recap's share of the width right of the sidebar, 0..1. */
  recapShare: z.number().min(0.2).max(0.8),
  sidebarHidden: z.boolean(),
  /** The discussion that was open, for each notebook. */
  openDiscussion: z.record(z.string(), z.string()),
});
export type ViewState = z.infer<typeof viewStateSchema>;

export const settingsSchema = z.object({
  schema: z.literal(1),
  profile: profileSchema.nullable(),
  notebooks: z.array(notebookEntrySchema),
  currentNotebook: z.string().nullable(),
  view: viewStateSchema,
  appearance: appearanceSchema,
  spellcheck: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsPatchSchema = settingsSchema.omit({ schema: true }).partial().strict();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

export const DEFAULT_SETTINGS: Settings = {
  schema: 1,
  profile: null,
  notebooks: [],
  currentNotebook: null,
  view: { sidebarWidth: 268, recapShare: 0.5, sidebarHidden: false, openDiscussion: {} },
  appearance: 'system',
  spellcheck: false,
};
