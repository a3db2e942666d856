export { ReportsSection } from './reports-section.tsx';
