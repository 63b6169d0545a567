import { asList, asPair, asShare, asText, toLiteral } from '../logic/values.js';
import { Choice, Chips, Picks } from './Choices.jsx';
import { Number, Plain } from './Inputs.jsx';
import { Share } from './Share.jsx';
import { Tokens } from './Tokens.jsx';

const FEW = 6; // as many choices lie open as chips

function Scalar({ field, operator, text, label, disabled, onChange }) {
  if (field.allowed.length && !operator.isText)
    return <Choice field={field} text={text} label={label} disabled={disabled} onChange={onChange} />;
  if (field.kind === 'number')
    return <Number text={text} unit={field.unit} label={label} disabled={disabled} onChange={onChange} />;
  const type = field.kind === 'date' ? 'date' : 'text';
  const isWrong = text !== '' && toLiteral(field.kind, text) === null;
  const placeholder = field.kind === 'timestamp' ? '2024-01-31T09:00Z' : 'text';
  return (
    <Plain
      type={type}
      text={text}
      label={label}
      placeholder={placeholder}
      isWrong={isWrong}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

const editors = {
  none: () => null,
  one: ({ value, ...rest }) => <Scalar {...rest} text={asText(value)} label={`Value for ${rest.field.title}`} />,
  pair: ({ value, onChange, ...rest }) => {
    const pair = asPair(value);
    return (
      <span className="pair">
        <Scalar
          {...rest}
          text={pair[0]}
          label={`Lowest value for ${rest.field.title}`}
          onChange={(text) => onChange([text, pair[1]])}
        />
        <span className="words">and</span>
        <Scalar
          {...rest}
          text={pair[1]}
          label={`Highest value for ${rest.field.title}`}
          onChange={(text) => onChange([pair[0], text])}
        />
      </span>
    );
  },
  list: ({ value, field, ...rest }) => {
    const List = !field.allowed.length ? Tokens : field.allowed.length <= FEW ? Chips : Picks;
    return <List field={field} list={asList(value)} label={`Values for ${field.title}`} {...rest} />;
  },
  days: ({ value, field, ...rest }) => (
    <Number text={asText(value)} unit="days" label={`Days for ${field.title}`} placeholder="28" isDays {...rest} />
  ),
  share: ({ value, ...rest }) => <Share share={asShare(value)} {...rest} />,
  slice: ({ value, ...rest }) => <Share share={asShare(value)} isSlice {...rest} />,
};

/** The editor for what a comparison needs. */
export function Value({ operator, ...rest }) {
  const Editor = editors[operator.shape];
  return <Editor operator={operator} {...rest} />;
}
