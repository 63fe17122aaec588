/** Under this name a dragged entry of a palette says which widget it stands for. */
export const CARRIED_TYPE = 'application/x-ioc-wall-widget';
