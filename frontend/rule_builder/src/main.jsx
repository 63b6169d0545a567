// Entry of the Streamlit v2 component: one React root per mounted element.
import { createRoot } from 'react-dom/client';
import { App } from './App.jsx';
import './rule.css';

const roots = new WeakMap();

export default function mount({ parentElement, data, setStateValue }) {
  let root = roots.get(parentElement);
  if (!root) {
    const host = document.createElement('div');
    host.className = 'rb';
    parentElement.appendChild(host);
    root = { host, react: createRoot(host) };
    roots.set(parentElement, root);
  }
  root.react.render(<App data={data} send={(value) => setStateValue('value', value)} />);
  return () => {
    root.react.unmount();
    root.host.remove();
    roots.delete(parentElement);
  };
}
