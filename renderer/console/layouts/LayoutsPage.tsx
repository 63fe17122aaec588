import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { usePath } from '../desk/page.ts';
import { SceneEditor } from './SceneEditor.tsx';
import { SceneHistory } from './SceneHistory.tsx';
import { SceneList } from './SceneList.tsx';
import './layouts.css';

/** The scenes of the wall; one of them being edited; or what was published of it. */
export function LayoutsPage({ person }: { readonly person: SessionAnswer }) {
  const [, id, part] = usePath();
  if (id === undefined || id === '') return <SceneList />;
  if (part === 'history') return <SceneHistory key={id} id={id} />;
  return <SceneEditor key={id} id={id} username={person.username} />;
}
