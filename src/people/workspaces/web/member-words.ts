import type { Role, Team } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';

export const roleChoices = (): { value: Role; label: string; hint: string }[] => [
  { value: 'viewer', label: t('Viewer'), hint: t('Reads everything, changes nothing.') },
  { value: 'member', label: t('Member'), hint: t('Writes mail, keeps contacts, imports, sends for the own team.') },
  { value: 'manager', label: t('Manager'), hint: t('Sends for both teams, looks after servers and members.') },
  { value: 'owner', label: t('Owner'), hint: t('Sets the rules of the company, too.') },
];
export const teamChoices = (): { value: Team | 'both'; label: string }[] => [
  { value: 'marketing', label: t('Marketing') },
  { value: 'sales', label: t('Sales') },
  { value: 'both', label: t('Leads both') },
];

const rank: Record<Role, number> = { viewer: 0, member: 1, manager: 2, owner: 3 };

/** Roles that somebody with this role may hand out. */
export const rolesUpTo = (role: Role): ReturnType<typeof roleChoices> => roleChoices().filter((choice) => rank[choice.value] <= rank[role]);

/** Whether somebody of one role looks after somebody of another. */
export const mayLookAfter = (mine: Role, theirs: Role): boolean => rank[mine] >= rank.manager && rank[theirs] <= rank[mine];

export const roleName = (role: Role): string => roleChoices().find((choice) => choice.value === role)!.label;
