/** Who asks and acts: people and programs, with their rights and their place; and to whom tasks are given. */
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../../contract/access.ts';
import type { UnitNode } from '../../contract/answers.ts';
import { listUsers, nameOf, personId, type Reach } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { ReadableDB } from '../store/index.ts';

export interface Actor {
  /** As the audit trail and tasks name them. */
  readonly name: string;
  /** Row of the person; `null` for a program. */
  readonly id: number | null;
  readonly reach: Reach;
  readonly address: string | null;
}

export function actorOf(db: ReadableDB, { principal, reach, ip }: FastifyRequest): Actor {
  const id = principal?.kind === 'person' ? personId(db, principal.username) : null;
  return { name: nameOf(principal), id, reach, address: ip };
}

/** Somebody who has a calendar, notices and tasks of their own. @throws ProblemError 403 for programs. */
export function personOf(db: ReadableDB, request: FastifyRequest): Actor & { readonly id: number } {
  const actor = actorOf(db, request);
  if (actor.id === null)
    throw new ProblemError(403, 'A token has no tasks of its own; only a person who is signed in has.');
  return { ...actor, id: actor.id };
}

export function mayDo({ reach }: Actor, permission: Permission): boolean {
  return reach.permissions.includes(permission);
}

/** A person who can be given tasks. */
export interface Colleague {
  readonly id: number;
  readonly person: string;
  /** Where they stand: their place, or the top of the organisation. */
  readonly unit: string;
  /** `null`: they see the whole organisation. */
  readonly place: string | null;
  readonly permissions: readonly Permission[];
}

/** The top of the organisation; published figures are no part of it. */
export function topOf(units: readonly UnitNode[]): string | undefined {
  return units.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit;
}

/** People who may work on tasks, with where they stand. */
export function colleagues(db: ReadableDB, units: readonly UnitNode[]): Colleague[] {
  const top = topOf(units);
  return listUsers(db).flatMap(({ id, username, place, permissions }) => {
    const unit = place ?? top;
    if (unit === undefined || !permissions.includes('tasks.work')) return [];
    return [{ id, person: username, unit, place, permissions }];
  });
}

/** Whether a unit lies in the subtree of another, or is it. */
export function liesWithin(unit: string, above: string, units: readonly UnitNode[]): boolean {
  const parents = new Map(units.map((one) => [one.unit, one.parent]));
  const seen = new Set<string>();
  for (let at: string | null | undefined = unit; at && !seen.has(at); at = parents.get(at)) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}

/** The units above one, the nearest first. */
export function unitsAbove(unit: string, units: readonly UnitNode[]): string[] {
  const parents = new Map(units.map((one) => [one.unit, one.parent]));
  const above: string[] = [];
  for (let at = parents.get(unit); at && !above.includes(at); at = parents.get(at)) above.push(at);
  return above;
}
