import { useEffect } from 'react';
import type { AppModel } from './app-model';
import { checkedCommands, enabledCommands } from './commands';

/** Tells main which menu items make sense now and which are ticked; only when that changed. */
export function useMenuState(model: AppModel): void {
  useEffect(() => {
    let told = '';
    const tell = (): void => {
      const menu = { enabled: enabledCommands(model), checked: checkedCommands(model) };
      const text = JSON.stringify(menu);
      if (text === told) return;
      told = text;
      model.ports.bridge.request('menu.update', menu).catch(model.report);
    };
    const ends = [model.state, model.settings.state, model.session.state, model.shown].map((one) =>
      one.subscribe(tell),
    );
    tell();
    return () => {
      for (const end of ends) end();
    };
  }, [model]);
}
