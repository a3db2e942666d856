// What other slices' screens take from here.
export { ContactTimeline } from './contact-timeline.tsx';
export { classOf, sayHappening, shortTarget } from './feed-words.ts';
export { MessageDrawer } from './message-drawer.tsx';
export { NewestReturns } from './newest-returns.tsx';
export { iconOf } from './spine-items.ts';
