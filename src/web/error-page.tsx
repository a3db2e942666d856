import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from '../platform/ui/button.tsx';
import { Problem } from '../platform/ui/problem.tsx';
import { t } from '../platform/ui/words.ts';

// A page whose code is gone from the server was built before the last update.
const isOldBuild = (error: unknown): boolean => error instanceof Error && /dynamically imported module|importing a module script|Unable to preload/i.test(error.message);

/** What is left when a page stumbles: the shell stays, and says what to do. */
export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  useEffect(() => {
    console.error(error);
  }, [error]);
  const again = (): void => {
    reset?.();
    void router.invalidate();
  };
  return (
    <div className="pad">
      {isOldBuild(error)
        ? <Problem title={t('Kindred was updated')} action={<Button variant="primary" onClick={() => location.reload()}>{t('Reload')}</Button>}>{t('This page belongs to the version before. What you saved is saved; reload to go on with the new one.')}</Problem>
        : (
          <Problem title={t('This page stumbled')} action={<div className="acts"><Button variant="primary" onClick={again}>{t('Try again')}</Button><Button variant="quiet" onClick={() => router.history.back()}>{t('Go back')}</Button></div>}>
            {t('What you saved is saved. If it happens again, tell whoever looks after Kindred here: “{error}”.', { error: error instanceof Error ? error.message : String(error) })}
          </Problem>
        )}
    </div>
  );
}
