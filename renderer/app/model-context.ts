import { createContext, useContext } from 'react';
import type { AppModel } from './app-model';

export const ModelContext = createContext<AppModel | null>(null);

export function useModel(): AppModel {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('the app model is missing above this view');
  return model;
}
