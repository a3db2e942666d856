export { createPublicDoors, type DoorDeps } from './door/public-doors.ts';
export { formsFollower } from './follow-contacts.ts';
export { createFormIn, type FormWriter } from './form/save-form.ts';
export type { FormsDeps } from './house.ts';
export { startFormsUpkeep } from './jobs.ts';
export { formsRoutes } from './routes.ts';
export { chooseTopics, topicsOf, type Choice, type TopicChoice } from './topics/choices.ts';
export type { Said } from './topics/consent-records.ts';
export { createTopic, listLiveTopics, type Topic } from './topics/topics.ts';
