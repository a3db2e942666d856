export { suppressionsRoutes } from './routes.ts';
export { liftOwnOptOut, liftSuppression, suppress, type Suppression } from './suppress.ts';
export { takeBackOptOut } from './take-back.ts';
export { suppressionReasons, type SuppressionReason } from './suppression.ts';
export { liveSuppressionOf, suppressErased } from './erase-address.ts';
