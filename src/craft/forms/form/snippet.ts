import type { AttributeDefinition } from '../../../people/contacts/index.ts';
import { html, textOf, trusted } from '../../../platform/public-pages/index.ts';
import type { Host } from '../house.ts';
import { formFields, paragraphs, textsFor } from '../pages/form-page.ts';
import { pageWords } from '../pages/page-words.ts';
import type { Topic } from '../topics/topics.ts';
import { languagesOf, type Form } from './form.ts';

export interface SnippetParts {
  form: Form;
  host: Host;
  topics: readonly Topic[];
  attributes: readonly AttributeDefinition[];
  publicUrl: string;
  token: string;
}

/**
 * HTML to put into a page of one's own, by language. Plain: a form, nothing else; visitors press once more on our page.
 * With the script, which is ours and small, they stay where they are.
 */
export function snippetsOf(parts: SnippetParts): Record<string, { plain: string; script: string }> {
  return Object.fromEntries(languagesOf(parts.form).map((language) => {
    const plain = snippetIn(parts, language);
    return [language, { plain, script: `${plain}\n<script src="${parts.publicUrl}/f/embed.js" async></script>` }];
  }));
}

function snippetIn(parts: SnippetParts, language: string): string {
  const words = pageWords(language);
  const shown = { form: parts.form, host: parts.host, language, topics: parts.topics, attributes: parts.attributes, start: '', action: '' };
  const texts = textsFor(shown);
  // A trap must not be seen where our style sheet is not.
  const fields = textOf(formFields(shown, words)).replace('<div class="trap"', '<div style="position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden"').trim();
  return textOf(html`<form data-kindred-form action="${parts.publicUrl}/f/${parts.token}" method="post" lang="${language}">
${texts.intro && paragraphs(texts.intro)}${trusted(fields)}
<input type="hidden" name="start" value=""><input type="hidden" name="language" value="${language}">
<button type="submit">${texts.button || words.say('sign_up')}</button>
</form>`);
}
