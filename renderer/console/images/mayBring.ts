import { createContext, useContext } from 'react';

/** Whether whoever sits here may bring pictures; pages on which one is chosen say so. */
export const MayBring = createContext(false);

export function useMayBring(): boolean {
  return useContext(MayBring);
}
