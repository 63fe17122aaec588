/**
 * How the engine's Node is started, by whoever starts it: with a heap that fits a small machine beside four windows.
 * The engine keeps little in memory (the organisation, targets, the latest answers); without a bound the heap grows with
 * what a bulk load leaves behind for the collector.
 */
export const ENGINE_NODE_FLAGS: readonly string[] = ['--max-old-space-size=256', '--max-semi-space-size=8'];
