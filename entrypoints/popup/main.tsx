import '../../assets/styles/tokens.css';
import { createRoot } from 'react-dom/client';
import { Surface } from '../../components/data/Surface';
import { Popup } from '../../components/popup/Popup';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Surface>
      <Popup />
    </Surface>,
  );
}
