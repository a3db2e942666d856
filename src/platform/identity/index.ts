// Branded ids: a contact's id cannot be passed where a message's is meant.
// All are integers below 2^53; PostgreSQL's bigint is read as a number.

declare const brand: unique symbol;
export type Id<Of extends string> = number & { readonly [brand]: Of };

export type WorkspaceId = Id<'workspace'>;
export type MemberId = Id<'member'>;
export type ContactId = Id<'contact'>;
export type CompanyId = Id<'company'>;
export type ListId = Id<'list'>;
export type SuppressionId = Id<'suppression'>;
export type ServerId = Id<'server'>;
export type EmailId = Id<'email'>;
export type CompiledEmailId = Id<'compiled-email'>;
export type LaneId = Id<'lane'>;
export type MessageId = Id<'message'>;
export type CampaignId = Id<'campaign'>;
export type ImportId = Id<'import'>;

/** Names a number read from outside (a row, a path) as the id it is. */
export const asId = <T extends Id<string>>(value: number): T => value as T;

export type Team = 'sales' | 'marketing';
export type Role = 'owner' | 'manager' | 'member' | 'viewer';

/** Who does something: a signed-in member, or a program with a key made by one. */
export interface Actor {
  workspaceId: WorkspaceId;
  memberId: MemberId;
  name: string;
  team: Team | 'both';
  role: Role;
  /** Present when it came with an API key: then nothing beyond these scopes. */
  scopes?: readonly string[];
}
