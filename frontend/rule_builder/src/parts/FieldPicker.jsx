import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Shared } from '../shared.js';
import { Chevron } from './icons.jsx';
import { Listbox } from './Listbox.jsx';
import { Popup } from './Popup.jsx';

/** Choose a field by group or by searching. */
export function FieldPicker({ name, field, disabled, onChange }) {
  const { fields, justAdded } = useContext(Shared);
  const [isOpen, setOpen] = useState(() => justAdded.current && !name); // what was just added asks for its field at once
  const anchor = useRef(null);
  useEffect(() => {
    justAdded.current = false;
  }, []);
  const close = useCallback(() => setOpen(false), []);
  const groups = useMemo(
    () =>
      fields
        .groups()
        .map(([title, list]) => [
          title,
          list.map((f) => ({ value: f.name, label: f.title, hint: f.description, note: f.unit })),
        ]),
    [fields],
  );
  const choose = (chosen) => {
    setOpen(false);
    if (chosen !== name) onChange(chosen);
    anchor.current.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={field ? 'control field' : 'control field unset'}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={field ? `Field: ${field.title}` : 'Choose a field'}
        title={field?.description || undefined}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{field?.title ?? (name || 'Choose a field')}</span>
        <Chevron />
      </button>
      {isOpen && (
        <Popup anchor={anchor} onClose={close}>
          <Listbox
            label="Search fields"
            groups={groups}
            isChosen={(value) => value === name}
            onChoose={choose}
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
