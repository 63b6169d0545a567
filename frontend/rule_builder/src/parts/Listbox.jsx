import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Check, Search } from './icons.jsx';

const holds = (words, text) => words.every((word) => text.includes(word));

/**
 * A searchable list: type to narrow, arrows and Enter to choose.
 * `groups`: [[title, [{value, label, hint, note}]]]; `isChosen(value)`; `onChoose(value)`; `onLeave()` for Escape and Tab.
 */
export function Listbox({ label, groups, isChosen, onChoose, onLeave, isMultiple = false }) {
  const [search, setSearch] = useState('');
  const [pointed, setActive] = useState(null);
  const list = useRef(null);
  const id = useId();
  const matching = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (title) => (o) => holds(words, `${title} ${o.label} ${o.value} ${o.note ?? ''}`.toLowerCase());
    return groups
      .map(([title, options]) => [title, options.filter(fits(title))])
      .filter(([, options]) => options.length);
  }, [groups, search]);
  const flat = matching.flatMap(([, options]) => options);
  // what is called so comes before what only mentions it
  const named = flat.findIndex((o) => holds(search.toLowerCase().split(/\s+/).filter(Boolean), o.label.toLowerCase()));
  const active = pointed ?? Math.max(named, 0);

  useEffect(() => {
    const chosen = flat.findIndex((option) => isChosen(option.value));
    if (!search && chosen > 0) setActive(chosen);
  }, []);
  useEffect(() => {
    list.current.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, search]);

  const keys = {
    ArrowDown: () => setActive((active + 1) % flat.length),
    ArrowUp: () => setActive((active - 1 + flat.length) % flat.length),
    Home: () => setActive(0),
    End: () => setActive(flat.length - 1),
    Enter: () => flat[active] && onChoose(flat[active].value),
    Escape: onLeave,
    Tab: onLeave,
  };
  const onKeyDown = (event) => {
    if (!(event.key in keys)) return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  };
  const option = (o) => {
    const index = flat.indexOf(o);
    return (
      <div
        key={o.value}
        id={`${id}-${index}`}
        role="option"
        className="option"
        aria-selected={isChosen(o.value)}
        data-active={index === active}
        onPointerMove={() => setActive(index)}
        onClick={() => onChoose(o.value)}
      >
        <span>{o.label}</span>
        {o.note && <small>{o.note}</small>}
        {isChosen(o.value) && <Check />}
      </div>
    );
  };
  return (
    <>
      <label className="search">
        <Search />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={flat.length ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-about`}
          placeholder="Search"
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(null);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMultiple}
        className="options"
        onPointerDown={(event) => event.preventDefault()}
      >
        {matching.map(([title, options]) => (
          <div key={title} role="group" aria-label={title || undefined}>
            {title && (
              <div className="title" aria-hidden="true">
                {title}
              </div>
            )}
            {options.map(option)}
          </div>
        ))}
        {!flat.length && <p className="none">Nothing is called that.</p>}
      </div>
      {flat[active]?.hint && (
        <p className="about" id={`${id}-about`}>
          {flat[active].hint}
        </p>
      )}
    </>
  );
}
