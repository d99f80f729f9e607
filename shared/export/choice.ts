/** What is exported of a discussion, and as which files. */
import * as z from 'zod';
import { exportKindSchema } from '../model/export-document';

/** `file`: one. `files`: recap and thread apart, linked to each other. `folder`: one of their own, pictures in it. */
export const EXPORT_FORMS = ['file', 'files', 'folder'] as const;
export const exportFormSchema = z.enum(EXPORT_FORMS);
export type ExportForm = z.infer<typeof exportFormSchema>;

export const exportChoiceSchema = z.object({ kind: exportKindSchema, form: exportFormSchema });
export type ExportChoice = z.infer<typeof exportChoiceSchema>;

/** Which discussions of a notebook. */
export const exportScopeSchema = z.enum(['all', 'finished']);
export type ExportScope = z.infer<typeof exportScopeSchema>;

/** Two files are of use only where there are two parts. */
export function settled({ kind, form }: ExportChoice): ExportChoice {
  return { kind, form: kind !== 'discussion' && form === 'files' ? 'file' : form };
}
