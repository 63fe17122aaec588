/** To whom somebody may give a task: units of their part of the organisation, and people who stand there. */
import type { UnitNode } from '../../contract/answers.ts';
import type { Assignee, AssigneesAnswer } from '../../contract/tasks.ts';
import { ProblemError } from '../problems/index.ts';
import { type Actor, type Colleague, liesWithin, mayDo } from './actors.ts';

export interface Given {
  readonly unit: string;
  readonly person: string | null;
  readonly personId: number | null;
}

/** Units that belong to the agency; published figures are nobody's to work on. */
function unitsOf(units: readonly UnitNode[]): UnitNode[] {
  return units.filter(({ nature }) => nature !== 'published');
}

/**
 * The assignee that was asked for, if this somebody may give it tasks.
 * @throws ProblemError naming `assignee.unit` or `assignee.person`
 */
export function giveTo(
  actor: Actor,
  asked: Assignee,
  units: readonly UnitNode[],
  people: readonly Colleague[],
): Given {
  const known = unitsOf(units).some(({ unit }) => unit === asked.unit);
  if (!known || !(actor.reach.covers(asked.unit) || isSelf(actor, asked, people)))
    throw new ProblemError(
      400,
      `assignee.unit: there is no unit "${asked.unit}" among those you may give tasks to; ask /tasks/assignees for them.`,
      { field: 'assignee.unit' },
    );
  if (!mayDo(actor, 'tasks.assign') && !isSelf(actor, asked, people))
    throw new ProblemError(
      403,
      'You may make tasks for yourself only; ask somebody who gives tasks, or whoever manages people for the permission tasks.assign.',
      { field: 'assignee' },
    );
  if (asked.person === null) return { unit: asked.unit, person: null, personId: null };
  const person = people.find((one) => one.person === asked.person);
  if (!person || !liesWithin(person.unit, asked.unit, units))
    throw new ProblemError(
      400,
      `assignee.person: nobody called "${asked.person}" works on tasks in ${asked.unit}; ask /tasks/assignees for who does.`,
      { field: 'assignee.person' },
    );
  return { unit: asked.unit, person: person.person, personId: person.id };
}

function isSelf(actor: Actor, asked: Assignee, people: readonly Colleague[]): boolean {
  const own = actor.id === null ? undefined : people.find(({ id }) => id === actor.id);
  return own !== undefined && asked.person === own.person && asked.unit === own.unit;
}

/** Everybody to whom somebody may give tasks. */
export function assigneesFor(
  actor: Actor,
  units: readonly UnitNode[],
  people: readonly Colleague[],
): AssigneesAnswer {
  const all = mayDo(actor, 'tasks.assign');
  const mine = people.filter(({ id, unit }) => (all ? actor.reach.covers(unit) : id === actor.id));
  const own = new Set(mine.map(({ unit }) => unit));
  return {
    units: unitsOf(units)
      .filter(({ unit }) => (all ? actor.reach.covers(unit) : own.has(unit)))
      .map(({ unit, name, parent }) => ({ unit, name, parent })),
    people: mine.map(({ person, unit }) => ({ person, unit })),
  };
}
