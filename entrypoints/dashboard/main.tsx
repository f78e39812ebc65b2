import '../../assets/styles/tokens.css';
import { createRoot } from 'react-dom/client';
import { Dashboard } from '../../components/dashboard/Dashboard';
import { Surface } from '../../components/data/Surface';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Surface>
      <Dashboard />
    </Surface>,
  );
}
