import { useCallback, useMemo, useRef, useState } from 'react';
import { Chevron } from '../parts/icons.jsx';
import { Listbox } from '../parts/Listbox.jsx';
import { Popup } from '../parts/Popup.jsx';

// A rule may name a value that the dictionary does not (any more): it is shown, never dropped.
const optionsOf = (field, chosen) => [
  ...field.allowed,
  ...chosen.filter((value) => value !== '' && !field.allowed.includes(value)),
];
const flip = (list, value) => (list.includes(value) ? list.filter((v) => v !== value) : [...list, value]);

/** One of the allowed values. */
export function Choice({ field, text, label, disabled, onChange }) {
  return (
    <select
      className="control choice"
      aria-label={label}
      value={text}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {text === '' && <option value="">choose</option>}
      {optionsOf(field, [text]).map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </select>
  );
}

/** Some of a few allowed values, all in sight. */
export function Chips({ field, list, label, disabled, onChange }) {
  return (
    <span className="chips" role="group" aria-label={label}>
      {optionsOf(field, list).map((value) => (
        <button
          key={value}
          type="button"
          className={field.allowed.includes(value) ? 'chip' : 'chip foreign'}
          title={field.allowed.includes(value) ? undefined : 'The dictionary does not list this value'}
          aria-pressed={list.includes(value)}
          disabled={disabled}
          onClick={() => onChange(flip(list, value))}
        >
          {value}
        </button>
      ))}
    </span>
  );
}

/** Some of many allowed values. */
export function Picks({ field, list, label, disabled, onChange }) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef(null);
  const close = useCallback(() => setOpen(false), []);
  const groups = useMemo(() => [['', optionsOf(field, list).map((value) => ({ value, label: value }))]], [field, list]);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={list.length ? 'control picks' : 'control picks unset'}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={`${label}: ${list.join(', ') || 'none'}`}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{list.join(', ') || 'choose values'}</span>
        {list.length > 1 && <em>{list.length}</em>}
        <Chevron />
      </button>
      {isOpen && (
        <Popup anchor={anchor} onClose={close}>
          <Listbox
            label={label}
            groups={groups}
            isMultiple
            isChosen={(value) => list.includes(value)}
            onChoose={(value) => onChange(flip(list, value))}
            onLeave={() => {
              close();
              anchor.current.focus();
            }}
          />
        </Popup>
      )}
    </>
  );
}
