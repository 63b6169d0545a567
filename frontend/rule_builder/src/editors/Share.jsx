import { toBasis } from '../logic/values.js';
import { Plain } from './Inputs.jsx';

function Percent({ text, label, disabled, onChange }) {
  const isWrong = text !== '' && toBasis(text) === null;
  return (
    <span className={isWrong ? 'control amount percent wrong' : 'control amount percent'}>
      <input
        inputMode="decimal"
        aria-label={label}
        aria-invalid={isWrong || undefined}
        placeholder="10"
        autoComplete="off"
        value={text}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="unit" aria-hidden="true">
        %
      </span>
    </span>
  );
}

/** A stable random share: the same name always draws the same customers. */
export function Share({ share, isSlice = false, disabled, onChange }) {
  const set = (part) => onChange({ ...share, ...part });
  return (
    <span className="pair">
      {isSlice && (
        <>
          <Percent
            text={share.from}
            label="Share from, percent"
            disabled={disabled}
            onChange={(from) => set({ from })}
          />
          <span className="words">and</span>
        </>
      )}
      <Percent
        text={share.to}
        label={isSlice ? 'Share to, percent' : 'Share, percent'}
        disabled={disabled}
        onChange={(to) => set({ to })}
      />
      <span className="words">of the draw</span>
      <Plain
        type="text"
        text={share.salt}
        label="Name of the draw"
        placeholder="name, such as spring"
        disabled={disabled}
        onChange={(salt) => set({ salt })}
      />
    </span>
  );
}
