import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { Line } from '../contract.ts';
import { withSecurity } from './account-draft.ts';

/** One server of an account: for sending, or for reading. */
export function LineFields({ half, line, onChange, wrong }: { half: 'outgoing' | 'incoming'; line: Line; onChange: (line: Line) => void; wrong: (field: string) => string | undefined }) {
  return (
    <>
      <FieldPair>
        <TextField label={half === 'outgoing' ? t('Server for sending (SMTP)') : t('Server for reading (IMAP)')} autoComplete="off" value={line.host} onChange={(host) => onChange({ ...line, host })} error={wrong(`${half}.host`)} />
        <NumberField label={half === 'outgoing' ? t('Port for sending') : t('Port for reading')} value={line.port} onChange={(port) => onChange({ ...line, port: port ?? 0 })} error={wrong(`${half}.port`)} />
      </FieldPair>
      <SelectField label={half === 'outgoing' ? t('Encryption for sending') : t('Encryption for reading')} value={line.security} onChange={(security) => onChange(withSecurity(half, line, security))} choices={[
        { value: 'tls', label: t('TLS from the start // of a line') }, { value: 'starttls', label: t('STARTTLS') }, { value: 'none', label: t('None (only on this machine)') },
      ]} />
    </>
  );
}
