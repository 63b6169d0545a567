import { parse, print } from './logic/text.js';

/** A rule that the builder can not show without loss: read-only, as it was written. */
export function Advanced({ rule, reason, explanation }) {
  return (
    <section className="advanced" aria-label="Advanced rule">
      <header>
        <span className="badge">Advanced rule</span>
        <p>This rule has no visual form, so it is shown as it is and nothing in it is changed.</p>
      </header>
      {explanation && <blockquote>{explanation}</blockquote>}
      <pre tabIndex={0}>{print(parse(rule), 2)}</pre>
      <p className="hint">{reason}</p>
    </section>
  );
}
