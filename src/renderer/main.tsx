import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connectDesk } from './bridge/desk.ts';
import { openDeskLink } from './state/desk-link.ts';
import { createWindowStore } from './state/window-store.ts';
import { followTheme } from './ui/theme.ts';
import './ui/fonts.ts';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const link = openDeskLink(connectDesk);
followTheme(link.view);
createRoot(root).render(<App desk={{ link, window: createWindowStore() }} />);
