import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liquidOf, variableGroups } from './variable-words.ts';

const variable = (path: string, group: Parameters<typeof liquidOf>[0]['group']) => ({ path, group, label: path, example: 'x' });

test('what a contact may lack comes with a default, what is always there without', () => {
  assert.equal(liquidOf(variable('contact.first_name', 'contact')), '{{ contact.first_name | default: "" }}');
  assert.equal(liquidOf(variable('contact.attributes.seat', 'attribute')), '{{ contact.attributes.seat | default: "" }}');
  assert.equal(liquidOf(variable('contact.email', 'contact')), '{{ contact.email }}');
  assert.equal(liquidOf(variable('unsubscribe_url', 'message')), '{{ unsubscribe_url }}');
});

test('groups stand in one order and only when they hold something', () => {
  const groups = variableGroups([variable('workspace.name', 'workspace'), variable('contact.email', 'contact')]);
  assert.deepEqual(groups.map((group) => group.title), ['The contact', 'Your company']);
});
