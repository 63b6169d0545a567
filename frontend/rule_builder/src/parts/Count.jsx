import { useContext } from 'react';
import { Shared } from '../shared.js';

const grouped = (n) => n.toLocaleString('en-US');

/** The customers that satisfy one node and how many it removes; greyed while they belong to an older rule. */
export function Count({ id, isTotal = false }) {
  const { counts, unit } = useContext(Shared);
  const count = counts.of(id);
  if (!count) return null;
  const removes = count.removes ?? 0;
  const kind = ['count', isTotal && 'total', counts.isStale && 'stale'].filter(Boolean).join(' ');
  return (
    <span
      className={kind}
      data-testid="count"
      aria-busy={counts.isStale}
      title={counts.isStale ? 'Counting again' : undefined}
    >
      {!isTotal && removes > 0 && (
        <span className="removes" title={`Removes ${grouped(removes)} ${unit}`}>
          <span className="unseen">removes </span>
          <span aria-hidden="true">−</span>
          {grouped(removes)}
        </span>
      )}
      <b>{grouped(count.members)}</b> <span className="unit">{unit}</span>
    </span>
  );
}
