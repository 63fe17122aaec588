/** Addresses that do not lie in the public internet: nothing is sent there unless an administrator allowed that host. */
import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and its updates); `169.254.169.254`, where clouds keep secrets, is link-local. */
const SPECIAL: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  // What only wraps an IPv4 address: nobody reaches the public internet by it from here.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const inner = new BlockList();
for (const [net, bits] of SPECIAL) inner.addSubnet(net, bits, isIP(net) === 4 ? 'ipv4' : 'ipv6');

/** Whether an IP address lies elsewhere than in the public internet; what is no address does. */
export function isInner(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return inner.check(address, 'ipv4');
    case 6:
      // `::ffff:10.0.0.1` is looked up as what it maps.
      return inner.check(address, 'ipv6');
    default:
      return true;
  }
}
