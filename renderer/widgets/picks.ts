/** Fields of a widget's configuration that name something the engine knows: an editor offers what there is. */
import { z } from 'zod';

/** Key of a unit of the organisation. */
export const unitKey = z.string().min(1).meta({ picks: 'unit' });

/** Key of an indicator of the catalogue. */
export const indicatorKey = z.string().min(1).meta({ picks: 'indicator' });
