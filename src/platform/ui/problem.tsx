import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toProblem } from './api-problem.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { t } from './words.ts';

/** What went wrong: what happened, what was kept, what to do next. No red. */
export function Problem({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty empty--solid" role="alert">
      <h2><Icon of={TriangleAlert} /> {title}</h2>
      <p className="soft">{children}</p>
      {action}
    </div>
  );
}

/** Whatever was thrown, with "Try again" when that may help. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const problem = toProblem(error);
  return <Problem title={problem.title} action={onRetry && <Button onClick={onRetry}>{t('Try again')}</Button>}>{problem.detail}</Problem>;
}
