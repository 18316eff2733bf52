import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { OpinionPage } from './OpinionPage';
import { OpinionsPage } from './OpinionsPage';

function Page() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const id = hash.replace(/^#/, '');
  return id ? <OpinionPage id={id} /> : <OpinionsPage />;
}

const root = document.getElementById('page');
if (root) createRoot(root).render(<StrictMode><Page /></StrictMode>);
