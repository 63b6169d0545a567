/** A rule, or a part of one, that has no visual form; the message says why. */
export class Advanced extends Error {}

let serial = 0;

/** An id for a node of the editor's tree, new in this browser tab. */
export const newId = () => `n${(serial += 1)}`;
