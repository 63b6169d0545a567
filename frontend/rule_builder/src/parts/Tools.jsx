import { Copy, Cross, Down, Up } from './icons.jsx';

function Tool({ label, what, Icon, onClick, disabled }) {
  return (
    <button
      type="button"
      className="tool"
      aria-label={`${label} ${what}`}
      title={label}
      onClick={onClick}
      disabled={disabled}
    >
      <Icon />
    </button>
  );
}

// a row that moves is taken out of the page and put back in, which loses the focus
function keepFocus(act) {
  return (event) => {
    const button = event.currentTarget;
    act(event);
    requestAnimationFrame(() => button.isConnected && button.focus({ preventScroll: true }));
  };
}

/** Move and copy for one row or group; `what` names it for screen readers. */
export function Tools({ what, isFirst, isLast, disabled, up, down, copy }) {
  return (
    <span className="tools">
      <Tool label="Move up" what={what} Icon={Up} onClick={keepFocus(up)} disabled={disabled || isFirst} />
      <Tool label="Move down" what={what} Icon={Down} onClick={keepFocus(down)} disabled={disabled || isLast} />
      <Tool label="Copy" what={what} Icon={Copy} onClick={copy} disabled={disabled} />
    </span>
  );
}

/** Remove one row or group; the focus goes to the button that adds another in its place. */
export function Remove({ what, remove, disabled }) {
  const onClick = (event) => {
    const parent = event.currentTarget.closest('.row').parentElement.parentElement;
    remove(event);
    parent.querySelector(':scope > .foot .add').focus({ preventScroll: true });
  };
  return <Tool label="Remove" what={what} Icon={Cross} onClick={onClick} disabled={disabled} />;
}
