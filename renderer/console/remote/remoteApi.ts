/** What the remote control asks of the engine, and nothing more: the page is small and comes over a phone's network. */
import { z } from 'zod';
import type { BlankRequest } from '../../../electron/contract/blank.ts';
import type { InterruptRequest } from '../../../electron/contract/interrupts.ts';
import { type RemoteAnswer, remoteAnswer } from '../../../electron/contract/network.ts';
import type { ClockChange } from '../../../electron/contract/playback.ts';
import { call } from '../call.ts';

const done = z.unknown();

export const remote = {
  look: (): Promise<RemoteAnswer> => call('GET', '/remote', remoteAnswer),
  pair: (code: string, name: string) => call('POST', '/devices', done, { code, name }),
  unpair: () => call('DELETE', '/remote', done),
  show: (scene: string) => call('PUT', '/wall/scene', done, { scene }),
  handBack: () => call('DELETE', '/wall/scene/override', done),
  clock: (change: ClockChange) => call('PUT', '/clock', done, change),
  identify: () => call('POST', '/wall/identify', done),
  darken: (request: BlankRequest) => call('PUT', '/wall/blank', done, request),
  light: () => call('DELETE', '/wall/blank', done),
  message: (message: InterruptRequest) => call('POST', '/wall/interrupt', done, message),
  endMessage: () => call('DELETE', '/wall/interrupt', done),
};
