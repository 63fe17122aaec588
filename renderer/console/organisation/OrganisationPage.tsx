/** The organisation: its tree on a day, as files, and from files. */
import { useState } from 'react';
import { usePath } from '../desk/page.ts';
import { BringFile } from './BringFile.tsx';
import { ImportView } from './ImportView.tsx';
import { TreeView } from './TreeView.tsx';
import './organisation.css';

/** `people`: whether names of officers may be read. */
export function OrganisationPage({ people }: { readonly people: boolean }) {
  const [, number = ''] = usePath();
  const [day, setDay] = useState<string | null>(null);
  if (/^\d+$/.test(number)) return <ImportView key={number} number={Number(number)} />;
  return (
    <>
      <TreeView day={day} onDay={setDay} />
      <BringFile people={people} day={day} />
    </>
  );
}
