import { createContext } from 'react';

/**
 * What every row needs besides its own node: {fields, counts, unit, empty, incomplete} and two refs, `dragged` (the path
 * of what is being dragged) and `justAdded` (true until the new condition has opened its list of fields).
 */
export const Shared = createContext(null);

/** {combinator} of the group that a row stands in. */
export const Parent = createContext({ combinator: 'and' });
