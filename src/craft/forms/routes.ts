import { z } from 'zod';
import { decodeCursor, encodeCursor, implement, pageFrom, type Call, type Route } from '../../platform/http/index.ts';
import * as contract from './contract.ts';
import { findFormRow } from './form/queries.ts';
import { getFormView, listFormLines, previewForm } from './form/present-form.ts';
import { archiveForm, createForm, saveForm, type FormWriter } from './form/save-form.ts';
import type { FormsDeps } from './house.ts';
import { pageLanguages } from './pages/page-words.ts';
import { canDefineTopics, canEditPeople, canMakeForms, canView } from './permissions.ts';
import { readContactChoices, writeContactChoices } from './preferences/contact-choices.ts';
import { listSubmissionRows, presentSubmission } from './sign-up/list-submissions.ts';
import { changeTopic, createTopic, listTopicViews } from './topics/topics.ts';

const writerOf = ({ actor, now }: Call<unknown, unknown, unknown>): FormWriter => ({ workspaceId: actor.workspaceId, memberId: actor.memberId, now });

export const formsRoutes = (deps: FormsDeps): Route[] => [...topicRoutes(deps), ...formRoutes(deps), ...choiceRoutes(deps)];

const topicRoutes = ({ db }: FormsDeps): Route[] => [
  implement(contract.listTopics, { allow: canView, scope: 'topics:read', handle: async ({ actor, query }) => ({ items: await listTopicViews(db, actor.workspaceId, query.archived === 'yes') }) }),
  implement(contract.createTopic, { allow: canDefineTopics, scope: 'topics:write', audit: 'topic.created', handle: ({ actor, body, now }) => createTopic(db, actor.workspaceId, body, now) }),
  implement(contract.changeTopic, { allow: canDefineTopics, scope: 'topics:write', audit: 'topic.changed', handle: ({ actor, params, body, now }) => changeTopic(db, actor.workspaceId, params.topicId, body, now) }),
];

const formRoutes = (deps: FormsDeps): Route[] => [
  implement(contract.listForms, { allow: canView, scope: 'forms:read', handle: async ({ actor, query }) => ({ items: await listFormLines(deps.db, actor.workspaceId, query.archived === 'yes') }) }),
  implement(contract.listFormLanguages, { allow: canView, scope: 'forms:read', handle: async () => ({ items: pageLanguages() }) }),
  implement(contract.createForm, {
    allow: canMakeForms, scope: 'forms:write', audit: 'form.created',
    handle: async (call) => getFormView(deps, call.actor.workspaceId, (await createForm(deps.db, writerOf(call), call.body)).id),
  }),
  implement(contract.previewForm, { allow: canView, scope: 'forms:read', handle: async ({ actor, body }) => ({ html: await previewForm(deps, actor.workspaceId, body) }) }),
  implement(contract.getForm, { allow: canView, scope: 'forms:read', handle: ({ actor, params }) => getFormView(deps, actor.workspaceId, params.formId) }),
  implement(contract.saveForm, {
    allow: canMakeForms, scope: 'forms:write', audit: 'form.changed',
    handle: async (call) => getFormView(deps, call.actor.workspaceId, (await saveForm(deps.db, writerOf(call), call.params.formId, call.body)).id),
  }),
  implement(contract.archiveForm, {
    allow: canMakeForms, scope: 'forms:write', audit: 'form.archived',
    handle: async (call) => {
      call.note({ archived: call.body.archived });
      await archiveForm(deps.db, writerOf(call), call.params.formId, call.body.archived);
      return getFormView(deps, call.actor.workspaceId, call.params.formId);
    },
  }),
  implement(contract.listSubmissions, {
    allow: canView, scope: 'forms:read',
    handle: async ({ actor, params, query, now }) => {
      await findFormRow.one(deps.db, [actor.workspaceId, params.formId], 'form');
      const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
      const rows = await listSubmissionRows(deps.db, actor.workspaceId, params.formId, { before, state: query.state, limit: query.limit + 1, now });
      return pageFrom(rows, query.limit, (row) => presentSubmission(row, now), (row) => encodeCursor(row.id));
    },
  }),
];

const choiceRoutes = (deps: FormsDeps): Route[] => [
  // With the address of the person's own page: whoever holds it may act as them, so viewers do not get to see it.
  implement(contract.getContactChoices, { allow: canEditPeople, scope: 'contacts:read', handle: ({ actor, params }) => readContactChoices(deps, actor.workspaceId, params.contactId) }),
  implement(contract.setContactChoices, {
    allow: canEditPeople, scope: 'contacts:write', audit: 'contact.choices-written',
    handle: async (call) => {
      await writeContactChoices(deps.db, writerOf(call), call.params.contactId, call.body);
      return readContactChoices(deps, call.actor.workspaceId, call.params.contactId);
    },
  }),
];
