/** A state of this machine that a person must change; the message is the one sentence that says how. */
export class Fault extends Error {}
