/** menu.update: what the page can do now. */
import type { AppMenu } from '../../app/menu';
import type { Handlers } from '../dispatch';

export function menuHandlers(menu: Pick<AppMenu, 'update'>): Pick<Handlers, 'menu.update'> {
  return { 'menu.update': (states) => menu.update(states) };
}
