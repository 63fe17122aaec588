/** Natures of figures that are said once, over everything, and need no label at each widget. */
import { createContext } from 'react';
import type { Nature } from '../../../electron/contract/answers.ts';

export const SaidNatures = createContext<readonly Nature[]>(['operational']);
