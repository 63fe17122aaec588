/** Reaching the engine from the local network: its own listener with its certificate, and the devices paired with the wall. */
export { createDevices } from './devices.ts';
export { machineAddresses } from './machine.ts';
export { createNetwork } from './network.ts';
export { networkRoutes } from './networkRoutes.ts';
export { createPairing } from './pairing.ts';
