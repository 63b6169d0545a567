import { createContext } from 'react';

/** {fields, counts, unit, incomplete}: what every row needs besides its own node. */
export const Shared = createContext(null);

/** {combinator, size}: what a row needs to know of the group that it stands in. */
export const Parent = createContext({ combinator: 'and', size: 0 });
