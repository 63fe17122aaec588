/** What this machine is called in the local network. */
import { hostname, networkInterfaces } from 'node:os';

export interface MachineAddress {
  address: string;
  interface: string;
}

/** Addresses that others can reach: not loopback, and not those that hold on one cable only. */
export function machineAddresses(): MachineAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
      .map(({ address }) => ({ address, interface: name })),
  );
}

/** The name of this machine where it is one that a certificate can carry. */
export function machineName(): string {
  return hostname().toLowerCase();
}
