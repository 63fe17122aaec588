export { useCatalogue } from './catalogue.ts';
export type { Freshness } from './freshness.ts';
export {
  LiveContext,
  useAnswer,
  useEngine,
  useFreshness,
  useLive,
  useNatures,
  useRefusal,
  type LiveReading,
} from './hooks.ts';
export { connectLive, type EngineAddress, type Live } from './live.ts';
export { queryKey, queryOf, unitsOf } from './question.ts';
export { recall, remember } from './remembered.ts';
export { createLiveStore, type LiveState, type LiveStore, type PreparedScene } from './state.ts';
