/** Deliveries: the outbox of mail and signed webhooks. */
export { createDeliveries, type Deliveries } from './deliveries.ts';
export { deliveryRoutes } from './deliveryRoutes.ts';
export type { OutgoingMessage } from './message.ts';
