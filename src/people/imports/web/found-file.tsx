import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { formatBytes } from '../../../platform/ui/format.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { t } from '../../../platform/ui/words.ts';
import { delimiterSigns, encodingNames, getImport, rereadImport, type ImportChoices, type ImportView } from '../contract.ts';
import { delimiterWords, encodingName } from './import-words.ts';

/** What we take the file for; whatever is wrong can be said otherwise, and the file is read anew. */
export function FoundFile({ view, mayImport }: { view: ImportView; mayImport: boolean }) {
  const found = view.found!;
  const reread = useAction(rereadImport, { refreshes: [getImport] });
  const choose = (change: ImportChoices) => reread.mutate({ params: { importId: view.id }, body: { ...view.choices, ...change } });
  const disabled = !mayImport || reread.isPending;
  return (
    <Pad band>
      <p>{`${found.kind === 'xlsx' ? t('An Excel workbook') : t('Text in {encoding}, cells divided by: {delimiter}', { encoding: encodingName(found.encoding), delimiter: t(delimiterWords[found.delimiter] ?? found.delimiter) })}, ${formatBytes(view.fileBytes)}, ${found.columns.length} ${found.columns.length === 1 ? 'column' : 'columns'}. ${found.headerRow > 0 ? t('Row {number} names them.', { number: found.headerRow }) : t('No row names them.')}`}</p>
      <div className="flex flex-wrap items-end gap-3" style={{ marginTop: 12 }}>
        {found.kind === 'text' && <>
          <SelectField label={t('Encoding')} value={found.encoding} disabled={disabled} onChange={(encoding) => choose({ encoding: encoding as NonNullable<ImportChoices['encoding']> })} choices={encodingNames.map((value) => ({ value, label: encodingName(value) }))} />
          <SelectField label={t('Cells are divided by a')} value={found.delimiter} disabled={disabled} onChange={(delimiter) => choose({ delimiter })} choices={delimiterSigns.map((value) => ({ value, label: t(delimiterWords[value]!) }))} />
        </>}
        {found.sheets.length > 1 && <SelectField label={t('Sheet')} value={found.sheet ?? ''} disabled={disabled} onChange={(sheet) => choose({ sheet })} choices={found.sheets.map((sheet) => ({ value: sheet.name, label: sheet.hidden ? t('{name} (hidden)', { name: sheet.name }) : sheet.name }))} />}
        <SelectField label={t('The first row')} value={found.headerRow > 0 ? 'names' : 'person'} disabled={disabled} onChange={(value) => choose({ hasHeader: value === 'names' })} choices={[{ value: 'names', label: t('names the columns') }, { value: 'person', label: t('is a person already') }]} />
      </div>
    </Pad>
  );
}
