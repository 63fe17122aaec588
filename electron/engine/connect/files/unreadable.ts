/** A file that cannot be read at all; the message is the end of a sentence that begins with its name. */
export class Unreadable extends Error {}
