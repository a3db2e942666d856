import type { Role, Team } from '../../../platform/ui/session.ts';

export const roleChoices: { value: Role; label: string; hint: string }[] = [
  { value: 'viewer', label: 'Viewer', hint: 'Reads everything, changes nothing.' },
  { value: 'member', label: 'Member', hint: 'Writes mail, keeps contacts, imports, sends for the own team.' },
  { value: 'manager', label: 'Manager', hint: 'Sends for both teams, looks after servers and members.' },
  { value: 'owner', label: 'Owner', hint: 'Sets the rules of the company, too.' },
];
export const teamChoices: { value: Team | 'both'; label: string }[] = [
  { value: 'marketing', label: 'Marketing' },
  { value: 'sales', label: 'Sales' },
  { value: 'both', label: 'Leads both' },
];

const rank: Record<Role, number> = { viewer: 0, member: 1, manager: 2, owner: 3 };

/** Roles that somebody with this role may hand out. */
export const rolesUpTo = (role: Role): typeof roleChoices => roleChoices.filter((choice) => rank[choice.value] <= rank[role]);

/** Whether somebody of one role looks after somebody of another. */
export const mayLookAfter = (mine: Role, theirs: Role): boolean => rank[mine] >= rank.manager && rank[theirs] <= rank[mine];

export const roleName = (role: Role): string => roleChoices.find((choice) => choice.value === role)!.label;
