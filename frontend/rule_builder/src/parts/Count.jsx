import { useContext } from 'react';
import { Shared } from '../shared.js';

const grouped = (n) => n.toLocaleString('en-US');

/** The customers that satisfy one node and how many it removes from its group; greyed while out of date. */
export function Count({ id }) {
  const { counts, unit } = useContext(Shared);
  const count = counts.of(id);
  if (!count) return null;
  const removes = count.removes ?? 0;
  return (
    <span className={counts.isStale ? 'count stale' : 'count'} data-testid="count" title={counts.isStale ? 'Counting again' : undefined}>
      <b>{grouped(count.members)}</b> <span className="unit">{unit}</span>
      {removes > 0 && <span className="removes" title={`Without this, the group would hold ${grouped(removes)} more ${unit}`}>−{grouped(removes)}</span>}
    </span>
  );
}
