import { useSyncExternalStore } from 'react';

const query = '(min-width: 1181px)';

/** Whether there is room for settings beside the text: the width at which the composing page stands in two. */
export function useWide(): boolean {
  return useSyncExternalStore((changed) => {
    const media = matchMedia(query);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, () => matchMedia(query).matches);
}
