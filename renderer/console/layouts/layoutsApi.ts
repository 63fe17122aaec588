/** What the engine's API says of scenes that are edited. */
import { z } from 'zod';
import {
  type EditableScene,
  editableScenesAnswer,
  type ImportAnswer,
  importAnswer,
  type NewScene,
  type Publication,
  type PublicationAnswer,
  publicationAnswer,
  publicationsAnswer,
  type PublishedAnswer,
  publishedAnswer,
  type PublishingAnswer,
  publishingAnswer,
  type SceneBundle,
  type SceneDraft,
  sceneDraft,
} from '../../../electron/contract/sceneEditing.ts';
import { type Monitor, wallState } from '../../../electron/contract/wall.ts';
import { nothing } from '../api.ts';
import { BASE, call } from '../call.ts';

export const scenes = {
  /** The monitors as they hang now. */
  monitors: async (): Promise<readonly Monitor[]> => (await call('GET', '/wall', wallState)).monitors,
  list: async (): Promise<EditableScene[]> =>
    (await call('GET', '/scenes/editable', editableScenesAnswer)).scenes,
  make: (scene: NewScene): Promise<SceneDraft> => call('POST', '/scenes', sceneDraft, scene),
  remove: (id: string) => call('DELETE', `/scenes/${id}`, nothing),
  bring: (document: unknown, replace: boolean): Promise<ImportAnswer> =>
    call('POST', `/scenes/import?replace=${String(replace)}`, importAnswer, document),
  open: (id: string): Promise<SceneDraft> => call('GET', `/scenes/${id}/draft`, sceneDraft),
  save: (id: string, basedOn: number, bundle: SceneBundle): Promise<SceneDraft> =>
    call('PUT', `/scenes/${id}/draft`, sceneDraft, { basedOn, bundle }),
  drop: (id: string, basedOn: number): Promise<SceneDraft | null> =>
    call('POST', `/scenes/${id}/draft/drop`, z.nullable(sceneDraft), { basedOn }),
  publish: (id: string, version: number, note: string): Promise<PublishedAnswer> =>
    call('POST', `/scenes/${id}/publish`, publishedAnswer, { version, note: note === '' ? null : note }),
  rollBack: (id: string, number: number): Promise<PublishedAnswer> =>
    call('POST', `/scenes/${id}/roll-back`, publishedAnswer, { number }),
  publishing: (): Promise<PublishingAnswer> => call('GET', '/scenes/publishing', publishingAnswer),
  publications: async (id: string): Promise<Publication[]> =>
    (await call('GET', `/scenes/${id}/publications`, publicationsAnswer)).publications,
  publication: (id: string, number: number): Promise<PublicationAnswer> =>
    call('GET', `/scenes/${id}/publications/${number}`, publicationAnswer),
};

/** Address of the scene as a file to take along. */
export function sceneFileAddress(id: string): string {
  return `${BASE}/scenes/${id}/file`;
}
