/** Who sees a task, works on it, gives it: rights by place in the tree, and by what somebody has to do with it. */
import type { TaskState } from '../../contract/tasks.ts';
import { type Actor, mayDo } from './actors.ts';
import { nextStates, stepOf } from './states.ts';
import type { KeptTask } from './taskStore.ts';

/** Whether somebody gave a task, or stands where tasks of its unit are given. */
export function gives(actor: Actor, task: Pick<KeptTask, 'maker' | 'unit'>): boolean {
  if (mayDo(actor, 'tasks.assign') && actor.reach.covers(task.unit)) return true;
  return actor.id !== null && task.maker === actor.id && mayDo(actor, 'tasks.work');
}

/** Whether a task is somebody's to work on: it is theirs, or their unit's and nobody's in particular. */
export function works(actor: Actor, task: Pick<KeptTask, 'personId' | 'unit'>): boolean {
  if (!mayDo(actor, 'tasks.work')) return false;
  if (task.personId !== null) return task.personId === actor.id;
  return actor.reach.covers(task.unit);
}

/** Whether somebody may see a task at all: of their part of the organisation, or one they have to do with. */
export function sees(actor: Actor, task: KeptTask, watching: boolean): boolean {
  if (actor.reach.covers(task.unit)) return true;
  return actor.id !== null && (watching || task.maker === actor.id || task.personId === actor.id);
}

/** What keeps somebody from a step; `null` when nothing does. */
export type Obstacle = 'no_step' | 'not_yours' | 'own_work' | null;

/**
 * Whoever did a task does not confirm it, so that a second pair of eyes looks; but a task that somebody gave to
 * themselves concerns nobody else.
 */
export function obstacleTo(actor: Actor, task: KeptTask, to: TaskState): Obstacle {
  const step = stepOf(task.state, to);
  if (!step) return 'no_step';
  const giver = gives(actor, task);
  if (!giver && !(step.by === 'worker' && works(actor, task))) return 'not_yours';
  const forThemselves = task.maker !== null && task.maker === actor.id && task.personId === actor.id;
  if (to === 'confirmed' && task.doneBy === actor.name && !forThemselves) return 'own_work';
  return null;
}

/** Where somebody may take a task from where it is. */
export function movesOf(actor: Actor, task: KeptTask): TaskState[] {
  return nextStates(task.state).filter((to) => obstacleTo(actor, task, to) === null);
}
