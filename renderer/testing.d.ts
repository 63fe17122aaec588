/** Keeps the project of the renderer's tests, which run under Node, from being empty. */
export {};
