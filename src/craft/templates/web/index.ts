// What other slices' screens take from here.
import './templates.css';

export { PasteBox } from './paste-box.tsx';
export { isWanted } from './starters-section.tsx';
export { TemplateShelf } from './template-shelf.tsx';
export { StarterCard, TemplateCard } from './template-card.tsx';
