/** Assigning targets: split, proposed, approved; they enter as events, as any other. */
import type { FastifyPluginCallback } from 'fastify';
import { createProposals, type ProposalParts } from './proposals.ts';
import { targetRoutes, type TargetRouteParts } from './targetRoutes.ts';
import { createTargetsInForce } from './targetsInForce.ts';

export { TARGETS_SOURCE } from './proposals.ts';

/** The capability's routes over a store. */
export function assigningRoutes(
  parts: Omit<ProposalParts, 'inForce' | 'measures'> & Pick<TargetRouteParts, 'measures' | 'isHoliday'>,
): FastifyPluginCallback {
  const inForce = createTargetsInForce(parts.db);
  return targetRoutes({ ...parts, inForce, proposals: createProposals({ ...parts, inForce }) });
}
