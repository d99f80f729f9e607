/** What each command of shared/commands does, when it makes sense, and whether it is ticked. */
import { COMMANDS, type CommandId } from '../../shared/commands/commands';
import type { DiscussionId } from '../../shared/util/brand';
import type { CopyFormat } from '../editor';
import { openFinish } from '../features/recap/finish-flow';
import type { PeopleCommands } from '../features/recap/recap-people';
import type { SinceCommands } from '../features/recap/since';
import type { LaneCommands } from '../features/recap/use-lanes';
import type { AppModel } from './app-model';
import { holdsWork } from './app-state';

/** What only the view can do: put the focus somewhere. */
export interface CommandView {
  focusSearch(): void;
  focusRegion(step: 1 | -1): void;
  focusTitle(): void;
  focusComposer(): void;
  focusRecap(): void;
  /** Does something with the people of the recap that is on screen. */
  inRecap(act: (people: PeopleCommands) => void): void;
  /** Does something with the recaps: which are on screen, and what goes from one to another. */
  withRecaps(act: (lanes: LaneCommands) => void): void;
  /** Does something with what was not seen yet. */
  inSince(act: (since: SinceCommands) => void): void;
  /** Adds what is selected in the thread, or the post in hand. */
  addToRecap(): void;
  /** Copies what is selected, or the block or post in hand. */
  copyInHand(format: CopyFormat): void;
  /** On through what is missing from the recap. */
  walkMissing(step: 1 | -1): void;
}

export function commandTable(model: AppModel, view: CommandView): Readonly<Record<CommandId, () => void>> {
  const { copies, discussions, notebooks, pages } = model;
  const onShown = (act: (id: DiscussionId) => void): void => {
    const id = model.shown.get()?.id;
    if (id !== undefined) act(id);
  };
  return {
    'discussion.new': () => discussions.create(),
    'discussion.new-from-text': () => model.openDialog({ kind: 'import', name: '', text: '' }),
    'chat.import': () => model.openDialog({ kind: 'chat' }),
    'discussion.new-from-template': () => model.openDialog({ kind: 'templates', into: 'new' }),
    'export.recap': () => discussions.exportShown('recap'),
    'export.thread': () => discussions.exportShown('thread'),
    'export.discussion': () => discussions.exportShown('discussion'),
    'export.recap-html': () => pages.publish('html', 'recap'),
    'export.thread-html': () => pages.publish('html', 'thread'),
    'export.discussion-html': () => pages.publish('html', 'discussion'),
    'export.recap-pdf': () => pages.publish('pdf', 'recap'),
    'export.thread-pdf': () => pages.publish('pdf', 'thread'),
    'export.discussion-pdf': () => pages.publish('pdf', 'discussion'),
    'print.recap': () => pages.publish('print', 'recap'),
    'print.thread': () => pages.publish('print', 'thread'),
    'print.discussion': () => pages.publish('print', 'discussion'),
    'copy.recap': () => copies.recap('markdown'),
    'copy.recap-rich': () => copies.recap('rich'),
    'copy.markdown': () => view.copyInHand('markdown'),
    'copy.rich': () => view.copyInHand('rich'),
    'export.choose': () => model.openDialog({ kind: 'export' }),
    'export.notebook': () => model.openDialog({ kind: 'export-notebook' }),
    'export.keep': () => model.openDialog({ kind: 'keep-markdown' }),
    'backup.open': () => model.openDialog({ kind: 'backups', chosen: null }),
    'handoff.give': () => model.openDialog({ kind: 'hand-off' }),
    'handoff.open': () => model.handOffs.choose(),
    'settings.open': () => model.openDialog({ kind: 'settings' }),
    'library.search': () => {
      model.settings.updateView({ sidebarHidden: false });
      view.focusSearch();
    },
    'palette.open': () => model.openDialog({ kind: 'palette' }),
    'view.sidebar': () => model.settings.updateView({ sidebarHidden: !model.settings.state.get().view.sidebarHidden }),
    'view.trash': () => discussions.goTo({ kind: 'trash' }),
    'trash.undo': () => model.trash.undo(),
    'trash.empty': () => model.trash.askEmpty(),
    'view.connection': () => model.openDialog({ kind: 'connection' }),
    'view.next-region': () => view.focusRegion(1),
    'view.previous-region': () => view.focusRegion(-1),
    'view.back': () => model.back(),
    'view.forward': () => model.forward(),
    'discussion.rename': () => view.focusTitle(),
    'discussion.write-post': () => view.focusComposer(),
    'discussion.go-to-recap': () => view.focusRecap(),
    'recap.add': () => view.addToRecap(),
    'recap.next-missing': () => view.walkMissing(1),
    'recap.previous-missing': () => view.walkMissing(-1),
    'recap.ours': () => view.withRecaps((lanes) => lanes.go('ours')),
    'recap.mine': () => view.withRecaps((lanes) => lanes.go('mine')),
    'recap.beside': () => view.withRecaps((lanes) => lanes.toggle('beside')),
    'recap.lanes': () => view.withRecaps((lanes) => lanes.toggle('lanes')),
    'recap.take': () => view.withRecaps((lanes) => lanes.take()),
    'recap.stances': () => view.inRecap((people) => people.stances()),
    'recap.agree': () => view.inRecap((people) => people.stance('agree')),
    'recap.disagree': () => view.inRecap((people) => people.stance('disagree')),
    'recap.unsure': () => view.inRecap((people) => people.stance('unsure')),
    'recap.who-wrote-what': () => view.inRecap((people) => people.whoWroteWhat()),
    'recap.next-change': () => view.inSince((since) => since.step(1)),
    'recap.previous-change': () => view.inSince((since) => since.step(-1)),
    'recap.change-seen': () => view.inSince((since) => since.accept()),
    'discussion.versions': () => model.openDialog({ kind: 'versions', chosen: null }),
    'discussion.name-version': () => model.openDialog({ kind: 'name-version' }),
    'recap.all-seen': () => view.inSince((since) => since.acceptAll()),
    'recap.contributors': () => view.inRecap((people) => people.contributors()),
    'discussion.status-open': () => onShown((id) => discussions.setStatus(id, 'open')),
    'discussion.status-recapping': () => onShown((id) => discussions.setStatus(id, 'recapping')),
    'discussion.status-review': () => onShown((id) => discussions.setStatus(id, 'review')),
    'discussion.finish': () => {
      const discussion = model.shown.get();
      if (discussion !== null) openFinish(discussion.id, discussion.meta.get().status);
    },
    'discussion.finish-now': () => onShown((id) => discussions.setStatus(id, 'finished')),
    'recap.sign-off': () => model.shown.get()?.parts.ending.signOff(true),
    'recap.template': () => model.openDialog({ kind: 'templates', into: 'recap' }),
    'recap.save-template': () => model.openDialog({ kind: 'save-template' }),
    'recap.carry-over': () => model.openDialog({ kind: 'carry-over' }),
    'discussion.trash': () => onShown((id) => discussions.trash(id)),
    'notebook.new': () => model.openDialog({ kind: 'new-notebook' }),
    'notebook.rename': () => model.openDialog({ kind: 'rename-notebook' }),
    'notebook.share': () => model.openDialog({ kind: 'share' }),
    'notebook.join': () => model.openDialog({ kind: 'join', link: '' }),
    'notebook.offline': () => notebooks.setOffline(!isOffline(model)),
    'help.shortcuts': () => model.openDialog({ kind: 'shortcuts' }),
    'help.check-data': () => model.dataCheck.open(),
    'help.about': () => model.openDialog({ kind: 'about' }),
  };
}

