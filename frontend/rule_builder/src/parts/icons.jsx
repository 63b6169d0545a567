const icon = (drawing) => () => (
  <svg
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {drawing}
  </svg>
);

export const Plus = icon(<path d="M8 4v8M4 8h8" />);
export const Cross = icon(<path d="m5 5 6 6m0-6-6 6" />);
export const Copy = icon(<path d="M6 6h7v7H6zM10 6V3H3v7h3" />);
export const Up = icon(<path d="M8 12V4M5 7l3-3 3 3" />);
export const Down = icon(<path d="M8 4v8M5 9l3 3 3-3" />);
export const Chevron = icon(<path d="m5 7 3 3 3-3" />);
export const Search = icon(
  <>
    <circle cx="7" cy="7" r="4" />
    <path d="m10 10 3 3" />
  </>,
);
export const Check = icon(<path d="m4 8 3 3 5-6" />);
