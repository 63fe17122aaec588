/** The key that the engine seals secrets with: where it lies, and how it is handed over. */

/** Name of the key's file in the data folder. Others that begin so are keys of before, and still open what they sealed. */
export const KEY_FILE = 'secrets.key';

/** Bytes of a key. */
export const KEY_BYTES = 32;

/**
 * Environment variable that names the file in which the system hands the key over, in memory that only the engine's user
 * reads. The key itself is never in the environment or among the arguments.
 */
export const HANDED_KEY = 'IOC_WALL_HANDED_KEY';
