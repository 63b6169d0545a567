import { useState } from 'react';
import { toLiteral } from '../logic/values.js';
import { Cross } from '../parts/icons.jsx';

/** Any values, one after the other: Enter or leaving the box takes the text in; a pasted column becomes many tokens. */
export function Tokens({ field, list, label, disabled, onChange }) {
  const [text, setText] = useState('');
  const kind = field.kind === 'number' ? 'number' : 'string';
  // text that is not a value is kept as a token too, marked as wrong: the condition then counts as incomplete
  const add = (parts) => {
    const found = parts.map((part) => part.trim()).filter(Boolean);
    if (found.length) onChange([...new Set([...list, ...found])]);
    setText('');
  };
  const onKeyDown = (event) => {
    if (event.key === 'Enter' || (event.key === ',' && kind === 'number')) {
      event.preventDefault();
      add([text]);
    } else if (event.key === 'Backspace' && text === '' && list.length) onChange(list.slice(0, -1));
  };
  const onPaste = (event) => {
    const parts = event.clipboardData
      .getData('text')
      .split(/[\r\n\t]+/)
      .filter((part) => part.trim());
    if (parts.length < 2) return;
    event.preventDefault();
    add(parts);
  };
  return (
    <span className="control tokens">
      {list.map((value) => (
        <span className={toLiteral(kind, value) === null ? 'token wrong' : 'token'} key={value}>
          {value}
          <button
            type="button"
            aria-label={`Remove ${value}`}
            disabled={disabled}
            onClick={() => onChange(list.filter((v) => v !== value))}
          >
            <Cross />
          </button>
        </span>
      ))}
      <input
        aria-label={`${label}, add with Enter`}
        placeholder={list.length ? '' : 'type, then Enter'}
        autoComplete="off"
        spellCheck={false}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => add([text])}
      />
    </span>
  );
}
