import { useContext } from 'react';
import { Parent } from '../shared.js';

/** The word between a row and the one before it. */
export function Joint({ path }) {
  const { combinator } = useContext(Parent);
  const isFirst = path.at(-1) === 0;
  return <span className={isFirst ? 'joint first' : `joint ${combinator}`} aria-hidden="true">{isFirst ? 'where' : combinator}</span>;
}
