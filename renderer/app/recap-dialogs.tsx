/** The dialogs about a recap as a whole: templates, and what is carried on. */
import { nextTitle } from '../../shared/recap/carry-over';
import type { OwnTemplate } from '../../shared/recap/templates';
import { CarryDialog } from '../features/recap/carry-dialog';
import { NO_FACTS, templateFacts } from '../features/recap/template-facts';
import { TemplatesDialog } from '../features/recap/templates-dialog';
import { type OfferedTemplate, offeredTemplates } from '../features/recap/templates-list';
import { SaveTemplate } from '../features/recap/templates-save';
import { type ReadableValue, useReadable } from '../ui/store';
import type { AppModel } from './app-model';
import type { DialogState } from './app-state';
import { soon } from './command-view';
import { focusRecapEditor } from './regions';

type RecapDialogState = Extract<DialogState, { kind: 'templates' | 'save-template' | 'carry-over' }>;

interface RecapDialogProps {
  readonly model: AppModel;
  readonly dialog: RecapDialogState;
  readonly onClose: () => void;
}

const NO_TEMPLATES: ReadableValue<readonly OwnTemplate[]> = { get: () => NONE, subscribe: () => () => undefined };
const NONE: readonly OwnTemplate[] = [];

/** What can be chosen now, in the discussion that is shown or for a new one. */
function templatesFor(model: AppModel, here: boolean): readonly OfferedTemplate[] {
  const notebook = model.session.state.get()?.notebook;
  const discussion = here ? model.shown.get() : null;
  return offeredTemplates(
    notebook?.templates.list.get() ?? NONE,
    discussion === null ? NO_FACTS : templateFacts(discussion),
    (person) => notebook?.participants.get().get(person)?.name ?? 'somebody',
  );
}

export function RecapDialog({ model, dialog, onClose }: RecapDialogProps) {
  const { recaps, shown, report } = model;
  switch (dialog.kind) {
    case 'templates':
      return <Templates model={model} here={dialog.into === 'recap'} onClose={onClose} />;
    case 'save-template': {
      const recap = shown.get()?.parts.ours.read();
      return recap === undefined ? null : <SaveTemplate recap={recap} onSave={recaps.saveTemplate} onClose={onClose} />;
    }
    case 'carry-over':
      return (
        <CarryDialog
          points={recaps.carryable()}
          title={nextTitle(shown.get()?.title.toString() ?? '')}
          onCarry={(points, title) => {
            onClose();
            recaps.carryOver(points, title).catch(report);
          }}
          onClose={onClose}
        />
      );
  }
}

function Templates({ model, here, onClose }: Omit<RecapDialogProps, 'dialog'> & { readonly here: boolean }) {
  const { recaps, session } = model;
  useReadable(session.state.get()?.notebook.templates.list ?? NO_TEMPLATES);
  return (
    <TemplatesDialog
      title={here ? 'Insert template' : 'New from template'}
      lede={
        here
          ? 'It goes behind what the recap holds already. Undo takes it back.'
          : 'A new discussion whose recap begins with a template.'
      }
      confirm={here ? 'Insert' : 'Create'}
      templates={templatesFor(model, here)}
      onUse={(one) => {
        if (!here) return recaps.createFrom(one.make());
        recaps.insert(one.make());
        soon(focusRecapEditor);
      }}
      onRename={recaps.renameTemplate}
      onRemove={recaps.removeTemplate}
      onClose={onClose}
    />
  );
}
