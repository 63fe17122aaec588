/** Mail and webhooks, as the console asks the engine about them. */
import {
  deliveriesAnswer,
  type DeliveriesAnswer,
  delivery,
  type Delivery,
  deliverySettings,
  type DeliverySettings,
  type DeliveryState,
  deliveryTrial,
  type DeliveryTrial,
  deliveryWays,
  type DeliveryWays,
  endpoint,
  type Endpoint,
  endpointMade,
  type EndpointRequest,
  type MailRequest,
} from '../../../electron/contract/deliveries.ts';
import type { z } from 'zod';
import { nothing } from '../api.ts';
import { call } from '../call.ts';

export type EndpointMade = z.infer<typeof endpointMade>;

export const deliveries = {
  /** The newest first, older than delivery `before`. */
  list: (state: DeliveryState | null, before: number | null): Promise<DeliveriesAnswer> => {
    const asked = new URLSearchParams({
      ...(state !== null && { state }),
      ...(before !== null && { before: String(before) }),
    });
    return call('GET', `/deliveries?${asked.toString()}`, deliveriesAnswer);
  },
  retry: (number: number): Promise<Delivery> => call('POST', `/deliveries/${number}/retry`, delivery),
  ways: (): Promise<DeliveryWays> => call('GET', '/deliveries/ways', deliveryWays),
  settings: (): Promise<DeliverySettings> => call('GET', '/deliveries/settings', deliverySettings),
  setMail: (request: MailRequest) => call('PUT', '/deliveries/mail', nothing, request),
  removeMail: () => call('DELETE', '/deliveries/mail', nothing),
  tryMail: (to: string): Promise<DeliveryTrial> =>
    call('POST', '/deliveries/mail/test', deliveryTrial, { to }),
  addEndpoint: (request: EndpointRequest): Promise<EndpointMade> =>
    call('POST', '/deliveries/endpoints', endpointMade, request),
  changeEndpoint: (id: string, request: EndpointRequest): Promise<Endpoint> =>
    call('PUT', `/deliveries/endpoints/${id}`, endpoint, request),
  removeEndpoint: (id: string) => call('DELETE', `/deliveries/endpoints/${id}`, nothing),
  renewSecret: (id: string): Promise<EndpointMade> =>
    call('POST', `/deliveries/endpoints/${id}/secret`, endpointMade),
  tryEndpoint: (id: string): Promise<DeliveryTrial> =>
    call('POST', `/deliveries/endpoints/${id}/test`, deliveryTrial),
};
