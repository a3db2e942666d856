import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import { implement, type Route } from '../../platform/http/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { canManageServers, canView } from '../../people/workspaces/index.ts';
import { t } from '../../platform/words/contract.ts';
import * as contract from './contract.ts';
import { createSendingDomain } from './domains/add-sending-domain.ts';
import { checkSendingDomain } from './domains/check-sending-domain.ts';
import { deleteDomain, listDomainRows, presentDomain } from './domains/queries.ts';
import type { DnsResolver } from './dns/resolver.ts';
import { smtpOptionsOf, type ConnectPorts } from './servers/connect-to-server.ts';
import { findServerRow, listServerRows, mailServerOf, presentServer, resumeServerRow, storeTest } from './servers/queries.ts';
import { archiveServer, createServer, editServer } from './servers/save-server.ts';
import { tellSteps, tryToKeep } from './servers/test-server.ts';

export interface TransportDeps {
  db: Database;
  clock: Clock;
  dns: DnsResolver;
  connect: ConnectPorts;
}

/** Mail servers and sending domains. */
export function transportRoutes(deps: TransportDeps): Route[] {
  return [...serverRoutes(deps), ...domainRoutes(deps)];
}

const managing = { allow: canManageServers, scope: 'servers:write' } as const;
const viewing = { allow: canView, scope: 'servers:read' } as const;
const senderShape = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$/;

function serverRoutes({ db, connect }: TransportDeps): Route[] {
  return [
    implement(contract.listServers, {
      ...viewing,
      handle: async ({ actor, now }) => ({ items: (await listServerRows.rows(db, [actor.workspaceId])).map((row) => presentServer(row, now)) }),
    }),
    implement(contract.addServer, {
      ...managing, audit: 'server.added',
      handle: async ({ actor, body, now, note }) => {
        const row = await createServer(db, connect.secret, actor.workspaceId, body);
        note({ serverId: row.id, name: row.name, host: row.host });
        return presentServer(row, now);
      },
    }),
    implement(contract.changeServer, {
      ...managing, audit: 'server.changed',
      handle: async ({ actor, params, body, now, note }) => {
        const row = await editServer(db, connect.secret, actor.workspaceId, params.serverId, body);
        note({ serverId: row.id, name: row.name, host: row.host });
        return presentServer(row, now);
      },
    }),
    implement(contract.archiveServer, {
      ...managing, audit: 'server.archived',
      handle: async ({ actor, params, now, note }) => {
        note({ serverId: params.serverId });
        await archiveServer(db, actor.workspaceId, params.serverId, now);
        return {};
      },
    }),
    implement(contract.resumeServer, {
      ...managing, audit: 'server.resumed',
      handle: async ({ actor, params, now, note }) => {
        note({ serverId: params.serverId });
        const row = await resumeServerRow.one(db, [actor.workspaceId, params.serverId], 'mail server');
        await notify(db, 'kindred_due');
        return presentServer(row, now);
      },
    }),
    implement(contract.testServer, {
      ...managing, audit: 'server.tested', limit: { times: 20, perMinutes: 10 },
      handle: async ({ actor, params, body, now }) => {
        const row = await findServerRow.one(db, [actor.workspaceId, params.serverId], 'mail server');
        const from = body.from || 'test@localhost.localdomain';
        if (!senderShape.test(from)) throw invalid('invalid_sender', t('This is not an address that mail can be sent from.'), [{ path: 'body.from', message: t('is not an email address') }]);
        const result = await tryToKeep(smtpOptionsOf(mailServerOf(row), connect), from);
        await storeTest.run(db, [actor.workspaceId, row.id, now, JSON.stringify(result)]);
        return { ok: result.ok, steps: tellSteps(result.steps), at: now.toISOString() };
      },
    }),
  ];
}

function domainRoutes({ db, dns, connect }: TransportDeps): Route[] {
  return [
    implement(contract.listSendingDomains, {
      ...viewing,
      handle: async ({ actor }) => ({ items: (await listDomainRows.rows(db, [actor.workspaceId])).map(presentDomain) }),
    }),
    implement(contract.addSendingDomain, {
      ...managing, audit: 'sending-domain.added',
      handle: async ({ actor, body, now, note }) => {
        note({ domain: body.domain });
        const { row, warning } = await createSendingDomain(db, connect.secret, actor.workspaceId, body, now);
        return { ...presentDomain(row), warning };
      },
    }),
    implement(contract.removeSendingDomain, {
      ...managing, audit: 'sending-domain.removed',
      handle: async ({ actor, params, note }) => {
        note({ domainId: params.domainId });
        await deleteDomain.one(db, [actor.workspaceId, params.domainId], 'sending domain');
        return {};
      },
    }),
    implement(contract.checkSendingDomain, {
      ...managing, limit: { times: 30, perMinutes: 10 },
      handle: async ({ actor, params, now }) => presentDomain(await checkSendingDomain(db, dns, actor.workspaceId, params.domainId, now)),
    }),
  ];
}
