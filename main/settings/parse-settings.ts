/** Settings as text to settings as data: validated, and brought up to the current schema. */
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../shared/model/settings';

type Fields = Readonly<Record<string, unknown>>;

/** Step `n` turns the fields of schema `n` into those of `n + 1`. Add one with every change that old files do not satisfy. */
const MIGRATIONS: readonly ((fields: Fields) => Fields)[] = [
  // From 0: files written before the number existed had the same fields.
  (fields) => ({ ...fields, schema: 1 }),
];

/** Null when the text is damaged, or written by a newer version. */
export function parseSettings(text: string): Settings | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  // Fields that came later than the file have their default.
  const parsed = settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...migrate({ ...value }) });
  return parsed.success ? parsed.data : null;
}

function migrate(fields: Fields): Fields {
  const from = typeof fields['schema'] === 'number' ? fields['schema'] : 0;
  return MIGRATIONS.slice(from).reduce((current, step) => step(current), fields);
}
