import { type ChangeEvent, type DragEvent, useState } from 'react';
import './fileDrop.css';

export interface FileDropProps {
  readonly words: string;
  /** On the button. */
  readonly choose: string;
  readonly limits: string;
  /** Endings of files, as a file field takes them. */
  readonly accept: string;
  /** What is said while a file is read; `null`: none is. */
  readonly reading: string | null;
  readonly onFile: (file: File) => void;
  /** More than one was dropped. */
  readonly onMany: () => void;
}

/** A place to drop a file on, with a button to choose one. */
export function FileDrop({ words, choose, limits, accept, reading, onFile, onMany }: FileDropProps) {
  const [over, setOver] = useState(false);

  function chosen(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.target.files ?? [];
    // The same file may be chosen again after it was corrected.
    event.target.value = '';
    if (file) onFile(file);
  }

  function dropped(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const [file, ...more] = event.dataTransfer.files;
    if (more.length > 0) onMany();
    else if (file) onFile(file);
  }

  return (
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <p>{words}</p>
      <label className="file-button">
        {choose}
        <input type="file" accept={accept} onChange={chosen} disabled={reading !== null} />
      </label>
      <p className="note">{limits}</p>
      <p role="status">
        {reading !== null && (
          <>
            <progress aria-label={reading} /> {reading}
          </>
        )}
      </p>
    </div>
  );
}
