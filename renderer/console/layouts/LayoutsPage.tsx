import { memo } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { usePath } from '../desk/page.ts';
import { SceneEditor } from './SceneEditor.tsx';
import { SceneHistory } from './SceneHistory.tsx';
import { SceneList } from './SceneList.tsx';
import './layouts.css';

/** The desk around it is drawn anew every few seconds. */
const Editor = memo(SceneEditor);

/** The scenes of the wall; one of them being edited; or what was published of it. */
export function LayoutsPage({ person }: { readonly person: SessionAnswer }) {
  const [, id, part] = usePath();
  if (id === undefined || id === '') return <SceneList />;
  if (part === 'history') return <SceneHistory key={id} id={id} />;
  return <Editor key={id} id={id} username={person.username} />;
}
