import { Checkbox, SelectField } from '../../../platform/ui/choice-fields.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { t } from '../../../platform/ui/words.ts';
import { timingWords, type SendTime } from '../contract.ts';
import { changeKind, defaultWindow, type SendKind } from './send-time-draft.ts';
import { ClockField, HoursField, WindowFields } from './window-fields.tsx';

interface Props {
  sendTime: SendTime;
  onChange: (sendTime: SendTime) => void;
  readOnly: boolean;
}

/** When each mail leaves, once the campaign is launched: at once, by each reader's clock, within hours, or evenly spread. */
export function TimeFields({ sendTime, onChange, readOnly }: Props) {
  const kinds: { value: SendKind; label: string }[] = [
    { value: 'at-once', label: t('At once') }, { value: 'local', label: t('By their clock') }, { value: 'window', label: t('Within hours') }, { value: 'spread', label: t('Spread') },
  ];
  if (readOnly) return <section aria-label={t('When it goes')}><span className="label">{t('When it goes')}</span> <p className="soft">{timingWords(sendTime)}</p></section>;
  return (
    <section aria-label={t('When it goes')} id="at-time" className="grid gap-3">
      <div className="field">
        <span className="label">{t('When it goes')}</span>
        <div><Segment label={t('When it goes')} options={kinds} value={sendTime.kind} onChange={(kind) => onChange(changeKind(sendTime, kind))} /></div>
        <span className="hint">{hintOf(sendTime.kind)}</span>
      </div>
      {sendTime.kind === 'local' && (
        <FieldPair>
          <ClockField label={t('At')} minute={sendTime.minute} onChange={(minute) => onChange({ ...sendTime, minute })} />
          <SelectField label={t('Who is past that time')} value={sendTime.past} onChange={(past) => onChange({ ...sendTime, past })} choices={[{ value: 'next-day', label: t('gets it the next day') }, { value: 'at-once', label: t('gets it at once') }]} />
        </FieldPair>
      )}
      {sendTime.kind === 'spread' && <FieldPair><HoursField label={t('Over how many hours')} hours={sendTime.hours} onChange={(hours) => onChange({ ...sendTime, hours })} /></FieldPair>}
      {sendTime.kind === 'local' && (
        <>
          <Checkbox label={t('Spread it over hours from then')} checked={sendTime.hours !== null} onChange={(checked) => onChange({ ...sendTime, hours: checked ? 2 : null })} />
          {sendTime.hours !== null && <FieldPair><HoursField label={t('Over how many hours')} hours={sendTime.hours} onChange={(hours) => onChange({ ...sendTime, hours })} /></FieldPair>}
        </>
      )}
      {(sendTime.kind === 'local' || sendTime.kind === 'spread') && (
        <Checkbox label={t('Only within hours and on weekdays')} checked={sendTime.window !== null} onChange={(checked) => onChange({ ...sendTime, window: checked ? defaultWindow : null })} />
      )}
      {'window' in sendTime && sendTime.window && <WindowFields window={sendTime.window} onChange={(window) => onChange({ ...sendTime, window })} />}
    </section>
  );
}

function hintOf(kind: SendKind): string {
  switch (kind) {
    case 'at-once': return t('From the launch on, as fast as the server takes it.');
    case 'local': return t('Everybody at the same time of their own day: by the contact’s zone, else the company’s, else yours.');
    case 'window': return t('From the launch on, but only while the window is open.');
    case 'spread': return t('Evenly, without bursts; a pause is not caught up.');
  }
}