/** Runs a command if it makes sense now; an open dialog gives way, unless work in it would be lost. */
/** Moves within the window as it is: from a dialog to the notices and back. */
const STAYS: ReadonlySet<CommandId> = new Set(['view.next-region', 'view.previous-region']);

export function runCommand(model: AppModel, view: CommandView, id: CommandId): void {
  const stays = STAYS.has(id);
  if ((holdsWork(model.state.get().dialog) && !stays) || !enabledCommands(model)[id]) return;
  if (model.state.get().dialog !== null && !stays) model.closeDialog();
  commandTable(model, view)[id]();
}

function currentEntry(model: AppModel) {
  const open = model.session.state.get()?.id;
  return model.settings.state.get().notebooks.find((entry) => entry.id === open);
}

function isOffline(model: AppModel): boolean {
  return currentEntry(model)?.offline === true;
}

export function enabledCommands(model: AppModel): Readonly<Record<CommandId, boolean>> {
  const has = {
    nothing: true,
    profile: model.settings.state.get().profile !== null,
    notebook: model.session.state.get() !== null,
    discussion: model.shown.get() !== null,
  };
  const { history } = model.state.get();
  const further: Partial<Record<CommandId, boolean>> = {
    'view.back': history.past.length > 0,
    'view.forward': history.future.length > 0,
    'notebook.offline': currentEntry(model)?.shared === true,
  };
  const rows = COMMANDS.map((command): [CommandId, boolean] => [
    command.id,
    has[command.needs] && (further[command.id] ?? true),
  ]);
  return Object.fromEntries(rows) as Record<CommandId, boolean>;
}

export function checkedCommands(model: AppModel): Partial<Record<CommandId, boolean>> {
  return {
    'view.sidebar': !model.settings.state.get().view.sidebarHidden,
    'notebook.offline': isOffline(model),
  };
}
