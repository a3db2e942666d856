import { Upload } from 'lucide-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** A place to drop a file on, or to press and choose one. */
export function FileDrop({ title, hint, accept, onFile, disabled }: { title: ReactNode; hint?: ReactNode; /** ".csv,.tsv,.xlsx" */ accept: string; onFile: (file: File) => void; disabled?: boolean }) {
  const [over, setOver] = useState(false);
  const dragged = (event: DragEvent): void => {
    event.preventDefault();
    setOver(event.type === 'dragover');
  };
  const dropped = (event: DragEvent): void => {
    dragged(event);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };
  return (
    // Dropping is beside pressing, which the input in the label does for everybody.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label className="drop" data-over={over ? '' : undefined} onDragOver={dragged} onDragLeave={dragged} onDrop={dropped}>
      <Icon of={Upload} />
      <span className="strong">{title}</span>
      {hint && <span className="hint">{hint}</span>}
      <input className="sr" type="file" accept={accept} disabled={disabled} onChange={(event) => {
        const file = event.target.files?.[0];
        // The same file chosen again, after mending it, is a change too.
        event.target.value = '';
        if (file) onFile(file);
      }} />
    </label>
  );
}
