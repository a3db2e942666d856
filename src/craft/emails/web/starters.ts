import { t } from '../../../platform/ui/words.ts';
import { starterDocument, type BodyKind, type Look } from '../contract.ts';

export const bodyKindNames: Record<BodyKind, () => string> = { visual: () => t('Visual'), mjml: () => 'MJML', html: () => 'HTML', markdown: () => 'Markdown' };

// What a new mail begins with: short, accessible, dark-mode aware, with the opt-out and
// the postal address that preflight asks for. Each says the same in its own language.

const mjml = `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Inter, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.6" color="#1f2937" />
      <mj-button background-color="#1d1f22" color="#ffffff" font-size="16px" font-weight="600" border-radius="6px" inner-padding="12px 20px" align="left" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f4f4f2">
    <mj-section background-color="#ffffff" padding="32px 24px">
      <mj-column>
        <mj-text font-size="24px" line-height="1.3" font-weight="600">
          One thing worth your minute
        </mj-text>
        <mj-text>
          Hello {{ contact.first_name | default: "there" }},
        </mj-text>
        <mj-text>
          Say here, in two sentences, what changed for your readers and why it
          matters to them this week.
        </mj-text>
        <mj-button href="https://example.com/">See how it works</mj-button>
        <mj-text>
          Best wishes,<br />
          {{ sender.name }}
        </mj-text>
      </mj-column>
    </mj-section>
    <mj-section padding="16px 24px">
      <mj-column>
        <mj-text font-size="13px" color="#5b6068">
          {{ workspace.name }}, {{ workspace.postal_address }}<br />
          You get this because you asked for our news.
          <a href="{{ unsubscribe_url }}" style="color:#5b6068">{{ unsubscribe_label }}</a> &middot;
          <a href="{{ preferences_url }}" style="color:#5b6068">{{ preferences_label }}</a>
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

const htmlBody = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>One thing worth your minute</title>
    <style>
      body { margin: 0; background: #f4f4f2; color: #1f2937; font: 16px/1.6 Inter, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
      .sheet { max-width: 560px; margin: 0 auto; padding: 32px 24px; background: #ffffff; }
      h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.3; }
      .button { display: inline-block; padding: 12px 20px; border-radius: 6px; background: #1d1f22; color: #ffffff; font-weight: 600; text-decoration: none; }
      .foot { max-width: 560px; margin: 0 auto; padding: 16px 24px; font-size: 13px; color: #5b6068; }
      .foot a { color: #5b6068; }
      @media (prefers-color-scheme: dark) {
        body { background: #131417; color: #ededef; }
        .sheet { background: #1a1c20; }
        .button { background: #ededef; color: #131417; }
        .foot, .foot a { color: #b7bac0; }
      }
    </style>
  </head>
  <body>
    <div class="sheet">
      <h1>One thing worth your minute</h1>
      <p>Hello {{ contact.first_name | default: "there" }},</p>
      <p>Say here, in two sentences, what changed for your readers and why it matters to them this week.</p>
      <p><a class="button" href="https://example.com/">See how it works</a></p>
      <p>Best wishes,<br>{{ sender.name }}</p>
    </div>
    <div class="foot">
      {{ workspace.name }}, {{ workspace.postal_address }}<br>
      You get this because you asked for our news.
      <a href="{{ unsubscribe_url }}">{{ unsubscribe_label }}</a> &middot;
      <a href="{{ preferences_url }}">{{ preferences_label }}</a>
    </div>
  </body>
</html>
`;

const markdownBody = `# One thing worth your minute

Hello {{ contact.first_name | default: "there" }},

Say here, in two sentences, what changed for your readers and why it matters to them this week.

[See how it works](https://example.com/)

Best wishes,\\
{{ sender.name }}

---

{{ workspace.name }}, {{ workspace.postal_address }}\\
You get this because you asked for our news. [{{ unsubscribe_label }}]({{ unsubscribe_url }}) · [{{ preferences_label }}]({{ preferences_url }})
`;

export const starters: Record<BodyKind, string> = {
  visual: JSON.stringify(starterDocument('designed')), mjml, html: htmlBody, markdown: markdownBody,
};

/** What a mail begins with: a sales mail reads as typed by a person. */
export const starterFor = (look: Look): { bodyKind: BodyKind; body: string } => ({ bodyKind: 'visual', body: JSON.stringify(starterDocument(look)) });

/** Whether a body is still one nobody has written in: then another starter may take its place unasked. */
export const isUntouched = (body: string): boolean => body.trim() === '' || Object.values(starters).includes(body) || body === starterFor('plain').body;
