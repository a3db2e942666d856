export { liftSuppression, suppress, suppressionReasons, type Suppression, type SuppressionReason } from './suppress.ts';
