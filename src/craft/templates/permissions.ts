import type { Actor } from '../../platform/identity/index.ts';
import { canWriteEmails } from '../../people/workspaces/index.ts';
import type { TemplateTeam } from './contract.ts';

export { canView as canSeeTemplates, canWriteEmails as canMakeTemplates } from '../../people/workspaces/index.ts';

/** Changes a template: who made it, whoever is of its team, and those who look after both. */
export function canChangeTemplate(actor: Actor, template: { team: TemplateTeam; createdBy: number | null }): boolean {
  if (!canWriteEmails(actor)) return false;
  const ofBoth = actor.role === 'owner' || actor.role === 'manager' || actor.team === 'both';
  return ofBoth || template.team === 'both' || template.team === actor.team || template.createdBy === actor.memberId;
}
