import '../../assets/styles/tokens.css';
import { createRoot } from 'react-dom/client';
import { Surface } from '../../components/data/Surface';
import { Sidebar } from '../../components/sidebar/Sidebar';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Surface>
      <Sidebar docked={window.parent !== window} />
    </Surface>,
  );
}
