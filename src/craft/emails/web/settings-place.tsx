import type { ReactNode, Ref } from 'react';
import './compose-side.css';

/** Beside the text: the settings of the chosen block, put here by the editor, over whatever else stands there. */
export function SettingsPlace({ ref, children }: { ref: Ref<HTMLDivElement>; children: ReactNode }) {
  return <div className="compose-side"><div ref={ref} className="compose-settings" />{children}</div>;
}
