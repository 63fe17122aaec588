import { createContext, useContext } from 'react';

/** Whether whoever sits here may make tasks; pages that show figures say so to what they draw. */
export const MayGive = createContext(false);

export function useMayGive(): boolean {
  return useContext(MayGive);
}
