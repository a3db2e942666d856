import { useState } from 'react';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { getMe } from '../../../people/workspaces/contract.ts';
import { t } from '../../../platform/ui/words.ts';
import { addServer, changeServer, listServers, type ServerView } from '../contract.ts';

type Security = NonNullable<ServerView['security']>;
const usualPort: Record<Security, number> = { starttls: 587, tls: 465, none: 25 };

/** A mail server's settings; after saving it is tested. */
export function ServerDialog({ server, onClose, onSaved }: { server: ServerView | null; onClose: () => void; onSaved: (server: ServerView) => void }) {
  const [name, setName] = useState(server?.name ?? '');
  const [host, setHost] = useState(server?.host ?? '');
  const [port, setPort] = useState<number | null>(server?.port ?? 587);
  const [security, setSecurity] = useState<Security>(server?.security ?? 'starttls');
  const [username, setUsername] = useState(server?.username ?? '');
  const [password, setPassword] = useState('');
  const [perMinute, setPerMinute] = useState<number | null>(server?.perMinute ?? null);
  const [connections, setConnections] = useState<number | null>(server?.maxConnections ?? 10);
  const [perLine, setPerLine] = useState<number | null>(server?.mailsPerConnection ?? 100);
  const [returnPath, setReturnPath] = useState(server?.returnPath ?? '');
  // The first one ends the banner that nothing leaves this machine.
  const done = { quiet: true, refreshes: [listServers, getMe], onDone: (saved: ServerView) => { onClose(); onSaved(saved); } };
  const add = useAction(addServer, done);
  const change = useAction(changeServer, done);
  const action = server ? change : add;
  const body = () => ({
    name: name || host, host, port: port ?? 0, security, username: username || null, password: password || null, perMinute,
    maxConnections: connections ?? 10, returnPath: returnPath || null, mailsPerConnection: perLine ?? 100,
  });
  const save = () => (server ? change.mutate({ params: { serverId: server.id }, body: body() }) : add.mutate({ body: body() }));
  const wrong = (field: string) => action.error?.field(field);
  const chooseSecurity = (next: Security) => {
    if (port === usualPort[security]) setPort(usualPort[next]);
    setSecurity(next);
  };
  return (
    <Dialog open onClose={onClose} title={server ? t('Change {name}', { name: server.name }) : t('Add a mail server')} under={t('Any server that speaks SMTP. The password is stored sealed and never shown again.')}>
      <Form submit={t('Save and test')} busy={action.isPending} problem={action.error} onSubmit={save}>
        <FieldPair>
          <TextField label={t('Server')} placeholder={t('smtp.example.com')} value={host} onChange={setHost} error={wrong('host')} autoFocus />
          <NumberField label={t('Port')} value={port} onChange={setPort} error={wrong('port')} />
        </FieldPair>
        <SelectField label={t('Encryption')} value={security} onChange={chooseSecurity} choices={[
          { value: 'starttls', label: t('STARTTLS (usual with port 587)') }, { value: 'tls', label: t('TLS from the start (usual with port 465)') }, { value: 'none', label: t('None (only within one network)') },
        ]} />
        <FieldPair>
          <TextField label={t('User name')} optional autoComplete="off" value={username} onChange={setUsername} error={wrong('username')} />
          <TextField label={t('Password')} optional type="password" autoComplete="new-password" value={password} onChange={setPassword} error={wrong('password')} hint={server?.hasPassword ? t('Left empty, the stored one stays') : undefined} />
        </FieldPair>
        <FieldPair>
          <NumberField label={t('At most')} optional unit={t('mails a minute')} value={perMinute} onChange={setPerMinute} error={wrong('perMinute')} hint={t('Empty: no limit')} />
          <NumberField label={t('Connections at a time')} value={connections} onChange={setConnections} error={wrong('maxConnections')} />
        </FieldPair>
        <FieldPair>
          <NumberField label={t('On one connection')} unit={t('mails')} value={perLine} onChange={setPerLine} error={wrong('mailsPerConnection')} hint={t('Then a new one is opened')} />
          <TextField label={t('Name')} optional placeholder={host || t('Newsletter server')} value={name} onChange={setName} error={wrong('name')} />
        </FieldPair>
        <TextField label={t('Return path')} optional placeholder={t('bounces+{token}@example.com')} value={returnPath} onChange={setReturnPath} error={wrong('returnPath')} hint={t('Where bounces go. Empty: bounces+{token}@ the domain of the sender. Without {token} if the server accepts only one address.')} />
      </Form>
    </Dialog>
  );
}
