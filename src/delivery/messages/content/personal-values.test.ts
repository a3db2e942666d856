import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLiquid } from './liquid.ts';
import { liquidScope, type PersonalValues } from './personal-values.ts';

const values = (company: string, vars: PersonalValues['vars'] = {}): PersonalValues => ({
  contact: { email: '', first_name: '', last_name: '', name: '', job_title: '', phone: '', language: '', attributes: {} },
  company: { name: company }, sender: { name: '' }, workspace: { name: '', postal_address: '' }, unsubscribe_url: '', vars,
});

test('a company is its name, said short or long, printed or asked about', () => {
  const read = (template: string, company = 'Lusitra') => parseLiquid(template, 'none')(liquidScope(values(company)));
  assert.equal(read('{{ company }} {{ company.name }} {{ company | upcase }}'), 'Lusitra Lusitra LUSITRA');
  for (const asked of ['company == "Lusitra"', 'company.name == "Lusitra"', 'company contains "sit"', 'company.name contains "sit"', 'company.name != blank']) {
    assert.equal(read(`{% if ${asked} %}yes{% else %}no{% endif %}`), 'yes', asked);
    assert.equal(read(`{% if ${asked} %}yes{% else %}no{% endif %}`, ''), 'no', asked);
  }
  assert.equal(parseLiquid('{{ company.name }}', 'none')(liquidScope(values('', { 'company.name': 'Own' }))), 'Own');
});
