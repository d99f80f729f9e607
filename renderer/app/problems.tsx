import { AppError, describeError, isErrorCode } from '../../shared/errors/app-error';
import type { Notebook } from '../notebook/types';
import { Banner } from '../ui/banner';
import { useReadable } from '../ui/store';

/** What went wrong with the notebook's storage, until it is put away. */
export function Problems({ notebook }: { readonly notebook: Notebook }) {
  const problems = useReadable(notebook.problems);
  if (problems.length === 0) return null;
  return (
    <div className="app-problems">
      {problems.map((problem) => {
        const told = describeError(new AppError(isErrorCode(problem.code) ? problem.code : 'unexpected'));
        return (
          <Banner
            key={problem.key}
            what={told.what}
            more={`${told.kept} ${told.next}`}
            action={{ label: 'Dismiss', run: () => notebook.dismissProblem(problem.key) }}
          />
        );
      })}
    </div>
  );
}
