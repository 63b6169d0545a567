import { toNum } from '../logic/numbers.js';
import { toDays } from '../logic/values.js';

/** Text or a day. A date input gives YYYY-MM-DD whatever it looks like, and knows no time zone. */
export function Plain({ type, text, label, placeholder, isWrong = false, disabled, onChange }) {
  return (
    <input
      className={`control ${type}`}
      type={type}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={text}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** A number as text: half-typed text stays as it is, and a wheel or an arrow key never changes it by accident. */
export function Number({ text, unit, label, isDays = false, disabled, onChange, placeholder = '0' }) {
  const isWrong = text !== '' && (isDays ? toDays(text) : toNum(text)) === null;
  return (
    <span className={isWrong ? 'control amount wrong' : 'control amount'}>
      <input
        inputMode="decimal"
        aria-label={unit ? `${label} (${unit})` : label}
        aria-invalid={isWrong || undefined}
        placeholder={placeholder}
        autoComplete="off"
        value={text}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      {unit && (
        <span className="unit" aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}
