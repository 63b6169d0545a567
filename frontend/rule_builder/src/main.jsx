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
    // Streamlit 1.67 also runs this when a newer run's data overtook the call that returned it. The builder stands then
    // and is in use: to take it down would close what is open in it and lose what is being typed.
    if (parentElement.isConnected) return;
    root.react.unmount();
    root.host.remove();
    roots.delete(parentElement);
  };
}
