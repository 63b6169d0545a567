import { Copy, Cross, Down, Up } from './icons.jsx';

/** Move, copy and remove for one row or group; `what` names it for screen readers. */
export function Tools({ what, node, disabled, up, down, copy, remove }) {
  const button = (label, Icon, onClick, off = false) => (
    <button type="button" className="tool" aria-label={`${label} ${what}`} title={label} onClick={onClick} disabled={disabled || off}><Icon /></button>
  );
  return (
    <span className="tools">
      {button('Move up', Up, up, node.shiftUpDisabled)}
      {button('Move down', Down, down, node.shiftDownDisabled)}
      {button('Copy', Copy, copy)}
      {button('Remove', Cross, remove)}
    </span>
  );
}
