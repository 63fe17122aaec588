/** Questions and forecasts as tools, for assistants of whatever kind. */
export { mcpRoutes } from './mcpRoutes.ts';
export { createTools, type Tool } from './tools.ts';
